/** One sum by multiplying and by counting, and a scale. */
import { bitsOfSigns, packBits, packLevels } from '#lib/core/bit-planes.ts';
import { bestScale, dotCosts, plainDot, wordDot } from '#lib/core/word-dot.ts';
import { blank, digits, given, levelGiven, type Cell, type Worksheet } from '../worksheet.ts';
import { BIT_LEVELS, BIT_SIGNS, WEIGHTS } from './bit-row.ts';

const lanes = BIT_LEVELS.map((_, lane) => lane);
const signBits = bitsOfSigns(Int8Array.from(BIT_SIGNS));
const levels = Uint8Array.from(BIT_LEVELS);
const dot = wordDot(packLevels(levels, lanes.length, 2), packBits(signBits, lanes.length));
const sum = plainDot(levels, Int8Array.from(BIT_SIGNS));
const bitOf = (lane: number, plane: number): number => (BIT_LEVELS[lane] >> plane) & 1;
const planeRow = (plane: number): Cell[] => [
	`A${plane}`,
	...lanes.map((lane) => blank(bitOf(lane, plane))),
	''
];
const differRow = (plane: number): Cell[] => [
	`A${plane} ⊕ W`,
	...lanes.map((lane) => blank(bitOf(lane, plane) ^ signBits[lane])),
	blank(dot.differing[plane])
];
const CHANNELS = 32;
const TAPS = 9;

export const A_CONVOLUTION_IN_FEW_BITS: Worksheet = {
	slug: 'a-convolution-in-few-bits',
	title: 'One sum, two ways',
	minutes: 15,
	parts: [
		{
			kind: 'table',
			ask: 'Multiply each level by its sign and add up. The last column is the sum.',
			head: ['lane', ...lanes.map(String), 'sum'],
			rows: [
				['level', ...BIT_LEVELS.map(levelGiven), ''],
				['sign', ...BIT_SIGNS.map((sign) => (sign > 0 ? '+' : '−')), ''],
				['product', ...lanes.map((lane) => blank(BIT_LEVELS[lane] * BIT_SIGNS[lane])), blank(sum)]
			]
		},
		{
			kind: 'table',
			ask: 'Now in bits. W is 1 where the sign is +. A0 is the bit of the level that is worth 1, A1 the one worth 2. ⊕ is 1 where two bits differ. Count the ones of W and of the rows with ⊕.',
			head: ['lane', ...lanes.map(String), 'ones'],
			rows: [
				['W', ...Array.from(signBits, (bit) => blank(bit)), blank(dot.ones)],
				planeRow(0),
				differRow(0),
				planeRow(1),
				differRow(1)
			]
		},
		{
			kind: 'write',
			ask: 'Put your three counts into 3 · |W| − |A0 ⊕ W| − 2 · |A1 ⊕ W|. What comes out, and what should?',
			lines: 2,
			answer: `3 · ${dot.ones} − ${dot.differing[0]} − 2 · ${dot.differing[1]} = ${given(dot.sum)}. It should be, and is, the sum of the first task: ${given(sum)}.`
		},
		{
			kind: 'write',
			ask: 'Two more lanes stay empty: level 0, and no weight, so all their bits are 0. What do they change, and why?',
			lines: 2,
			answer: 'Nothing. They are no ones of W, and 0 and 0 do not differ, so they are in no count.'
		},
		{
			kind: 'write',
			ask: `Nine weights: ${WEIGHTS.map((w) => given(w)).join('; ')}. Write down their signs, and the one size that fits them best.`,
			lines: 2,
			answer: `Signs ${WEIGHTS.map((w) => (w >= 0 ? '+' : '−')).join(' ')}; the mean of the sizes is ${digits(bestScale(WEIGHTS), 2)}.`
		},
		{
			kind: 'table',
			ask: `One output of a 3 × 3 window over ${CHANNELS} channels. A word holds one bit of ${CHANNELS} channels. How many operations?`,
			head: ['bits of an activation', 'multiplications in float', 'exclusive-ors on words'],
			rows: [1, 2, 4, 8].map((bits) => {
				const costs = dotCosts(TAPS, CHANNELS, bits);
				return [given(bits), blank(costs.multiplications), blank(costs.xors)];
			}),
			because:
				'A plane for every bit, a word for every tap. The multiplications do not care how many bits there are.'
		}
	]
};
