/** A table of eight rows: what is looked up, what can learn, and what is baked. */
import { packLevels } from '#lib/core/bit-planes.ts';
import { quantizeLatents } from '#lib/core/encoding.ts';
import { unitLevel } from '#lib/core/quantize.ts';
import { blank, digits, given, levelBlank, type Worksheet } from '../worksheet.ts';

/** A picture of 4 x 4 pixels with values 0 to 7. */
const PICTURE = [0, 1, 1, 0, 1, 2, 3, 1, 1, 3, 2, 1, 0, 1, 1, 0];
const ROWS = 8;
const TOP = 3;
const WORD = [0.1, 0.55, 0.9, 0.49, 0.17];
const counts = Array.from({ length: ROWS }, (_, v) => PICTURE.filter((each) => each === v).length);
/** Plain rounding of 0..7: latent v / 7. */
const start = Array.from({ length: ROWS }, (_, v) => v / (ROWS - 1));
const startLevels = start.map((latent) => unitLevel(latent, TOP));
const baked = [
	...quantizeLatents(Float32Array.from([...WORD, ...Array(256 * 5 - 5).fill(0)]), 5, 2).levels.subarray(0, 5)
];
const planes = packLevels(Uint8Array.from(baked), baked.length, 2).map(([word]) => word);
const VALUES = 256;
const bytesOf = (wordLength: number, bits: number): number => (VALUES * wordLength * bits) / 8;

export const PIXEL_EMBEDDING: Worksheet = {
	slug: 'pixel-embedding',
	title: 'A table that learns',
	minutes: 20,
	parts: [
		{
			kind: 'boards',
			ask: 'A dark picture with values from 0 to 7. How often is each row of the table looked up?',
			boards: [{ name: 'the picture', columns: 4, cells: PICTURE.map(given) }]
		},
		{
			kind: 'table',
			ask: 'Fill in the counts. Then: at the start the latent of row v is v / 7. Which level does it round to? (From 1/6 on level 1, from 1/2 level 2, from 5/6 level 3.)',
			head: ['row', ...counts.map((_, v) => String(v))],
			rows: [
				['looked up', ...counts.map((n) => blank(n))],
				['latent', ...start.map((latent) => digits(latent, 2))],
				['level', ...startLevels.map(levelBlank)],
				['can it learn?', ...counts.map((n) => blank(n > 0 ? 'yes' : 'no'))]
			],
			because: 'A row that is never looked up gets no gradient, and stays what it was at the start.'
		},
		{
			kind: 'write',
			ask: 'Write value 2 as a one-hot row of eight numbers. What comes out if you multiply it by the table?',
			lines: 2,
			answer:
				'The row 0 0 1 0 0 0 0 0. Every row of the table is multiplied by 0 and drops out, except row 2.'
		},
		{
			kind: 'write',
			ask: 'A threshold is the border between two rows of different levels. Which of the borders at the start can move in this picture, and which cannot?',
			lines: 2,
			answer: (() => {
				const borders = startLevels.flatMap((level, v) => (v > 0 && level !== startLevels[v - 1] ? [v] : []));
				const free = borders.filter((v) => counts[v] > 0 || counts[v - 1] > 0);
				const stuck = borders.filter((v) => !free.includes(v));
				const say = (all: readonly number[]): string =>
					all.map((v) => `between ${v - 1} and ${v}`).join(', ');
				return `Free, since a row beside it is looked up: ${say(free)}. Stuck: ${say(stuck)}.`;
			})()
		},
		{
			kind: 'table',
			ask: 'After training a row holds these latents. Bake it: levels, then the bit worth 1 and the bit worth 2. The last column is the plane as a number; entry 0 is the lowest bit.',
			head: ['entry', ...WORD.map((_, k) => String(k)), 'number'],
			rows: [
				['latent', ...WORD.map(given), ''],
				['level', ...baked.map(levelBlank), ''],
				['A0', ...baked.map((level) => blank(level & 1)), blank(planes[0])],
				['A1', ...baked.map((level) => blank(level >> 1)), blank(planes[1])]
			]
		},
		{
			kind: 'table',
			ask: 'How many bytes does a baked table of 256 rows take?',
			head: ['numbers in a word', 'bits of a number', 'bytes'],
			rows: [
				[given(10), given(2), blank(bytesOf(10, 2))],
				[given(8), given(1), blank(bytesOf(8, 1))],
				[given(16), given(2), blank(bytesOf(16, 2))]
			]
		}
	]
};
