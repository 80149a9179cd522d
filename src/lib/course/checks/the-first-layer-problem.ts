/** The questions at the end of "The first-layer problem". Its pairs are those of src/lib/widgets/four-pairs.ts, held to them by a test. */
import type { Question } from '../question.ts';

export const FIRST_LAYER_CHECK: readonly Question[] = [
	{
		id: 'identical-pair',
		kind: 'choice',
		question:
			'Look at the four pairs above. Which pair does rounding to two bits make one and the same picture?',
		choices: [
			{
				text: 'Pair A, the two clouds',
				right: false,
				because:
					'To the eye they are alike. But one lies between 16 and 46, mostly on level 0, and the other between 32 and 104, mostly on level 1: not one pixel is equal in all three colours.'
			},
			{
				text: 'Pair B, brick and studs',
				right: false,
				because:
					'Nearly. One value of the brick picture is 43, the first value of level 1, so 1,023 of the 1,024 pixels are equal and one is not.'
			},
			{
				text: 'Pair C, brick and wood',
				right: true,
				because:
					'All their values are 42 or less. Every one of them is on level 0, in every colour, so the two pictures are one.'
			},
			{
				text: 'Pair D, weave and studs',
				right: false,
				because:
					'They have the same smallest and largest value, but not in the same places. Both cross the threshold at 43, and 692 of 1,024 pixels are equal.'
			}
		]
	},
	{
		id: 'levels-of-a-pixel',
		kind: 'number',
		question:
			'A pixel’s red, green and blue are 40, 60 and 130. Round each to two bits and add the three levels. What is the sum?',
		answer: 3,
		right:
			'40 is below 43: level 0. 60 is from 43 to 127: level 1. 130 is from 128 to 212: level 2. The sum is 3.',
		wrong: [
			{ when: 230, because: 'That is the sum of the values. A level is a small number, 0, 1, 2 or 3.' },
			{
				when: 2,
				because:
					'Perhaps the last one is off: 130 has reached two thresholds, 43 and 128, so it is on level 2, and 60 adds one more.'
			},
			{ when: 4, because: 'The first threshold is at 43, so 40 is still on level 0.' }
		],
		otherwise: 'Count for each value how many of the thresholds 43, 128 and 213 it has reached.'
	},
	{
		id: 'ten-copies',
		kind: 'choice',
		question: 'Why do ten copies of the same 2-bit value not bring back what rounding took away?',
		choices: [
			{
				text: 'Because ten channels are still too few',
				right: false,
				because: 'A hundred copies would do no better. The number of channels is not what is missing.'
			},
			{
				text: 'Because all ten are computed from the same level, so they know only the level',
				right: true,
				because: 'Two values on one level have equal copies. Nothing that is computed from them can differ.'
			},
			{
				text: 'Because the weights of the first layer have one bit',
				right: false,
				because:
					'Ten copies even give it finer weights, since ten signs add up to a number from −10 to 10. But no weight tells equal inputs apart.'
			}
		]
	},
	{
		id: 'better-thresholds',
		kind: 'choice',
		question:
			'All values of a picture lie between 5 and 42. You may choose where the three thresholds lie. Which choice keeps the most?',
		choices: [
			{
				text: '43, 128 and 213, as before',
				right: false,
				because: 'No value reaches even the first of them: the picture becomes one even surface.'
			},
			{
				text: '64, 128 and 192',
				right: false,
				because: 'They cut the range from 0 to 255 evenly, but no value of this picture lies above 42.'
			},
			{
				text: '14, 24 and 33',
				right: true,
				because:
					'They lie where the values are, so all four levels are used. Two bits can be enough for something if they are spent in the right place.'
			}
		]
	}
];
