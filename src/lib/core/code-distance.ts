/**
 * How far apart a code puts pixel values, and what it cannot tell apart.
 *
 * The distance of two values is the sum, over the entries of their words, of how many levels they differ by. For one-bit
 * entries that is the Hamming distance. A sum of differences is what a convolution with weights of +1 and -1 can reach at most.
 */
import { PIXEL_VALUES, type LevelTable } from './encoding.ts';

/** Sum of absolute level differences between the words of two values. */
export function wordDistance({ wordLength, levels }: LevelTable, a: number, b: number): number {
	let sum = 0;
	for (let k = 0; k < wordLength; k++)
		sum += Math.abs(levels[a * wordLength + k] - levels[b * wordLength + k]);
	return sum;
}

/** Distances of all pairs, [256, 256], row after row; symmetric, 0 on the diagonal. */
export function distanceMatrix(table: LevelTable): Uint16Array {
	const matrix = new Uint16Array(PIXEL_VALUES * PIXEL_VALUES);
	for (let a = 0; a < PIXEL_VALUES; a++)
		for (let b = a + 1; b < PIXEL_VALUES; b++) {
			const distance = wordDistance(table, a, b);
			matrix[a * PIXEL_VALUES + b] = distance;
			matrix[b * PIXEL_VALUES + a] = distance;
		}
	return matrix;
}

/** Distance of each value to the next, [255]: entry v is the distance of v and v + 1. */
export function neighbourDistances(table: LevelTable): number[] {
	return Array.from({ length: PIXEL_VALUES - 1 }, (_, v) => wordDistance(table, v, v + 1));
}

/** How many different words the 256 values have. */
export function distinctWords({ wordLength, levels }: LevelTable): number {
	const words = new Set<string>();
	for (let v = 0; v < PIXEL_VALUES; v++)
		words.add(levels.subarray(v * wordLength, (v + 1) * wordLength).join(''));
	return words.size;
}

/** Bits that one colour of one pixel takes in this code. */
export const bitsOfWord = ({ wordLength, bits }: LevelTable): number => wordLength * bits;

/**
 * Of all pairs of pixels with different values, the share whose words differ.
 * @param histogram how often each value occurs, [256]
 * @returns 0..1
 * @throws RangeError when fewer than two values occur
 */
export function shareToldApart({ wordLength, levels }: LevelTable, histogram: ArrayLike<number>): number {
	let total = 0;
	let sameValue = 0;
	const byWord = new Map<string, number>();
	for (let v = 0; v < PIXEL_VALUES; v++) {
		const count = histogram[v];
		total += count;
		sameValue += count * count;
		const word = levels.subarray(v * wordLength, (v + 1) * wordLength).join('');
		byWord.set(word, (byWord.get(word) ?? 0) + count);
	}
	const sameWord = [...byWord.values()].reduce((sum, count) => sum + count * count, 0);
	const pairs = total * total - sameValue;
	if (!(pairs > 0))
		throw new RangeError(`at least two values must occur, got a histogram of ${total} pixels`);
	return (total * total - sameWord) / pairs;
}

export interface Pair {
	readonly a: number;
	readonly b: number;
	readonly distance: number;
}

/**
 * The pairs of values at most `reach` apart whose words are farthest apart, lowest values first.
 * @param reach 1..255
 */
export function farthestNear(table: LevelTable, reach: number): Pair[] {
	let best: Pair[] = [];
	for (let a = 0; a < PIXEL_VALUES; a++)
		for (let b = a + 1; b <= Math.min(a + reach, PIXEL_VALUES - 1); b++) {
			const distance = wordDistance(table, a, b);
			if (best.length > 0 && distance < best[0].distance) continue;
			if (best.length > 0 && distance > best[0].distance) best = [];
			best.push({ a, b, distance });
		}
	return best;
}

/** The places where entries step up or down, by the levels between which they step; a jump of two levels is two steps. */
export interface Threshold {
	/** First value with the new level. */
	readonly value: number;
	/** Entry of the word. */
	readonly entry: number;
	/** The upper of the two levels. */
	readonly level: number;
}

export function thresholdsOf({ wordLength, levels }: LevelTable): Threshold[] {
	const found: Threshold[] = [];
	for (let entry = 0; entry < wordLength; entry++)
		for (let value = 1; value < PIXEL_VALUES; value++) {
			const before = levels[(value - 1) * wordLength + entry];
			const after = levels[value * wordLength + entry];
			for (let level = Math.min(before, after) + 1; level <= Math.max(before, after); level++)
				found.push({ value, entry, level });
		}
	return found;
}
