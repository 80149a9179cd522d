/** Two small pictures in two lights, and thresholds that would have served them better. */
import { roundPixels } from '#lib/core/pixel-rounding.ts';
import { blank, given, levelBlank, type Worksheet } from '../worksheet.ts';

const SIDE = 4;
/** Values of one colour in the dark; a bright picture of the same would have about four times as much. */
const STRIPES = [8, 30, 8, 30, 9, 33, 8, 31, 8, 30, 10, 34, 9, 32, 8, 30];
const SPOT = [12, 12, 14, 12, 12, 41, 38, 13, 14, 40, 42, 12, 12, 13, 12, 12];
const LAMP = [12, 12, 14, 12, 12, 41, 45, 13, 14, 44, 47, 12, 12, 13, 12, 12];
const BRIGHTER = 4;
const { levelOf } = roundPixels(2);
const bright = (values: readonly number[]): number[] => values.map((v) => v * BRIGHTER);
const board = (name: string, values: readonly number[]) => ({
	name,
	columns: SIDE,
	cells: values.map((v) => levelBlank(levelOf[v]))
});
const valuesOf = (name: string, values: readonly number[]) => ({
	name,
	columns: SIDE,
	cells: values.map(given)
});
const equalPixels = (a: readonly number[], b: readonly number[]): number =>
	a.filter((v, i) => levelOf[v] === levelOf[b[i]]).length;
const OWN = [11, 20, 36];
const ownLevel = (v: number): number => OWN.filter((threshold) => v >= threshold).length;
const ownEqual = STRIPES.filter((v, i) => ownLevel(v) === ownLevel(SPOT[i])).length;

export const THE_FIRST_LAYER_PROBLEM: Worksheet = {
	slug: 'the-first-layer-problem',
	title: 'What two bits keep in the dark',
	minutes: 15,
	parts: [
		{
			kind: 'boards',
			ask: 'Three small pictures in the dark. Round every value to two bits: below 43 is level 0, from 43 level 1, from 128 level 2, from 213 level 3.',
			boards: [
				valuesOf('A', STRIPES),
				valuesOf('B', SPOT),
				valuesOf('C', LAMP),
				board('A, rounded', STRIPES),
				board('B, rounded', SPOT),
				board('C, rounded', LAMP)
			]
		},
		{
			kind: 'table',
			ask: `In how many of the ${SIDE * SIDE} pixels are two rounded pictures equal? Then multiply every value by ${BRIGHTER}, as in bright light, and count again.`,
			head: ['pair', 'equal in the dark', `equal in bright light`],
			rows: [
				['A and B', blank(equalPixels(STRIPES, SPOT)), blank(equalPixels(bright(STRIPES), bright(SPOT)))],
				['B and C', blank(equalPixels(SPOT, LAMP)), blank(equalPixels(bright(SPOT), bright(LAMP)))],
				['A and C', blank(equalPixels(STRIPES, LAMP)), blank(equalPixels(bright(STRIPES), bright(LAMP)))]
			],
			because:
				'In the dark A and B are one picture to the network, though stripes and a spot have little in common. In bright light it is B and C instead: no three thresholds are right for every light.'
		},
		{
			kind: 'write',
			ask: 'A network has twenty layers behind this one. Can it still tell A from B in the dark? And with each level written ten times?',
			lines: 3,
			answer:
				'No, and no. Both pictures come in as the same numbers, so everything that is computed from them is the same. Ten copies of one level are as equal as one.'
		},
		{
			kind: 'write',
			ask: 'You may choose the three thresholds. Where do you put them for A and B, and in how many pixels are the two then equal?',
			lines: 3,
			answer: `Many choices do. With ${OWN.join(', ')}, for example, A and B are equal in ${ownEqual} of ${SIDE * SIDE} pixels. What counts is that thresholds lie between the values that occur.`
		}
	]
};
