/** The questions at the end of "One number, many bits". */
import type { Question } from '../question.ts';

export const ONE_NUMBER_MANY_BITS: readonly Question[] = [
	{
		id: 'flips-at-64',
		kind: 'number',
		question: 'How many of the eight binary digits change between the values 191 and 192?',
		answer: 7,
		right: '191 is 10111111 and 192 is 11000000: the first digit stays, the other seven change.',
		wrong: [
			{
				when: 8,
				because: 'All eight change only between 127 and 128. Here the digit worth 128 is 1 in both values.'
			},
			{ when: 1, because: 'The values differ by 1, their digits by more. Write both down: 191 is 128 + 63.' }
		],
		otherwise:
			'Write both in binary: 191 = 128 + 32 + 16 + 8 + 4 + 2 + 1 and 192 = 128 + 64. Count the places that differ.'
	},
	{
		id: 'thermometer-words',
		kind: 'number',
		question: 'How many different words does a thermometer of 20 one-bit digits have?',
		answer: 21,
		right: 'From no digit on to all twenty on: 21 words, out of a million patterns.',
		wrong: [
			{ when: 20, because: 'Do not forget the word in which no digit is on.' },
			{
				when: 1048576,
				because:
					'That is the number of patterns of 20 bits. A thermometer never has a dry mark below a wet one.'
			},
			{
				when: 61,
				because:
					'That would be 20 copies with three thresholds each. A thermometer’s digit has one bit, so one threshold.'
			}
		],
		otherwise:
			'Digits switch on one after the other, from the lowest threshold up. Count the states on the way.'
	},
	{
		id: 'near-and-far',
		kind: 'choice',
		question: 'Which pair of near values is far apart, and in which code?',
		choices: [
			{
				text: '127 and 128, in bit-planes',
				right: true,
				because:
					'All eight digits change there: 01111111 and 10000000. No two words of this code are farther apart.'
			},
			{
				text: '127 and 128, in ten staggered copies (dither)',
				right: false,
				because:
					'Dither has 30 thresholds at 30 different places. Between neighbours at most one entry changes, by one level.'
			},
			{
				text: '126 and 127, in bit-planes',
				right: false,
				because: 'These differ in their last digit only: 01111110 and 01111111.'
			},
			{
				text: '42 and 43, rounded to two bits',
				right: false,
				because:
					'A threshold lies there, so the level changes, but by one step. Rounding has no larger jump between neighbours.'
			}
		]
	},
	{
		id: 'fitted-in-the-dark',
		kind: 'choice',
		question:
			'A quantile dither is fitted to dark pictures. Then the light is turned up. What does the network read?',
		choices: [
			{
				text: 'for most pixels nearly the same word, since most thresholds lie below their values',
				right: true,
				because:
					'The thresholds are where the dark values were. Bright values lie above nearly all of them, in the large blank of the code’s square.'
			},
			{
				text: 'the same as before: the code adapts to the light',
				right: false,
				because:
					'The thresholds were fitted once and stand still. To adapt, the code has to be fitted again, and the network trained with it.'
			},
			{
				text: 'words that jump between neighbouring values',
				right: false,
				because:
					'However the thresholds are moved, each value still passes them one by one. There are no jumps; there is little change at all.'
			},
			{
				text: 'finer words, since there is more light',
				right: false,
				because:
					'How fine a code is depends on how many thresholds lie among the values, and in bright light few of these do.'
			}
		]
	}
];
