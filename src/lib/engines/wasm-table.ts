/** The first layer's tables of partial sums, for src/kernels/infer-table.ts. */
import { PIXEL_VALUES, type LevelTable } from '#lib/core/encoding.ts';
import { KERNEL_SIZE } from '#lib/core/network.ts';
import { BLOCK, blocksOf } from './wasm-levels.ts';

const COLOURS = 3;

/** Rows of a pixel's value under one tap and colour; the last is that of a place outside the picture. */
const VALUES = PIXEL_VALUES + 1;

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

/** What one tap and colour adds to one channel, for every value: [256]. */
function addend(
	table: LevelTable,
	signs: Int8Array,
	channels: number,
	from: number,
	channel: number
): Int16Array {
	const { wordLength, levels } = table;
	const sums = new Int16Array(PIXEL_VALUES);
	for (let k = 0; k < wordLength; k++) {
		const sign = signs[(from + k) * channels + channel];
		for (let v = 0; v < PIXEL_VALUES; v++) sums[v] += sign * levels[v * wordLength + k];
	}
	return sums;
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
	const rows = new Uint8Array(blocksOf(channels) * ADDENDS * VALUES * BLOCK);
	const starts = new Int32Array(channels);
	const ranges = new Int32Array(ADDENDS * channels);
	for (let channel = 0; channel < channels; channel++)
		for (let i = 0; i < ADDENDS; i++) {
			const sums = addend(table, signs, channels, i * table.wordLength, channel);
			const smallest = sums.reduce((least, sum) => Math.min(least, sum), 0);
			const largest = sums.reduce((most, sum) => Math.max(most, sum), 0);
			starts[channel] -= smallest;
			ranges[i * channels + channel] = largest - smallest;
			const block = Math.floor(channel / BLOCK);
			const at = (block * ADDENDS + i) * VALUES * BLOCK + (channel % BLOCK);
			for (let v = 0; v < PIXEL_VALUES; v++) rows[at + v * BLOCK] = sums[v] - smallest;
			rows[at + PIXEL_VALUES * BLOCK] = -smallest;
		}
	return { rows, starts, together: addendsTogether(ranges, channels) };
}
