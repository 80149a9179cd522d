/** What any run has to show, wherever it comes from: this page, a file of the site, or this browser's own store. Types only. */
import type { TrainConfig } from '#lib/core/config.ts';
import type { TableFrame } from '#lib/core/table-history.ts';
import type { Evaluation, FinalResult, Samples, TestAnswers } from '#lib/worker/protocol.ts';

/** A run's end; one from a file of the site has not kept every answer. */
export type ShownResult = Omit<FinalResult, 'answers'> & { readonly answers: TestAnswers | null };

export interface RunView {
	readonly config: TrainConfig;
	/** Steps taken. */
	readonly step: number;
	/** Training loss of every step. */
	readonly losses: readonly number[];
	readonly evaluations: readonly Evaluation[];
	readonly frames: readonly TableFrame[];
	readonly samples: Samples | null;
	readonly classNames: readonly string[];
	/** Null before the end. */
	readonly result: ShownResult | null;
	/** Whether it was trained on this machine. */
	readonly live: boolean;
}

/** Some pictures of a test set: images [count, height, width, 3], and a label each. */
export type TestPictures = NonNullable<RunView['samples']>;
