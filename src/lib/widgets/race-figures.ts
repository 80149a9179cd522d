/** The numbers that the figures of "The race" are drawn from, handed over by the page when it is built. */
import { page } from '$app/state';
import type { Encoding } from '#lib/core/encoding.ts';
import type { SharedConfig } from '#lib/run/recorded-study.ts';
import type { Claim, LeadSize } from '#lib/run/study-claims.ts';
import type { GridDifference } from '#lib/run/study-summary.ts';

export interface SeedResult {
	readonly seed: number;
	/** Fractions 0..1 of all pictures of the split. */
	readonly test: number;
	readonly validation: number;
}

/** One first layer of a recorded study, seed by seed. */
export interface RacedLayer {
	/** The name under which the study lists it. */
	readonly name: string;
	/** Bits that stand for one colour component. */
	readonly bits: number;
	readonly encoding: Encoding;
	readonly tableLearningRate: number;
	readonly results: readonly SeedResult[];
}

export interface RacedStudy {
	readonly name: string;
	readonly light: 'bright' | 'dark';
	readonly date: string;
	/** What all its runs have in common. */
	readonly config: SharedConfig;
	readonly layers: readonly RacedLayer[];
}

/** Where the changes of level of one table lie. */
export interface DrawnThresholds {
	readonly name: string;
	/** The values at which some entry of the word changes level, 1..255, sorted; one for each change. */
	readonly values: readonly number[];
	/** Mean distance of their shares to an even spread, 0..0.5. */
	readonly distance: number;
	/** The same, mean over the tables of all seeds. */
	readonly meanDistance: number;
}

export interface EqualisedLight {
	readonly light: 'bright' | 'dark';
	/** How often each value occurs in the training pictures, [256]. */
	readonly histogram: readonly number[];
	readonly tables: readonly DrawnThresholds[];
	readonly seed: number;
	readonly date: string;
}

export interface Grid {
	readonly light: 'bright' | 'dark';
	readonly date: string;
	readonly seeds: number;
	/** Learned from plain rounding, and from the dither, against fixed codes of the same size. */
	readonly fromNaive: readonly GridDifference[];
	readonly fromDither: readonly GridDifference[];
}

export interface RaceFigures {
	readonly studies: readonly RacedStudy[];
	/** A few one-seed claims to judge, and how many of all of them hold, by size. */
	readonly claims: readonly Claim[];
	readonly sizes: readonly LeadSize[];
	/** Variance of the difference on one seed over that on different ones, by study. */
	readonly pairing: Readonly<Record<string, number>>;
	/** Share of imagined studies whose interval holds the truth, by their number of seeds. */
	readonly coverage: readonly {
		readonly seeds: number;
		readonly bootstrap: number;
		readonly student: number;
	}[];
	readonly equalised: readonly EqualisedLight[];
	readonly grids: readonly Grid[];
}

/** @throws TypeError on a page that was built without them */
export function raceFigures(): RaceFigures {
	const { figures } = page.data as { figures?: { race?: RaceFigures } };
	if (!figures?.race) throw new TypeError('this figure stands on a page that was built without its numbers');
	return figures.race;
}

/** @throws RangeError when the study was not handed over */
export function racedStudy(name: string): RacedStudy {
	const study = raceFigures().studies.find((each) => each.name === name);
	if (!study) throw new RangeError(`the page was built without the study "${name}"`);
	return study;
}

/** @throws RangeError when the study holds no such first layer */
export function racedLayer(study: RacedStudy, name: string): RacedLayer {
	const layer = study.layers.find((each) => each.name === name);
	if (!layer) throw new RangeError(`the study "${study.name}" holds no "${name}"`);
	return layer;
}

/** Accuracies by seed, as core/statistics.ts takes them. */
export const resultsBySeed = (
	{ results }: RacedLayer,
	split: 'test' | 'validation' = 'test'
): Map<number, number> => new Map(results.map((result) => [result.seed, result[split]]));
