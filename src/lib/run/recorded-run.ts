/**
 * A recorded run: what `npm run study` writes into static/runs and every page can show without training.
 *
 * It carries what is needed to replay it (config, data hash, code version) and what is needed to draw it.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import type { StoredFrame } from '#lib/core/table-history.ts';

export interface RecordedEvaluation {
	readonly step: number;
	/** Fraction 0..1 of `count` test pictures. */
	readonly accuracy: number;
	readonly count: number;
	/** Answers and softmax probabilities (two decimals) for the samples. */
	readonly answers: readonly number[];
	readonly confidences: readonly number[];
}

export interface RecordedRun {
	readonly format: 'awep-run';
	readonly version: 1;
	readonly config: TrainConfig;
	readonly date: string;
	readonly codeVersion: string;
	readonly backend: string;
	readonly dataName: string;
	/** SHA-256 of the training pictures and labels. */
	readonly dataHash: string;
	readonly classNames: readonly string[];
	/** Training loss of every step, three decimals. */
	readonly losses: readonly number[];
	readonly evaluations: readonly RecordedEvaluation[];
	/** Quantized table over the run, empty where nothing is learned. */
	readonly table: readonly StoredFrame[];
	/** Index of each sample in the test set, and its label. */
	readonly samples: { readonly indices: readonly number[]; readonly labels: readonly number[] };
	readonly final: {
		readonly testAccuracy: number;
		readonly validationAccuracy: number;
		readonly confusion: readonly number[];
		readonly snapshotHash: string;
		readonly stepsPerSecond: number;
	};
}
