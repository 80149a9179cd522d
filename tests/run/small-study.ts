/** A study of a few accuracies, for tests: everything else of it is empty or the same. */
import { NAMED_ENCODINGS } from '#lib/core/encoding.ts';
import type { RecordedStudy, StudyRun } from '#lib/run/recorded-study.ts';

/** @param accuracies by named encoding; the seeds are 1, 2, ... */
export function smallStudy(accuracies: Readonly<Record<string, readonly number[]>>): RecordedStudy {
	const runs = Object.entries(accuracies).flatMap(([encoding, values]) =>
		values.map((testAccuracy, i): StudyRun => ({
			...{ encoding, testAccuracy, seed: i + 1, validationAccuracy: testAccuracy, snapshotHash: '' },
			...{ confusion: [], accuracies: [], losses: [], table: [] }
		}))
	);
	return {
		...{ format: 'awep-study', version: 1, name: 'small', title: '', date: '', codeVersion: '' },
		...{ backend: 'wasm', dataName: '', dataHash: '', classNames: [], histogram: [] },
		config: {
			...{ data: { kind: 'materials', light: 1 }, steps: 100, batchSize: 32 },
			...{ learningRate: 0.01, tableSmoothing: 8 }
		},
		encodings: Object.fromEntries(
			Object.keys(accuracies).map((name) => [
				name,
				{ encoding: NAMED_ENCODINGS[name], tableLearningRate: 0.03 }
			])
		),
		runs
	};
}
