/**
 * Whole pictures through a table of levels: what is left of one, and what two still have in common.
 * It compares levels and nothing else; what a difference is worth to a network is not decided here.
 */
import { PIXEL_VALUES, type LevelTable } from './encoding.ts';

const COLOURS = 3;

/**
 * The levels of a row of values: entry k of the word of value i is at [i * wordLength + k].
 * @param values 0..255
 */
export function levelsOf(values: Uint8Array, { wordLength, levels }: LevelTable): Uint8Array {
	if (wordLength === 1) return values.map((value) => levels[value]);
	const out = new Uint8Array(values.length * wordLength);
	values.forEach((value, i) =>
		out.set(levels.subarray(value * wordLength, (value + 1) * wordLength), i * wordLength)
	);
	return out;
}

/** For every value the first one with the same word: two values have the same word when these are equal. [256] */
export function wordClasses({ wordLength, levels }: LevelTable): Uint8Array {
	const seen = new Map<string, number>();
	return Uint8Array.from({ length: PIXEL_VALUES }, (_, value) => {
		const word = levels.subarray(value * wordLength, (value + 1) * wordLength).join();
		const first = seen.get(word) ?? value;
		seen.set(word, first);
		return first;
	});
}

/**
 * How many pixels of two pictures have equal words in red, green and blue.
 * @param a, b [pixels, 3], 0..255
 * @param classes of the table, see wordClasses
 * @throws RangeError when the pictures differ in size
 */
export function equalPixels(a: Uint8Array, b: Uint8Array, classes: Uint8Array): number {
	if (a.length !== b.length)
		throw new RangeError(`pictures of ${a.length} and ${b.length} bytes cannot be compared`);
	let equal = 0;
	for (let i = 0; i < a.length; i += COLOURS)
		if (
			classes[a[i]] === classes[b[i]] &&
			classes[a[i + 1]] === classes[b[i + 1]] &&
			classes[a[i + 2]] === classes[b[i + 2]]
		)
			equal++;
	return equal;
}

/**
 * Sorts pictures by what is left of them: the pictures of one group cannot be told apart by their levels.
 * @param images [count, size], 0..255
 * @param size bytes of one picture
 * @param classes of the table, see wordClasses
 * @returns indices of the pictures, each group in order, the largest group first
 */
export function sameAfterRounding(images: Uint8Array, size: number, classes: Uint8Array): number[][] {
	if (images.length % size !== 0)
		throw new RangeError(`pictures of ${size} bytes expected, got ${images.length} bytes`);
	const groups = new Map<string, number[]>();
	for (let i = 0; i * size < images.length; i++) {
		const left = keyOf(images.subarray(i * size, (i + 1) * size), classes);
		const group = groups.get(left);
		if (group) group.push(i);
		else groups.set(left, [i]);
	}
	return [...groups.values()].toSorted((a, b) => b.length - a.length || a[0] - b[0]);
}

/** The picture's classes as a text: equal texts are equal pictures, so a Map can look them up. */
function keyOf(picture: Uint8Array, classes: Uint8Array): string {
	let key = '';
	for (const value of picture) key += String.fromCharCode(classes[value]);
	return key;
}
