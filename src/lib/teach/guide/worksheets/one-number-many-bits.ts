/** Words of a few values in three codes, and their distances. */
import { distinctWords, wordDistance } from '#lib/core/code-distance.ts';
import { fixedTable, type LevelTable } from '#lib/core/encoding.ts';
import { blank, given, levelBlank, type Worksheet } from '../worksheet.ts';

const planes = fixedTable({ kind: 'bit-planes' });
const thermometer = fixedTable({ kind: 'thermometer', wordLength: 7 });
const dither = fixedTable({ kind: 'dither', bits: 2, wordLength: 4 });
const wordOf = ({ wordLength, levels }: LevelTable, v: number): number[] => [
	...levels.subarray(v * wordLength, (v + 1) * wordLength)
];
const VALUES = [63, 64, 127, 128];
const PAIRS = [
	[63, 64],
	[127, 128],
	[0, 128],
	[64, 128]
] as const;
const binary = (v: number): number[] => wordOf(planes, v).reverse();
const stepsOf = (k: number): number[] => {
	const found: number[] = [];
	for (let v = 1; v < 256; v++) if (wordOf(dither, v)[k] !== wordOf(dither, v - 1)[k]) found.push(v);
	return found;
};
const thresholds = Array.from({ length: 7 }, (_, k) => 32 * (k + 1));

export const ONE_NUMBER_MANY_BITS: Worksheet = {
	slug: 'one-number-many-bits',
	title: 'Three ways to write a grey',
	minutes: 20,
	parts: [
		{
			kind: 'table',
			ask: 'Write these values in binary, the digit worth 128 first.',
			head: ['value', '128', '64', '32', '16', '8', '4', '2', '1'],
			rows: VALUES.map((v) => [given(v), ...binary(v).map((bit) => blank(bit))])
		},
		{
			kind: 'table',
			ask: `A thermometer of seven digits has the thresholds ${thresholds.join(', ')}. A digit is 1 if the value has reached its threshold.`,
			head: ['value', ...thresholds.map(String)],
			rows: VALUES.map((v) => [given(v), ...wordOf(thermometer, v).map((bit) => blank(bit))])
		},
		{
			kind: 'table',
			ask: 'Four staggered copies of two-bit rounding. The head says where each copy steps to level 1, 2 and 3. Fill in the levels.',
			head: ['value', ...[0, 1, 2, 3].map((k) => stepsOf(k).join(', '))],
			rows: VALUES.map((v) => [given(v), ...wordOf(dither, v).map(levelBlank)])
		},
		{
			kind: 'table',
			ask: 'The distance of two words: place by place, by how many levels they differ; then add up.',
			head: ['pair', 'binary', 'thermometer', 'staggered'],
			rows: PAIRS.map(([a, b]) => [
				`${a} and ${b}`,
				blank(wordDistance(planes, a, b)),
				blank(wordDistance(thermometer, a, b)),
				blank(wordDistance(dither, a, b))
			]),
			because:
				'In binary a near pair may be as far apart as words can be, and a far pair (0 and 128) only one digit apart. The other two keep the order.'
		},
		{
			kind: 'table',
			ask: 'How many different words does each code have, and how many bits does a word take?',
			head: ['code', 'words', 'bits'],
			rows: [
				['binary digits', blank(distinctWords(planes)), blank(planes.wordLength * planes.bits)],
				['thermometer', blank(distinctWords(thermometer)), blank(thermometer.wordLength * thermometer.bits)],
				['staggered', blank(distinctWords(dither)), blank(dither.wordLength * dither.bits)]
			]
		},
		{
			kind: 'write',
			ask: 'All values of your pictures lie between 0 and 60. Which thresholds of the thermometer are wasted? Where would you put the seven?',
			lines: 2,
			answer: `All but ${thresholds.filter((t) => t <= 60).join(' and ')}: no value reaches the others. Better: where the values are, with about equally many values between each two; these places are called quantiles.`
		}
	]
};
