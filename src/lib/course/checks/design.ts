/** Two questions that show what a check looks like, on the page about design. */
import type { Question } from '../question.ts';

export const DESIGN_CHECK: readonly Question[] = [
	{
		id: 'colours',
		kind: 'choice',
		question: 'Which colour may a button have?',
		choices: [
			{
				text: 'plum, like level 1',
				right: false,
				because: 'The four level colours mean levels and nothing else.'
			},
			{
				text: 'ink, or the accent',
				right: true,
				because: 'Everything that is no level is ink, paper or accent.'
			},
			{
				text: 'any, as long as the contrast is enough',
				right: false,
				because:
					'Contrast is needed, but a colour also has a meaning: a coral button would look like level 2.'
			}
		]
	},
	{
		id: 'levels',
		kind: 'number',
		question: 'How many levels do three bits give?',
		answer: 8,
		right: 'Three bits have 2 · 2 · 2 = 8 patterns.',
		wrong: [
			{ when: 3, because: 'Three is the number of bits. Each of them doubles the number of patterns.' }
		],
		otherwise: 'Each bit doubles the number of patterns. One bit gives two.'
	}
];
