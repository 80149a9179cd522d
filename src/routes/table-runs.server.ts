/** Histories of learned tables out of the recorded studies, by name. Read at build time. */
import type { TrainConfig } from '#lib/core/config.ts';
import { readRecordedRun } from '#lib/run/recorded-file.server.ts';
import { readRecordedStudy } from '#lib/run/recorded-study-file.server.ts';
import { configOfRun, type RecordedStudy, type StudyRun } from '#lib/run/recorded-study.ts';
import { settingsOfTable, tableRunName, type RecordedTableRun } from '#lib/run/recorded-table-run.ts';

const STUDIES = ['words-dark', 'words-bright', 'materials-dark', 'materials-bright', 'unsmoothed-dark'];
/** Test pictures that a study's runs are tried on along the way. */
const COUNT = 500;

function tableRunOf(study: RecordedStudy, run: StudyRun): RecordedTableRun {
	const config = configOfRun(study, run);
	return {
		config: runConfig(config),
		date: study.date,
		testAccuracy: run.testAccuracy,
		snapshotHash: run.snapshotHash,
		evaluations: run.accuracies.map((accuracy, i) => ({
			step: Math.round(((i + 1) * config.steps) / run.accuracies.length),
			accuracy,
			count: COUNT
		})),
		table: run.table
	};
}

/** A study's shared settings hold those of its first run as well; a run's config is these fields and no more. */
const runConfig = ({
	encoding,
	data,
	seed,
	steps,
	batchSize,
	learningRate,
	tableLearningRate,
	tableSmoothing
}: TrainConfig): TrainConfig => ({
	...{ encoding, data, seed, steps, batchSize },
	...{ learningRate, tableLearningRate, tableSmoothing }
});

/** The run of the home page has more frames than the same run of a study. */
function opening(): RecordedTableRun[] {
	const run = readRecordedRun('hero');
	if (!run) return [];
	const { config, date, final, evaluations, table } = run;
	const { testAccuracy, snapshotHash } = final;
	const short = evaluations.map(({ step, accuracy, count }) => ({ step, accuracy, count }));
	return [{ config, date, testAccuracy, snapshotHash, evaluations: short, table }];
}

/** Every recorded history of a table from its first step to its last; of two with the same settings, the later here. */
export function tableRuns(): ReadonlyMap<string, RecordedTableRun> {
	const studied = STUDIES.flatMap((name) => {
		const study = readRecordedStudy(name);
		return study.runs
			.filter((run) => run.table.length > 1 && run.table[0].step === 0)
			.map((run) => tableRunOf(study, run));
	});
	const named = [...studied, ...opening()].flatMap((run) => {
		const settings = settingsOfTable(run.config);
		return settings ? [[tableRunName(settings), run] as const] : [];
	});
	return new Map(named);
}
