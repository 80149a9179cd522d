/** The questions at the end of chapter 2. */
import type { Question } from '../question.ts';

export const CHECK: readonly Question[] = [
	{
		id: 'sum-from-counts',
		kind: 'number',
		question:
			'A filter has 5 ones in W. At some place 4 lanes differ in the first plane and 3 in the second. What is the sum?',
		answer: 5,
		right: '3 · 5 − 4 − 2 · 3 = 5.',
		wrong: [
			{ when: 8, because: 'The second plane is worth 2: its differing lanes are subtracted twice.' },
			{
				when: -5,
				because: 'W counts three times, once for the first plane and twice for the second: 3 · 5, not 5.'
			},
			{ when: -2, because: 'W counts three times, and the second plane’s lanes twice: 3 · 5 − 4 − 2 · 3.' },
			{ when: 10, because: 'That adds the lanes that differ. They are subtracted.' }
		],
		otherwise: 'Three times the ones of W, minus the first count, minus twice the second.'
	},
	{
		id: 'empty-lanes',
		kind: 'choice',
		question: 'A layer has 30 channels, a word 32 lanes. What do the two lanes left over add to the sum?',
		choices: [
			{
				text: 'Nothing: both bits are 0 there, so they are in no count.',
				right: true,
				because: 'They are not ones of W, and 0 and 0 do not differ.'
			},
			{
				text: 'Two, which has to be subtracted afterwards.',
				right: false,
				because:
					'That would be so if matches were counted, with xnor: 0 and 0 match. Here differences are counted.'
			},
			{
				text: 'Two times minus one: a weight bit of 0 means −1.',
				right: false,
				because: 'It does mean −1, but the activation there is 0, and −1 times 0 is nothing.'
			},
			{
				text: 'It depends on what was in the memory before.',
				right: false,
				because: 'It would, if the lanes were not set to 0. They are.'
			}
		]
	},
	{
		id: 'best-scale',
		kind: 'number',
		question: 'Four weights: 0.2, −0.6, 0.1, −0.3. Which scale is best for their signs?',
		answer: 0.3,
		tolerance: 0.001,
		right: 'The mean of the sizes: (0.2 + 0.6 + 0.1 + 0.3) / 4 = 0.3.',
		wrong: [
			{
				when: -0.15,
				because: 'That is the mean of the weights. The signs are kept apart: take the mean of their sizes.'
			},
			{ when: 0.15, because: 'That is the size of the mean. Take the mean of the sizes.' },
			{ when: 0.6, because: 'The largest would be far too large for the other three.' },
			{
				when: 0.25,
				because:
					'That is the median of the sizes. It is best for plain distances; for squared ones it is the mean.'
			},
			{ when: 1.2, because: 'That is the sum of the sizes. Divide by their number.' }
		],
		otherwise: 'Drop the signs, then take the mean of the four numbers.'
	},
	{
		id: 'more-bits',
		kind: 'choice',
		question:
			'Activations go from two bits to four, weights stay at one. What happens to the number of exclusive-ors?',
		choices: [
			{
				text: 'It doubles.',
				right: true,
				because: 'There is one bit-plane for each bit, and each plane meets W once.'
			},
			{
				text: 'It is multiplied by four: sixteen levels instead of four.',
				right: false,
				because: 'The work follows the planes, not the levels: four bits have four planes.'
			},
			{
				text: 'It stays: the planes still fit in one word.',
				right: false,
				because: 'A word holds the same bit of 32 channels. Another bit is another word.'
			},
			{
				text: 'It grows by two for the whole layer.',
				right: false,
				because: 'Two more planes, and each is as large as the first: the work doubles everywhere.'
			}
		]
	}
];
