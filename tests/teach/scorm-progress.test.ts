import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '#lib/course/checks.server.ts';
import type { Progress } from '#lib/course/progress.ts';
import { COURSE_PARTS } from '#lib/teach/course-parts.server.ts';
import { flatLink } from '#lib/teach/package-links.js';
import { changeLearner } from '#lib/teach/scorm-learner.ts';
import { MOST_CHARACTERS, packProgress, shortHash, unpackProgress } from '#lib/teach/scorm-suspend.ts';

const SLUGS = COURSE_PARTS.map(({ slug }) => slug);
/** Everything read, every question answered with its longest choice and right, and drawings guessed. */
const EVERYTHING: Progress = Object.fromEntries(
	COURSE_PARTS.map(({ slug, questions, sections }) => [
		slug,
		{
			read: [...sections],
			passed: [...questions],
			answers: Object.fromEntries(
				(CHECKS.get(slug) ?? []).map((question) => [
					question.id,
					question.kind === 'number'
						? String(question.answer)
						: question.choices.map(({ text }) => text).sort((a, b) => b.length - a.length)[0]
				])
			),
			guesses: { gap: Array.from({ length: 64 }, (_, index) => index / 64), how: '½ or more' }
		}
	])
);

describe('progress in the platform', () => {
	it('comes back as it was', () => {
		const some: Progress = {
			'the-race': {
				read: ['check'],
				passed: ['three-tosses'],
				answers: { 'three-tosses': '¼ “half” 0,25' },
				guesses: { gap: 3, how: [1, 2.5] }
			}
		};
		const packed = packProgress(some, COURSE_PARTS, SLUGS);
		expect(packed).toMatch(/^[\x20-\x7e]*$/);
		expect(unpackProgress(packed, COURSE_PARTS)).toEqual(some);
	});

	it('fits with everything done: all that was read and right, and the answers of the chapter that counts', () => {
		for (const counted of [SLUGS, ...SLUGS.map((slug) => [slug])]) {
			const packed = packProgress(EVERYTHING, COURSE_PARTS, counted);
			expect(packed.length).toBeLessThanOrEqual(MOST_CHARACTERS);
			const back = unpackProgress(packed, COURSE_PARTS) ?? {};
			for (const slug of SLUGS) {
				expect(back[slug].read).toEqual(EVERYTHING[slug].read);
				expect(back[slug].passed).toEqual(EVERYTHING[slug].passed);
			}
			expect(back[counted[0]].answers).toEqual(EVERYTHING[counted[0]].answers);
		}
	});

	it('tells all ids of the course apart', () => {
		const lists = [SLUGS, ...COURSE_PARTS.flatMap(({ questions, sections }) => [questions, sections])];
		for (const ids of lists) expect(new Set(ids.map(shortHash)).size).toBe(ids.length);
	});

	it('is nothing where the platform kept nothing, and unreadable where it kept something else', () => {
		expect(unpackProgress('', COURSE_PARTS)).toEqual({});
		for (const strange of ['{"v":1,"c":{', 'bookmark=3', '[]', 'null', '{"v":2,"c":{}}', '{"v":1,"c":[]}'])
			expect(unpackProgress(strange, COURSE_PARTS)).toBeNull();
	});

	it('survives whatever stands there', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.json(),
					fc.string(),
					fc.json().map((c) => `{"v":1,"c":${c}}`)
				),
				(text) => {
					const found = unpackProgress(text, COURSE_PARTS);
					for (const slug of Object.keys(found ?? {})) expect(SLUGS).toContain(slug);
				}
			),
			{ numRuns: 2000 }
		);
		const key = shortHash('the-race');
		const strange = `{"v":1,"c":{"${key}":["${shortHash('gone')}",7,{"${shortHash('three-tosses')}":{}},{"__proto__":1,"x":"y"}]}}`;
		const race = unpackProgress(strange, COURSE_PARTS)?.['the-race'];
		expect(race).toMatchObject({ passed: [], read: [], answers: {} });
		expect(Object.getPrototypeOf(race?.guesses)).toBe(Object.prototype);
	});
});

describe('learners at one computer', () => {
	const done = (id: string): Progress => ({
		'the-race': { read: [id], passed: [], answers: {}, guesses: {} }
	});
	const place = () => {
		const kept = new Map<string, string>();
		return {
			kept,
			getItem: (key: string) => kept.get(key) ?? null,
			setItem: (key: string, value: string) => void kept.set(key, value)
		};
	};

	it('each find their own work again', () => {
		const storage = place();
		expect(changeLearner(storage, 'ada', done('a'))).toBeNull();
		expect(changeLearner(storage, 'ada', done('a'))).toBeNull();
		expect(changeLearner(storage, 'ben', done('a'))).toEqual({});
		expect(changeLearner(storage, 'ada', done('b'))).toEqual(done('a'));
		expect(changeLearner(storage, 'ben', done('a'))).toEqual(done('b'));
		expect([...storage.kept].join()).not.toMatch(/ada|ben/);
	});

	it('are one where the platform names nobody, or nothing is kept', () => {
		expect(changeLearner(place(), '', done('a'))).toBeNull();
		expect(changeLearner(null, 'ada', done('a'))).toBeNull();
	});

	it('never lose another one’s work for want of room', () => {
		const storage = place();
		changeLearner(storage, 'ada', done('a'));
		const full = {
			getItem: storage.getItem,
			setItem: () => {
				throw new DOMException('full', 'QuotaExceededError');
			}
		};
		expect(() => changeLearner(full, 'ben', done('a'))).toThrow('no room');
		expect(changeLearner(storage, 'ada', done('a'))).toBeNull();
	});
});

describe('a link in a package', () => {
	const TOP = 'https://lms.example/content/7/';
	it.each([
		['the-race/#seeds', 'the-race.html#seeds'],
		['', 'index.html'],
		['notebook/api/?a=b', 'notebook--api.html?a=b'],
		['the-race.html', 'the-race.html'],
		['runs/hero.json', 'runs/hero.json']
	])('to %s leads to %s', (from, to) => {
		expect(flatLink(TOP + from, TOP)).toBe(TOP + to);
	});

	it('to anywhere else is left alone', () => {
		for (const href of [
			'https://a.example/content/7/x/',
			'https://lms.example/course/',
			'https://lms.example/content/70/'
		])
			expect(flatLink(href, TOP)).toBe(href);
	});
});
