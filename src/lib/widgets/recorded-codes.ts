/** What the figures of "One number, many bits" take from recorded studies: two learned tables and a few accuracies. */
import { page } from '$app/state';
import type { Interval } from '#lib/core/statistics.ts';

export type Light = 'dark' | 'bright';

/** A learned table at the end of its run. */
export interface RecordedTable {
	/** One digit for each entry of [256, 10], row after row. */
	readonly digits: string;
	readonly wordLength: number;
	readonly bits: 1 | 2;
	readonly light: Light;
	readonly seed: number;
	readonly steps: number;
	readonly date: string;
	/** Fraction 0..1 of all test pictures. */
	readonly testAccuracy: number;
}

export interface RecordedCodes {
	/** By the light they were learned in; null on a page without recorded studies. */
	readonly learned: Readonly<Record<Light, RecordedTable | null>>;
	/** Test accuracy on the materials by light and the study's name of the encoding, mean over its seeds. */
	readonly accuracy: Readonly<Record<Light, Readonly<Record<string, Interval>>>>;
}

export const NOTHING_RECORDED: RecordedCodes = {
	learned: { dark: null, bright: null },
	accuracy: { dark: {}, bright: {} }
};

/** From the page's data, which the build filled in (src/routes/[chapter]); nothing on any other page. */
export function recordedCodes(): RecordedCodes {
	const { figures } = page.data as { figures?: { codes?: RecordedCodes } };
	return figures?.codes ?? NOTHING_RECORDED;
}
