/** Rounding by hand. */
import { roundPixels } from '#lib/core/pixel-rounding.ts';
import { blank, digits, given, type Worksheet } from '../worksheet.ts';

const VALUES = [12, 42, 43, 100, 127, 128, 190, 230];
const DARK = [4, 9, 15, 21, 26, 33, 38, 41];
/** For the dark picture: four levels over 0 to 42. */
const DARK_TOP = 42;

const two = roundPixels(2);
const darkStep = DARK_TOP / 3;
const darkLevel = (value: number): number => Math.round(value / darkStep);
const sign = (x: number): string => (x > 0 ? '+' : '') + digits(x, 1);

export const WHAT_A_BIT_COSTS: Worksheet = {
	slug: 'what-a-bit-costs',
	title: 'Rounding by hand',
	minutes: 10,
	parts: [
		{
			kind: 'table',
			ask: 'How many levels, how many gaps between them, and how far from 0 to 255 is one step? How far can rounding move a value?',
			head: ['bits', 'levels', 'gaps', 'step', 'error at most'],
			rows: [1, 2, 3, 4].map((bits) => {
				const { levels, step } = roundPixels(bits);
				return [
					given(bits),
					blank(levels),
					blank(levels - 1),
					blank(digits(step, 1)),
					blank(digits(step / 2, 1))
				];
			}),
			because:
				'The levels double with each bit. The step is 255 divided by the gaps, and the error is at most half of it.'
		},
		{
			kind: 'axis',
			ask: 'Mark the four levels of two bits as strokes, and the three thresholds between them as crosses.',
			to: 255,
			marks: [
				...Array.from(two.valueOf, (value, level) => ({ at: value, name: `level ${level}` })),
				...[1, 2, 3].map((level) => ({ at: (level - 0.5) * two.step, name: '×' }))
			],
			because: `The levels stand for ${Array.from(two.valueOf, String).join(', ')}. The thresholds lie halfway: ${[1, 2, 3].map((level) => digits((level - 0.5) * two.step, 1)).join(', ')}.`
		},
		{
			kind: 'table',
			ask: 'Round these values to two bits.',
			head: ['value', ...VALUES.map(String)],
			rows: [
				['level', ...VALUES.map((v) => blank(two.levelOf[v]))],
				['stands for', ...VALUES.map((v) => blank(digits(two.valueOf[two.levelOf[v]], 1)))],
				['error', ...VALUES.map((v) => blank(sign(two.errorOf[v])))]
			],
			because: 'The error is the value that the level stands for, less the value.'
		},
		{
			kind: 'write',
			ask: 'Two of these values were neighbours and are now a whole step apart. Two others were far apart and are now the same. Which?',
			lines: 2,
			answer:
				'Neighbours apart: 42 and 43, and also 127 and 128. The same now: 128 and 190 (or 43 with 100 or 127). What counts is whether a threshold lies between them.'
		},
		{
			kind: 'table',
			ask: `A dark picture has values from 0 to ${DARK_TOP}. Lay its own four levels from 0 to ${DARK_TOP}: step ${given(darkStep)}. Which levels do its values get in the usual two bits, and which in its own?`,
			head: ['value', ...DARK.map(String)],
			rows: [
				['usual level', ...DARK.map((v) => blank(two.levelOf[v]))],
				['own level', ...DARK.map((v) => blank(darkLevel(v)))]
			],
			because:
				'The usual levels make one value of all of them. The picture was not too poor for two bits; the levels were in the wrong places.'
		}
	]
};
