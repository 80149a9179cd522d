/** What the page and the worker that holds the reader's own pictures say to each other. Types only. */
import type { Cifar100Labels } from '#lib/data/cifar100.ts';
import type { Dataset, Splits } from '#lib/data/dataset.ts';

export type ToPicturesWorker =
	| { readonly type: 'read'; readonly files: readonly File[]; readonly labels: Cifar100Labels }
	/** Pictures that the page made itself, such as the camera's. */
	| { readonly type: 'made'; readonly data: Dataset }
	/** What this browser has kept. */
	| { readonly type: 'load' }
	/** The pictures for a run, as a copy. */
	| { readonly type: 'give' };

/** Counts by class, [classes] each. */
export interface PartCounts {
	readonly train: readonly number[];
	readonly validation: readonly number[];
	readonly test: readonly number[];
}

/** What the page shows of a set; the pictures themselves stay in the worker. */
export interface PicturesSummary {
	readonly name: string;
	readonly classNames: readonly string[];
	readonly counts: PartCounts;
	/** Training pictures, class by class: [classes * samplesPerClass, 32, 32, 3], black where a class has fewer. */
	readonly samples: Uint8Array;
	/** How often each value 0..255 occurs in the training pictures, [256]. */
	readonly histogram: Uint32Array;
	/** SHA-256 of the training pictures and labels. */
	readonly hash: string;
	/** What was decided on the reader's behalf, one sentence each. */
	readonly notes: readonly string[];
	/** Of all pictures. */
	readonly bytes: number;
}

export interface PicturesProgress {
	readonly done: number;
	readonly of: number;
	/** What is counted. */
	readonly what: 'MB' | 'pictures';
}

export type FromPicturesWorker =
	| ({ readonly type: 'progress' } & PicturesProgress)
	/** @param unkept why this browser did not keep the set; empty when it did */
	| { readonly type: 'set'; readonly summary: PicturesSummary; readonly unkept: string }
	/** Nothing is kept here. */
	| { readonly type: 'nothing' }
	| { readonly type: 'given'; readonly splits: Splits }
	/** @param reason of a DataFileError; 'other' for what the browser itself refused */
	| { readonly type: 'refused'; readonly reason: string; readonly message: string };
