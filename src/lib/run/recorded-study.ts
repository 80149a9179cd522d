/**
 * A recorded study: many runs that differ in encoding and seed alone, made by `npm run study -- --plan NAME` and kept in
 * static/runs. It carries what is needed to replay any of its runs, and what figures draw of them.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import type { Encoding } from '#lib/core/encoding.ts';
import type { StoredFrame } from '#lib/core/table-history.ts';

/** What all runs of a study share. */
export type SharedConfig = Omit<TrainConfig, 'encoding' | 'seed' | 'tableLearningRate'>;

/** One run of a study. */
export interface StudyRun {
	/** A key of the study's encodings. */
	readonly encoding: string;
	readonly seed: number;
	/** Fractions 0..1 of the whole test and validation split. */
	readonly testAccuracy: number;
	readonly validationAccuracy: number;
	/** [classes, classes]: how many test pictures of class row were answered column. Its diagonal is the accuracy of each class. */
	readonly confusion: readonly number[];
	/** On the first 500 test pictures after each twentieth of the run. */
	readonly accuracies: readonly number[];
	/** Mean training loss of each fiftieth of the run. */
	readonly losses: readonly number[];
	/** SHA-256 of the final snapshot. */
	readonly snapshotHash: string;
	/** The quantized table over the run, or at its end alone; empty where nothing is learned. */
	readonly table: readonly StoredFrame[];
	/** Test pictures whose integer answer equals the fake-quantized one; absent where the network does not fold, or was not checked. */
	readonly integer?: { readonly equal: number; readonly total: number };
}

export interface RecordedStudy {
	readonly format: 'awep-study';
	readonly version: 1;
	readonly name: string;
	/** What it is about, in one sentence for the reader. */
	readonly title: string;
	/** Of the day on which the last run ended. */
	readonly date: string;
	/** Commit of the code; every run was made by the same. */
	readonly codeVersion: string;
	readonly backend: 'wasm';
	readonly dataName: string;
	/** SHA-256 of the training pictures and labels. */
	readonly dataHash: string;
	readonly classNames: readonly string[];
	/** How often each value occurs in the training pictures that a fitted encoding is fitted to, [256]. */
	readonly histogram: readonly number[];
	readonly config: SharedConfig;
	/** By the name under which results are listed. */
	readonly encodings: Readonly<
		Record<string, { readonly encoding: Encoding; readonly tableLearningRate: number }>
	>;
	readonly runs: readonly StudyRun[];
}

/** The whole config of one run: what replaying it takes. */
export function configOfRun(study: RecordedStudy, { encoding: name, seed }: StudyRun): TrainConfig {
	const { encoding, tableLearningRate } = study.encodings[name];
	return { ...study.config, encoding, tableLearningRate, seed };
}
