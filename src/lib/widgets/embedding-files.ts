/** The tables of this chapter's figures as CSV files: fetched when one is saved. */
import { PIXEL_VALUES } from '#lib/core/encoding.ts';
import type { TableFrame } from '#lib/core/table-history.ts';
import { csvFile } from './figure-export.ts';

const VALUES = Array.from({ length: PIXEL_VALUES }, (_, v) => v);

const entries = (wordLength: number): string[] =>
	Array.from({ length: wordLength }, (_, k) => `entry ${k + 1}`);

const wordAt = (levels: Uint8Array, wordLength: number, v: number): number[] => [
	...levels.subarray(v * wordLength, (v + 1) * wordLength)
];

/** Every frame's 256 words, one row each. */
export const historyCsv = (frames: readonly TableFrame[], wordLength: number): string =>
	csvFile(
		['step', 'value', ...entries(wordLength)],
		frames.flatMap(({ step, levels }) => VALUES.map((v) => [step, v, ...wordAt(levels, wordLength, v)]))
	);

/** The 256 words with their two planes as numbers. */
export const bakedCsv = (
	levels: Uint8Array,
	wordLength: number,
	[low, high]: readonly Uint32Array[]
): string =>
	csvFile(
		['value', 'low plane', 'high plane', ...entries(wordLength)],
		VALUES.map((v) => [v, low[v], high[v], ...wordAt(levels, wordLength, v)])
	);

/** Every latent before and after training, and how often its row was looked up. */
export const latentsCsv = (
	counts: ArrayLike<number>,
	before: Float32Array,
	after: Float32Array,
	wordLength: number
): string =>
	csvFile(
		['value', 'looked up', 'entry', 'before', 'after'],
		Array.from(before, (latent, i) => {
			const v = Math.floor(i / wordLength);
			return [v, counts[v], (i % wordLength) + 1, latent, after[i]];
		})
	);
