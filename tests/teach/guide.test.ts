import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHAPTERS } from '#lib/course/chapters.ts';
import { CHECKS } from '#lib/course/checks.server.ts';
import { keyOf } from '#lib/teach/guide/answer-key.ts';
import { COURSE_PLANS } from '#lib/teach/guide/course-plans.ts';
import { linksOf, PARTS, readGuide } from '#lib/teach/guide/guide-file.ts';
import { CHAPTER_GUIDES } from '#lib/teach/guide/guides.server.ts';
import { LENGTHS } from '#lib/teach/guide/lesson-lengths.ts';

const FOLDER = 'content/teach';
const sources = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
const first = readFileSync(`${FOLDER}/${sources[0]}`, 'utf8');

describe('the teacher’s guides', () => {
	it('every chapter has one, and slides', () => {
		expect(CHAPTER_GUIDES.map(({ chapter }) => chapter.slug)).toEqual(CHAPTERS.map(({ slug }) => slug));
		const decks = readdirSync(`${FOLDER}/slides`);
		expect(decks).toEqual(sources);
	});

	it('the steps of each lesson fill both of its lengths', () => {
		for (const { guide } of CHAPTER_GUIDES) {
			const sum = (of: 'short' | 'long'): number => guide.steps.reduce((total, step) => total + step[of], 0);
			expect([sum('short'), sum('long')]).toEqual([...LENGTHS]);
		}
	});

	it('every guide opens a figure in an exact state for each thing that pupils will believe', () => {
		for (const name of sources) {
			const source = readFileSync(`${FOLDER}/${name}`, 'utf8');
			const states = linksOf(source).filter((link) => link.includes('#w='));
			expect(states.length, name).toBeGreaterThanOrEqual(5);
		}
	});

	it('a lesson that does not fill its minutes is refused, with what it takes', () => {
		expect(() => readGuide(first.replace('short={5}', 'short={6}'))).toThrow(
			'the steps of the lesson of 45 minutes take 46 minutes'
		);
	});

	it('a guide without one of its parts is refused', () => {
		expect(() => readGuide(first.replace(`## ${PARTS[5]}`, '## Something else'))).toThrow('Something else');
	});

	it('a misconception without a link to what breaks it is refused', () => {
		const [head, rest] = first.split('### “Near values stay near.”');
		const loose = `${head}### “Near values stay near.”${rest.replace(/\]\(\.\.\/\.\.\/\.\.\//g, '](#')}`;
		expect(() => readGuide(loose)).toThrow('Near values stay near');
	});

	it('a guide with too few questions is refused', () => {
		expect(() => readGuide(first.replaceAll('**Argue.**', '**Say.**'))).toThrow('"Argue":0');
	});
});

describe('the three ways through the course', () => {
	const minutesOf = (minutes: 'short' | 'long' | number): number =>
		typeof minutes === 'number' ? minutes : LENGTHS[minutes === 'short' ? 0 : 1];

	it('each lesson is a double lesson', () => {
		for (const { lessons } of COURSE_PLANS)
			for (const { items, title } of lessons)
				expect(
					items.reduce((sum, { minutes }) => sum + minutesOf(minutes), 0),
					title
				).toBe(90);
	});

	it('the university block has every chapter in order and every notebook', () => {
		const block = COURSE_PLANS.find(({ id }) => id === 'university-block');
		expect(block?.lessons.flatMap(({ items }) => items.map(({ chapter }) => chapter))).toEqual(
			CHAPTERS.map(({ slug }) => slug)
		);
		const notebooks = readdirSync('content/notebooks').map((name) => name.slice(3, -3));
		expect(block?.lessons.flatMap((lesson) => lesson.notebooks ?? []).toSorted()).toEqual(
			notebooks.toSorted()
		);
	});
});

describe('the answer key', () => {
	it('has the reason of every answer of every question, right or wrong', () => {
		for (const questions of CHECKS.values())
			for (const question of questions) {
				const entry = keyOf(question);
				const printed = [entry.because, ...entry.wrong.map(({ because }) => because)];
				const reasons =
					question.kind === 'choice'
						? question.choices.map(({ because }) => because)
						: [question.right, ...(question.wrong ?? []).map(({ because }) => because), question.otherwise];
				expect(printed.toSorted(), question.id).toEqual(reasons.toSorted());
			}
	});

	it('says a range as a range and a minus as a minus', () => {
		const entry = keyOf({
			id: 'x',
			kind: 'number',
			question: 'How much?',
			answer: -0.3,
			tolerance: 0.005,
			right: 'Because.',
			wrong: [{ when: { from: -2, to: -1 }, because: 'Too little.' }],
			otherwise: 'Think.'
		});
		expect(entry.answer).toBe('−0.3, give or take 0.005');
		expect(entry.wrong[0].answer).toBe('−2 to −1');
	});
});
