/** Test accuracies of first layers on the materials, seed by seed, as the slides draw them. */
import { meanInterval } from '#lib/core/statistics.ts';
import type { RecordedStudy } from '#lib/run/recorded-study.ts';

export interface LayerResult {
	/** As the study calls it. */
	readonly name: string;
	/** Test accuracies 0..1 in the order of the seeds. */
	readonly seeds: readonly number[];
	readonly mean: number;
	readonly low: number;
	readonly high: number;
}
export type RecordedResults = Readonly<Record<'bright' | 'dark', readonly LayerResult[]>>;

/** Every first layer of a study. */
export const resultsOf = (study: RecordedStudy): LayerResult[] =>
	Object.keys(study.encodings).map((name) => {
		const seeds = study.runs
			.filter(({ encoding }) => encoding === name)
			.toSorted((a, b) => a.seed - b.seed)
			.map(({ testAccuracy }) => testAccuracy);
		const { mean, low, high } = meanInterval(seeds);
		return { name, seeds, mean, low, high };
	});
