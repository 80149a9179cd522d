import { describe, expect, it } from 'vitest';
import { readFileSync, readdirSync } from 'node:fs';
import type { ChapterProgress } from '#lib/course/progress.ts';
import { COURSE_PARTS } from '#lib/teach/course-parts.server.ts';
import { chapterScore, courseScore, type ChapterParts } from '#lib/teach/score.ts';

const BITS: ChapterParts = {
	slug: 'bits',
	number: 1,
	title: 'Bits',
	questions: ['a', 'b', 'c'],
	sections: ['one', 'two', 'check']
};
const RACE: ChapterParts = {
	slug: 'race',
	number: 2,
	title: 'Race',
	questions: ['d', 'e', 'f', 'g'],
	sections: ['three', 'check']
};
const did = (done: Partial<ChapterProgress>): ChapterProgress => ({
	read: [],
	passed: [],
	answers: {},
	guesses: {},
	...done
});

describe('the score', () => {
	it('counts questions right and sections read, each once', () => {
		const progress = { bits: did({ passed: ['c', 'a', 'a'], read: ['two'] }) };
		expect(chapterScore(BITS, progress)).toEqual({
			slug: 'bits',
			passed: 2,
			asked: 3,
			read: 1,
			sections: 3
		});
	});

	it('counts nothing that the course does not ask, and no answer that was wrong', () => {
		const progress = { bits: did({ passed: ['of-an-older-version'], answers: { a: '7' }, read: ['gone'] }) };
		expect(chapterScore(BITS, progress)).toMatchObject({ passed: 0, read: 0 });
	});

	it('is the share of all questions of the chapters in question, in whole percent', () => {
		const progress = { bits: did({ passed: ['a', 'b', 'c'] }), race: did({ passed: ['d'] }) };
		expect(courseScore([BITS, RACE], progress)).toMatchObject({ passed: 4, asked: 7, percent: 57 });
		expect(courseScore([BITS], progress).percent).toBe(100);
		expect(courseScore([RACE], progress).percent).toBe(25);
		expect(courseScore([BITS, RACE], {}).percent).toBe(0);
	});

	it('is 100 only when nothing is left', () => {
		const many = { ...BITS, questions: Array.from({ length: 300 }, (_, index) => `q${index}`) };
		const allButOne = { bits: did({ passed: many.questions.slice(1) }) };
		expect(courseScore([many], allButOne).percent).toBe(99);
	});

	it('finds nothing done in a chapter that has the name of an inherited property', () => {
		expect(chapterScore({ ...BITS, slug: 'constructor' }, {})).toMatchObject({ passed: 0, read: 0 });
	});

	it('refuses chapters that ask nothing', () => {
		expect(() => courseScore([], {})).toThrow('0 chapters ask none');
	});
});

describe('what the course counts', () => {
	it('is every chapter file, with its questions and sections, each id once', () => {
		const names = readdirSync('content/chapters').sort();
		expect(COURSE_PARTS.map(({ slug, number }) => `0${number}-${slug}.md`)).toEqual(names);
		for (const { slug, questions, sections } of COURSE_PARTS) {
			const source = readFileSync(`src/lib/course/checks/${slug}.ts`, 'utf8');
			expect(questions).toEqual([...source.matchAll(/^\t\tid: '([^']+)'/gm)].map(([, id]) => id));
			expect(new Set(questions).size).toBe(questions.length);
			expect(sections.length).toBeGreaterThan(2);
			expect(sections.at(-1)).toBe('check');
		}
	});
});
