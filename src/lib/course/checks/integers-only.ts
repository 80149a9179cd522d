/** The questions at the end of chapter 8. */
import type { Question } from '../question.ts';

export const INTEGERS_ONLY: readonly Question[] = [
	{
		id: 'packed-word',
		kind: 'number',
		question:
			'A value has the word 1, 0, 2, 3, its first entry in lane 0, which is the lowest bit. Plane A0, as a number, is 9. Which number is plane A1?',
		answer: 12,
		right: 'The bits worth 2 are set in lanes 2 and 3: 4 + 8 = 12.',
		wrong: [
			{ when: 9, because: 'That is A0: the bits worth 1, in lanes 0 and 3.' },
			{
				when: 3,
				because:
					'The lanes are right, the order is not: lane 0 is the lowest bit, so lanes 2 and 3 are 4 and 8.'
			},
			{ when: 24, because: 'Plane A1 is worth two in the sum, but it is stored as it is: 4 + 8.' },
			{ when: 4, because: 'Lane 2 is there. Level 3 in lane 3 has the bit worth 2 as well.' },
			{ when: 8, because: 'Lane 3 is there. Level 2 in lane 2 is the bit worth 2 and no other.' }
		],
		otherwise: 'Take the bit worth 2 of each level: 0, 0, 1, 1. Lane k counts 2 to the power of k.'
	},
	{
		id: 'which-level',
		kind: 'number',
		question: 'A channel has the thresholds −52, −33 and −14. Its sum is −33. Which level does it put out?',
		answer: 2,
		right: '−33 reaches −52 and −33, and not −14: two thresholds, level 2.',
		wrong: [
			{ when: 1, because: 'Reaching means at least: −33 ≥ −33 is true.' },
			{ when: 3, because: '−33 is below −14, so the third threshold is not reached.' },
			{ when: 0, because: 'The sum is negative, but so are the thresholds. Compare it with each.' }
		],
		otherwise: 'Count the thresholds that are not larger than the sum.'
	},
	{
		id: 'negative-gamma',
		kind: 'choice',
		question: 'A channel’s γ is negative. What does folding do?',
		choices: [
			{
				text: 'It turns all signs of the channel round, and folds the rising line.',
				right: true,
				because: 'The sum changes sign, so the falling line rises, and the engine compares as always.'
			},
			{
				text: 'It sorts the thresholds from the largest to the smallest.',
				right: false,
				because: 'Then the engine would need a second way to compare, for these channels alone.'
			},
			{
				text: 'It sets γ to zero, because the quantizer cuts negative values off.',
				right: false,
				because: 'That would make the channel constant. What is cut off is a negative z, not a negative γ.'
			},
			{
				text: 'Nothing: thresholds do not depend on γ.',
				right: false,
				because: 'They do: γ is part of the slope, and the slope says where the line crosses the steps.'
			}
		]
	},
	{
		id: 'equal-accuracy',
		kind: 'choice',
		question: 'Two integer engines both name 80.2% of the test pictures. What is shown?',
		choices: [
			{
				text: 'Little: they may name different pictures, and a fault in few cells moves no percentage.',
				right: true,
				because: 'One wrong threshold changed nearly all sums in this chapter, and hardly an answer.'
			},
			{
				text: 'That they are equal: integers have no rounding.',
				right: false,
				because: 'Correct integer engines are equal. Whether both are correct is the question.'
			},
			{
				text: 'That they are equal up to the tolerance.',
				right: false,
				because: 'Whole numbers need no tolerance: each cell is equal or it is not, and that can be counted.'
			},
			{
				text: 'That both have the same weights.',
				right: false,
				because: 'Quite different weights can have the same accuracy.'
			}
		]
	}
];
