/** The questions at the end of chapter 1. */
import type { Question } from '../question.ts';

export const CHECK: readonly Question[] = [
	{
		id: 'levels-at-3-bits',
		kind: 'number',
		question: 'How many levels do three bits give?',
		answer: 8,
		right: 'Three bits have 2 · 2 · 2 = 8 patterns, so there are eight levels, 0 to 7.',
		wrong: [
			{ when: 3, because: 'Three is the number of bits. Each of them doubles the number of patterns.' },
			{ when: 6, because: 'The patterns are multiplied, not added: 2 · 2 · 2, not 2 + 2 + 2.' },
			{ when: 7, because: 'Seven is the highest level, and the number of steps. Level 0 counts too.' },
			{ when: 9, because: 'That is three squared. Each bit doubles: 2, 4, …' }
		],
		otherwise: 'Start from one pattern without any bits, and double it once for each bit.'
	},
	{
		id: 'largest-error-at-3-bits',
		kind: 'number',
		question:
			'Values from 0 to 255 are rounded to the levels of three bits. No value is moved by more than how much? One digit after the point is enough.',
		answer: 18.2,
		tolerance: 0.12,
		right:
			'Eight levels have seven gaps: the step is 255 / 7 = 36.4, and the error is at most half of it, 18.2.',
		wrong: [
			{
				when: { from: 36, to: 36.5 },
				because:
					'That is the whole step. A value further than half of it from one level is nearer to the next.'
			},
			{
				when: { from: 31.8, to: 32 },
				because:
					'That divides by eight. Eight levels from 0 to 255 have seven gaps; and the error is at most half a gap.'
			},
			{
				when: { from: 15.9, to: 16 },
				because: 'Half is right, but eight levels have seven gaps, not eight. Divide 255 by seven.'
			},
			{
				when: 18,
				because: 'Nearly. Give one digit after the point: half of 255 / 7.'
			}
		],
		otherwise: 'Find the step first: 255 divided by the number of gaps between eight levels. Then halve it.'
	},
	{
		id: 'same-level',
		kind: 'choice',
		question: 'Which two values can no longer be told apart after rounding to two bits?',
		choices: [
			{
				text: '130 and 210',
				right: true,
				because: 'Level 2 takes everything from 128 to 212, the values nearest to 170.'
			},
			{
				text: '120 and 130',
				right: false,
				because: 'The threshold at 127.5 lies between them: one goes to level 1, the other to level 2.'
			},
			{
				text: '40 and 45',
				right: false,
				because: 'They are close, but the threshold at 42.5 lies between them. Nearness does not help.'
			},
			{
				text: '200 and 220',
				right: false,
				because: 'The threshold at 212.5 lies between them: 220 is already white.'
			}
		]
	},
	{
		id: 'bands',
		kind: 'choice',
		question: 'Why does a clear sky show bands at four bits, when a lawn in the same picture does not?',
		choices: [
			{
				text: 'Neighbouring pixels of the sky have nearly the same value, so they have nearly the same error.',
				right: true,
				because:
					'Whole regions are off in one direction and meet at sharp edges. In the lawn the errors differ from pixel to pixel, and the eye averages them.'
			},
			{
				text: 'The errors in the sky are larger.',
				right: false,
				because: 'They are not: the step is the same everywhere, and so is half of it.'
			},
			{
				text: 'The sky is brighter, and bright values are rounded more coarsely.',
				right: false,
				because: 'The levels are evenly spaced: bright and dark values are rounded alike.'
			},
			{
				text: 'The sky uses more levels than the lawn.',
				right: false,
				because:
					'A smooth region usually uses fewer levels. What shows is where one ends and the next begins.'
			}
		]
	}
];
