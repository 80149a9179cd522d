/** The few numbers that a chart of accuracies needs of a recorded study: read at build time, so that pages carry no more. Pure. */
import type { TrainConfig } from '#lib/core/config.ts';
import { configOfRun, type RecordedStudy, type StudyRun } from './recorded-study.ts';

/** One run, without its losses, its answers and its table. */
export type ExtractedRun = Pick<StudyRun, 'seed' | 'accuracies' | 'testAccuracy' | 'snapshotHash'>;

/** One first layer of a study, seed by seed. */
export interface StudyCurves {
	/** The name under which the study lists it. */
	readonly encoding: string;
	/** The whole config of its first run; the others differ in the seed alone. */
	readonly config: TrainConfig;
	readonly runs: readonly ExtractedRun[];
}

export interface StudyExtract {
	readonly date: string;
	/** Steps of a whole run. */
	readonly length: number;
	/** The steps at which the first 500 test pictures were answered. */
	readonly steps: readonly number[];
	readonly curves: readonly StudyCurves[];
}

/**
 * The named first layers of a study, in the order of the names.
 * @throws RangeError when the study holds no run of one of them
 */
export function extractCurves(study: RecordedStudy, names: readonly string[]): StudyExtract {
	const curves = names.map((encoding): StudyCurves => {
		const runs = study.runs.filter((run) => run.encoding === encoding);
		if (runs.length === 0) throw new RangeError(`the study "${study.name}" holds no run of "${encoding}"`);
		return {
			encoding,
			config: configOfRun(study, runs[0]),
			runs: runs.map(({ seed, accuracies, testAccuracy, snapshotHash }) => {
				return { seed, accuracies, testAccuracy, snapshotHash };
			})
		};
	});
	const length = study.config.steps;
	const count = curves[0].runs[0].accuracies.length;
	return {
		date: study.date,
		length,
		steps: Array.from({ length: count }, (_, i) => Math.round(((i + 1) * length) / count)),
		curves
	};
}

/**
 * One first layer out of an extract.
 * @throws RangeError when it was not extracted
 */
export function curvesOf({ curves }: StudyExtract, encoding: string): StudyCurves {
	const found = curves.find((each) => each.encoding === encoding);
	if (!found) throw new RangeError(`the curves of "${encoding}" were not extracted`);
	return found;
}

/** Mean over the seeds at each step. */
export function meanAccuracies({ runs }: StudyCurves): number[] {
	return runs[0].accuracies.map(
		(_, i) => runs.reduce((sum, run) => sum + run.accuracies[i], 0) / runs.length
	);
}

/** Accuracies on the whole test set by seed, as core/statistics.ts takes them. */
export const accuracyBySeed = ({ runs }: StudyCurves): Map<number, number> =>
	new Map(runs.map(({ seed, testAccuracy }) => [seed, testAccuracy]));
