import { describe, expect, it } from 'vitest';
import { judge, readNumber, rightAnswer, type Question } from '#lib/course/question.ts';

const NUMBER: Question = {
	id: 'error',
	kind: 'number',
	question: 'How large is the error?',
	unit: 'steps',
	answer: 0.5,
	tolerance: 0.01,
	right: 'Half a step.',
	wrong: [
		{ when: 1, because: 'That is a whole step.' },
		{ when: { from: 2, to: 9 }, because: 'That is many steps.' }
	],
	otherwise: 'Draw it.'
};
const CHOICE: Question = {
	id: 'bits',
	kind: 'choice',
	question: 'Which?',
	choices: [
		{ text: 'this', right: true, because: 'Yes.' },
		{ text: 'that', right: false, because: 'No.' }
	]
};

describe('a question', () => {
	it.each([
		['0.5', 'right', 'Half a step.'],
		['1/2', 'right', 'Half a step.'],
		['0,505', 'right', 'Half a step.'],
		['1', 'wrong', 'That is a whole step.'],
		['7', 'wrong', 'That is many steps.'],
		['−3', 'wrong', 'Draw it.'],
		['half', 'unread', 'Type a number, such as 3 or 0.5.']
	])('judges the number %s as %s', (answer, kind, because) => {
		expect(judge(NUMBER, answer)).toEqual({ kind, because });
	});

	it('explains each choice', () => {
		expect(judge(CHOICE, 'this')).toEqual({ kind: 'right', because: 'Yes.' });
		expect(judge(CHOICE, 'that')).toEqual({ kind: 'wrong', because: 'No.' });
		expect(judge(CHOICE, '').kind).toBe('unread');
	});

	it('knows its answer, and refuses to have two', () => {
		expect(rightAnswer(NUMBER).answer).toBe('0.5 steps');
		expect(rightAnswer(CHOICE).answer).toBe('this');
		const both = CHOICE.choices.map((choice) => ({ ...choice, right: true }));
		expect(() => rightAnswer({ ...CHOICE, choices: both })).toThrow(/one right choice, has 2/);
	});

	it('reads numbers as people type them, and nothing else', () => {
		expect(['3', ' .5 ', '-1e3', '3/4', '1/0', '1/2/3', '', '0x10', 'Infinity'].map(readNumber)).toEqual([
			3,
			0.5,
			-1000,
			0.75,
			null,
			null,
			null,
			null,
			null
		]);
	});
});
