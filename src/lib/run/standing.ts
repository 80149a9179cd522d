/** Where a run stands: enough to go on with it, and to draw what it has shown so far. Types only. */
import type { TableFrame } from '#lib/core/table-history.ts';
import type { Checkpoint, Evaluation } from '#lib/worker/protocol.ts';

export interface Standing {
	readonly checkpoint: Checkpoint;
	/** All of the checkpoint's step or before. */
	readonly losses: readonly number[];
	readonly evaluations: readonly Evaluation[];
	readonly frames: readonly TableFrame[];
}
