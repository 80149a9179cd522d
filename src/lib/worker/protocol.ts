/**
 * What page and training worker say to each other. Types only.
 *
 * The page sends requests; the worker answers each with one reply that carries its id, and streams events on its own. The
 * worker is the truth about a run: the page shows what events said, never what it hopes.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import type { Snapshot } from '#lib/core/snapshot.ts';
import type { Splits } from '#lib/data/dataset.ts';

/** Where the arithmetic runs. `wasm` is reproducible to the bit. */
export type Backend = 'wasm' | 'webgl';

/** A run in the middle, enough to go on exactly. */
export interface Checkpoint {
	readonly config: TrainConfig;
	readonly step: number;
	/** Opaque to everyone but the trainer: parameters, Adam's moments, data order. */
	readonly state: ArrayBuffer;
	/** SHA-256 of the training pictures where it is known: pictures that come with the request must have it. */
	readonly dataHash?: string;
}

/** The pictures for a run: a recipe, or the reader's own. */
export type DataMessage =
	{ readonly kind: 'materials' } | { readonly kind: 'splits'; readonly splits: Splits };

export type Request =
	| {
			readonly type: 'create';
			readonly config: TrainConfig;
			readonly data: DataMessage;
			readonly backend: Backend | 'auto';
			readonly resume?: Checkpoint;
			/** The network that `config.startedFrom` names. */
			readonly start?: Snapshot;
	  }
	/** Run until paused or finished, or for `steps` steps. */
	| { readonly type: 'train'; readonly steps?: number }
	| { readonly type: 'pause' }
	/** One optimizer step, then paused. */
	| { readonly type: 'step' }
	/** Back to step 0 of the same config. */
	| { readonly type: 'reset' }
	| { readonly type: 'snapshot' }
	/** Test pictures by their places in the test set, at most a few dozen at a time. */
	| { readonly type: 'pictures'; readonly indices: Uint32Array }
	/** Which training pictures the run learns from; makes those that are still missing, which takes a few seconds. */
	| { readonly type: 'data-hash' }
	| { readonly type: 'checkpoint' }
	| { readonly type: 'memory' }
	| { readonly type: 'dispose' };

export type RequestType = Request['type'];

/** What each request is answered with. */
export interface Answers {
	create: Created;
	train: null;
	pause: { readonly step: number };
	/** Given when the step begins; `pause` waits for its end. */
	step: null;
	reset: { readonly step: 0 };
	snapshot: { readonly snapshot: Snapshot; readonly hash: string };
	pictures: Samples;
	'data-hash': { readonly name: string; readonly hash: string };
	checkpoint: Checkpoint;
	memory: { readonly tensors: number; readonly bytes: number; readonly heapBytes: number };
	dispose: null;
}

export interface Created {
	readonly backend: Backend;
	/** Why that one, as a clause for the reader. */
	readonly reason: string;
	/** The graphics renderer's own name where the backend is WebGL, else null. */
	readonly renderer: string | null;
	readonly classNames: readonly string[];
	/** Pictures of the test set whose answers every evaluation carries. */
	readonly samples: Samples;
	readonly counts: { readonly train: number; readonly validation: number; readonly test: number };
}

export interface Samples {
	readonly height: number;
	readonly width: number;
	/** [count, height, width, 3]. */
	readonly images: Uint8Array;
	readonly labels: Uint8Array;
}

export interface Evaluation {
	readonly step: number;
	/** Right answers on `count` pictures of the test set, batch norm re-estimated (METHOD 2). */
	readonly correct: number;
	readonly count: number;
	/** Answers for the samples: class and its softmax probability. */
	readonly answers: Uint8Array;
	readonly confidences: Float32Array;
}

export interface FinalResult {
	readonly step: number;
	/** Right answers as fractions 0..1 on the whole test and validation sets. */
	readonly testAccuracy: number;
	readonly validationAccuracy: number;
	/** [classes, classes], row = true class, column = answer. */
	readonly confusion: Uint32Array;
	/** The answer to every test picture. */
	readonly answers: TestAnswers;
	readonly snapshotHash: string;
}

/** Answers to the first pictures of the test set, in its order; each array holds one number a picture. */
export interface TestAnswers {
	readonly labels: Uint8Array;
	readonly classes: Uint8Array;
	/** Softmax probability of the answer. */
	readonly confidences: Float32Array;
}

export type Event =
	| {
			readonly type: 'progress';
			readonly step: number;
			/** Training loss of the steps since the last progress event, oldest first. */
			readonly losses: readonly number[];
			/** Steps a second over the last seconds, evaluation not counted. */
			readonly stepsPerSecond: number;
	  }
	/** The table's levels [256, wordLength] after `step` steps. */
	| { readonly type: 'table'; readonly step: number; readonly levels: Uint8Array }
	| { readonly type: 'evaluation'; readonly evaluation: Evaluation }
	| { readonly type: 'finished'; readonly result: FinalResult }
	/** The loop has stopped before the end: by a pause, or because its steps were used up. */
	| { readonly type: 'paused'; readonly step: number }
	/** The loss was not a number at `step` + 1; the run stands at `step`, the last good one. */
	| { readonly type: 'diverged'; readonly step: number; readonly advice: string }
	| { readonly type: 'checkpoint'; readonly checkpoint: Checkpoint }
	/** The backend was lost; the worker cannot go on. */
	| { readonly type: 'lost'; readonly reason: string };

export type ToWorker = Request & { readonly id: number };

export type Reply<T extends RequestType = RequestType> =
	| { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly answer: Answers[T] }
	| { readonly type: 'reply'; readonly id: number; readonly ok: false; readonly error: string };

export type FromWorker = Reply | Event;
