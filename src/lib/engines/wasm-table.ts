/** The first layer's tables of partial sums, for src/kernels/infer-table.ts. */
import { PIXEL_VALUES, type LevelTable } from '#lib/core/encoding.ts';
import { KERNEL_SIZE } from '#lib/core/network.ts';
import { BLOCK, blocksOf } from './wasm-levels.ts';

const COLOURS = 3;

/** The row, after those of all values, of a place outside the picture. */
const OUTSIDE = PIXEL_VALUES;

/** Rows of one tap and colour. */
const ROWS = OUTSIDE + 1;

/** Bytes of a row. */
const ROW = BLOCK;

/** Pairs of tap and colour: as many rows are added at a position. */
const ADDENDS = KERNEL_SIZE * KERNEL_SIZE * COLOURS;

export interface PartialSums {
	/** [blocks, 27, 257, 32]: each entry less the smallest that its addend has in its channel. */
	readonly rows: Uint8Array;
	/** [channels]: what the entries of a position lack for the sum, made positive. */
	readonly starts: Int32Array;
	/** How many neighbouring addends fit into a byte together, in every channel: 9 or 3. */
	readonly together: number;
}

/** The table's columns one after the other: [wordLength, 256]. */
function columnsOf({ wordLength, levels }: LevelTable): Uint8Array {
	return Uint8Array.from(levels, (_, i) => levels[(i % OUTSIDE) * wordLength + Math.floor(i / OUTSIDE)]);
}

/**
 * 9, the addends of a kernel row, if their ranges together never exceed a byte. Else 3, which always do: one addend is a sum of at
 * most 16 levels of 0..3, some of them subtracted, and spans 48.
 */
function addendsTogether(ranges: Int32Array, channels: number): 9 | 3 {
	for (let first = 0; first < ADDENDS; first += 9)
		for (let channel = 0; channel < channels; channel++) {
			let range = 0;
			for (let i = first; i < first + 9; i++) range += ranges[i * channels + channel];
			if (range > 255) return 3;
		}
	return 9;
}

/** @param signs [3, 3, 3 * wordLength, channels] */
export function partialSums(table: LevelTable, signs: Int8Array, channels: number): PartialSums {
	const { wordLength } = table;
	const columns = columnsOf(table);
	const rows = new Uint8Array(blocksOf(channels) * ADDENDS * ROWS * ROW);
	const starts = new Int32Array(channels);
	const ranges = new Int32Array(ADDENDS * channels);
	/** What one tap and colour adds to one channel, for every value; outside the picture, the last, it is 0. */
	const sums = new Int16Array(ROWS);
	for (let channel = 0; channel < channels; channel++)
		for (let i = 0; i < ADDENDS; i++) {
			sums.fill(0);
			for (let k = 0; k < wordLength; k++) {
				const sign = signs[(i * wordLength + k) * channels + channel];
				for (let v = 0; v < OUTSIDE; v++) sums[v] += sign * columns[k * OUTSIDE + v];
			}
			let smallest = 0;
			let largest = 0;
			for (let v = 0; v < OUTSIDE; v++) {
				if (sums[v] < smallest) smallest = sums[v];
				if (sums[v] > largest) largest = sums[v];
			}
			starts[channel] -= smallest;
			ranges[i * channels + channel] = largest - smallest;
			const at = (Math.floor(channel / BLOCK) * ADDENDS + i) * ROWS * ROW + (channel % BLOCK);
			for (let v = 0; v < ROWS; v++) rows[at + v * ROW] = sums[v] - smallest;
		}
	return { rows, starts, together: addendsTogether(ranges, channels) };
}
