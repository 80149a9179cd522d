/** Final tables of a recorded study, with where their thresholds lie among the training pictures' values. Pure. */
import { quantileDistance } from '#lib/core/quantile-distance.ts';
import type { LevelTable } from '#lib/core/encoding.ts';
import type { RecordedStudy } from './recorded-study.ts';
import { finalTable, sharesOfRun } from './study-summary.ts';

export interface ThresholdRow {
	/** A key of the study's encodings. */
	readonly name: string;
	readonly seed: number;
	readonly table: LevelTable;
	/** Share of the values below each threshold, 0..1, sorted. */
	readonly shares: readonly number[];
	/** Mean distance to an even spread, 0..0.5. */
	readonly distance: number;
}

/** The encoding whose tables differ from seed to seed. */
const LEARNED = 'pixel-embedding';

/**
 * @param names encodings, in the order of the rows; of the learned one every seed, of the others, which have one table, the first
 */
export function thresholdRows(study: RecordedStudy, names: readonly string[]): ThresholdRow[] {
	return names.flatMap((name) => {
		const runs = study.runs.filter((run) => run.encoding === name);
		return (name === LEARNED ? runs : runs.slice(0, 1)).flatMap((run): ThresholdRow[] => {
			const table = finalTable(study, run);
			if (!table) return [];
			const distance = quantileDistance(table, study.histogram);
			return [{ name, seed: run.seed, table, shares: sharesOfRun(study, run), distance }];
		});
	});
}
