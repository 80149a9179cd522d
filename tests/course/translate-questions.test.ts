import { describe, expect, it } from 'vitest';
import type { Question } from '#lib/course/question.ts';
import { translateQuestions } from '#lib/course/translate-questions.ts';

const QUESTIONS: readonly Question[] = [
	{
		id: 'how-many',
		kind: 'number',
		question: 'How many?',
		answer: 8,
		right: 'Eight.',
		wrong: [{ when: 3, because: 'Three is too few.' }],
		otherwise: 'Count.'
	},
	{
		id: 'which',
		kind: 'choice',
		question: 'Which?',
		choices: [
			{ text: 'this', right: true, because: 'It is.' },
			{ text: 'that', right: false, because: 'It is not.' }
		]
	}
];
const GERMAN = {
	'how-many': { question: 'Wie viele?', right: 'Acht.', wrong: ['Drei sind zu wenig.'], otherwise: 'Zähle.' },
	which: {
		question: 'Welches?',
		choices: [
			{ text: 'dieses', because: 'Das ist es.' },
			{ text: 'jenes', because: 'Das ist es nicht.' }
		]
	}
};

describe('a question in another language', () => {
	it('has other words and the same answer', () => {
		const [number, choice] = translateQuestions(QUESTIONS, GERMAN);
		expect(number).toMatchObject({
			question: 'Wie viele?',
			answer: 8,
			wrong: [{ when: 3, because: 'Drei sind zu wenig.' }]
		});
		expect(choice).toMatchObject({
			choices: [
				{ text: 'dieses', right: true },
				{ text: 'jenes', right: false }
			]
		});
	});
	it.each([
		['is missing', { 'how-many': GERMAN['how-many'] }, 'question "which"'],
		['is too many', { ...GERMAN, another: {} }, 'the original has no question "another"'],
		[
			'lacks a wrong answer',
			{ ...GERMAN, 'how-many': { ...GERMAN['how-many'], wrong: [] } },
			'must have 1 wrong answers'
		],
		['says what is right', { ...GERMAN, 'how-many': { ...GERMAN['how-many'], answer: 7 } }, 'answer'],
		['has an empty text', { ...GERMAN, which: { ...GERMAN.which, question: '' } }, 'question: it is empty']
	])('is refused where it %s', (_, texts, said) => {
		expect(() => translateQuestions(QUESTIONS, texts)).toThrow(said);
	});
});
