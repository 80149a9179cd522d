/** What the figures of "Pixel embedding" take from recorded studies, handed over by the page when it is built. */
import { page } from '$app/state';
import type { Interval } from '#lib/core/statistics.ts';
import { PIXEL_VALUES, type LevelTable, type TableInit } from '#lib/core/encoding.ts';
import type { RecordedTableRun } from '#lib/run/recorded-table-run.ts';

export type Light = 'dark' | 'bright';

/** The table at the end of one recorded run. */
export interface FinalTable {
	readonly study: string;
	readonly light: Light;
	readonly init: TableInit;
	readonly wordLength: number;
	readonly bits: 1 | 2;
	readonly seed: number;
	/** One digit for each entry of [256, wordLength], row after row. */
	readonly digits: string;
	readonly testAccuracy: number;
}

/** One first layer over its seeds. */
export interface SeedAccuracies {
	readonly name: string;
	/** Fractions 0..1 of the test pictures, in the order of the seeds. */
	readonly seeds: readonly number[];
	readonly accuracy: Interval;
}

/** One test picture's green numbers. */
export interface GreenPlane {
	/** What it shows. */
	readonly subject: string;
	/** [32, 32], two hexadecimal digits each, by light. */
	readonly hex: Readonly<Record<Light, string>>;
}

export interface EmbeddingFigures {
	/** Pictures to look at through a table; the numbers of the first are those of the one-hot figure. */
	readonly pictures: readonly GreenPlane[];
	/** How often each value occurs in one colour picture and in a batch of 32, in the dark, [256]. */
	readonly lookUps: { readonly picture: readonly number[]; readonly batch: readonly number[] };
	/** How often each value occurs in the first 1,000 training pictures, [256]. */
	readonly histograms: Readonly<Record<Light, readonly number[]>>;
	/** The history that the page opens with. */
	readonly first: RecordedTableRun;
	/** Names of the histories that can be fetched. */
	readonly histories: readonly string[];
	/** Latents at the end of the first run, thousandths, [256, wordLength]. */
	readonly latents: readonly number[];
	readonly date: string;
	readonly accuracies: Readonly<Record<Light, readonly SeedAccuracies[]>>;
	/** Learned tables of one-bit entries in the dark, by word length. */
	readonly oneBit: readonly (SeedAccuracies & { readonly wordLength: number })[];
	/** Two-bit ones of the same lengths. */
	readonly twoBit: readonly (SeedAccuracies & { readonly wordLength: number })[];
	/** Without smoothing less with it, seed by seed; and the two tables of the first seed. */
	readonly unsmoothed: {
		readonly difference: Interval;
		readonly rough: FinalTable;
		readonly smooth: FinalTable;
	};
	/** The first seed's tables that the text shows. */
	readonly shown: Readonly<Record<'bright' | 'oneBit', FinalTable>>;
	/** The tables of the questions at the end, in their order. */
	readonly asked: readonly FinalTable[];
}

/**
 * @throws Error on a page that was not built with them
 */
export function embeddingFigures(): EmbeddingFigures {
	const { figures } = page.data as { figures?: { embedding?: EmbeddingFigures } };
	if (!figures?.embedding) throw new Error('this page was built without the figures of pixel embedding');
	return figures.embedding;
}

export const levelTable = ({ digits, wordLength, bits }: FinalTable): LevelTable => ({
	wordLength,
	bits,
	levels: Uint8Array.from({ length: PIXEL_VALUES * wordLength }, (_, i) => Number(digits[i]))
});

/** @returns [32, 32], 0..255 */
export const planeOf = ({ hex }: GreenPlane, light: Light): Uint8Array =>
	Uint8Array.from({ length: hex[light].length / 2 }, (_, i) =>
		Number.parseInt(hex[light].slice(2 * i, 2 * i + 2), 16)
	);
