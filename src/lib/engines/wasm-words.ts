/** The first layer's packed words, for src/kernels/infer-popcount.ts: weights as bits, and every component's part of a pixel. */
import { PIXEL_VALUES, type LevelTable } from '#lib/core/encoding.ts';
import { bitsOfSigns, WORD_BITS, wordsOf } from '#lib/core/bit-planes.ts';
import { KERNEL_SIZE } from '#lib/core/network.ts';
import { BLOCK, blocksOf } from './wasm-levels.ts';

const COLOURS = 3;
const TAPS = KERNEL_SIZE * KERNEL_SIZE;

/** Planes in memory; the second is empty where levels have one bit. */
const PLANES = 2;

/** Words of one plane of a pixel. */
export const pixelWords = (table: LevelTable): number => wordsOf(COLOURS * table.wordLength);

/** What a component adds to its pixel's word: [words, 3 colours, 256 values, 2 planes]. Words of colours meet nowhere. */
export function componentWords({ wordLength, bits, levels }: LevelTable): Uint32Array {
	const words = new Uint32Array(wordsOf(COLOURS * wordLength) * COLOURS * PIXEL_VALUES * PLANES);
	for (let colour = 0; colour < COLOURS; colour++)
		for (let v = 0; v < PIXEL_VALUES; v++)
			for (let k = 0; k < wordLength; k++) {
				const lane = colour * wordLength + k;
				const row = (Math.floor(lane / WORD_BITS) * COLOURS + colour) * PIXEL_VALUES + v;
				for (let plane = 0; plane < bits; plane++) {
					const bit = (levels[v * wordLength + k] >> plane) & 1;
					words[row * PLANES + plane] |= bit << (lane % WORD_BITS);
				}
			}
	return words;
}

/**
 * Plus is 1.
 * @param signs [3, 3, inputs, channels]
 * @returns [blocks, 9 taps, words, 32 channels]
 */
export function signWords(signs: Int8Array, inputs: number, channels: number): Uint32Array {
	const perTap = wordsOf(inputs);
	const words = new Uint32Array(blocksOf(channels) * TAPS * perTap * BLOCK);
	const bits = bitsOfSigns(signs);
	for (let tap = 0; tap < TAPS; tap++)
		for (let lane = 0; lane < inputs; lane++)
			for (let channel = 0; channel < channels; channel++) {
				const word = tap * perTap + Math.floor(lane / WORD_BITS);
				const at = (Math.floor(channel / BLOCK) * TAPS * perTap + word) * BLOCK + (channel % BLOCK);
				words[at] |= bits[(tap * inputs + lane) * channels + channel] << (lane % WORD_BITS);
			}
	return words;
}

/**
 * top * popcount(W) of every channel: what xor and popcount are subtracted from.
 * @returns [blocks * 32], 0 for absent channels
 */
export function plusTotals(signs: Int8Array, channels: number, top: number): Int16Array {
	const totals = new Int16Array(blocksOf(channels) * BLOCK);
	bitsOfSigns(signs).forEach((bit, i) => (totals[i % channels] += bit * top));
	return totals;
}
