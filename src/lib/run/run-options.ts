/** What a Run can be doing, and what it is made from. Types only. */
import type { TrainConfig } from '#lib/core/config.ts';
import type { Snapshot } from '#lib/core/snapshot.ts';
import type { startTrainer } from '#lib/worker/client.ts';
import type { DataMessage, Samples } from '#lib/worker/protocol.ts';
import type { RecordedRun } from './recorded-run.ts';
import type { Standing } from './standing.ts';
import type { WatchdogClock } from './watchdog.ts';

export type RunStatus =
	/** Nothing to show yet: no recorded run, no worker. */
	| 'idle'
	| 'recorded'
	/** A worker is being started and makes or takes its data. */
	| 'preparing'
	/** At step 0. */
	| 'ready'
	| 'training'
	| 'paused'
	| 'finished'
	/** The loss stopped being a number; the run stands at the last good step. */
	| 'diverged'
	/** The worker refused or is gone. */
	| 'failed';

/** Pictures for a new worker, and the buffers to hand over with them. */
export interface RunData {
	readonly message: DataMessage;
	readonly transfer: Transferable[];
	/** The network that `config.startedFrom` names. */
	readonly start?: Snapshot | null;
}

export interface RunOptions {
	readonly config: TrainConfig;
	readonly recorded?: RecordedRun | null;
	/** The recorded samples' pixels, where they can be shown. */
	readonly recordedSamples?: Samples | null;
	/** Fetches the pictures for a config, anew each time, since they are given away. */
	readonly data?: (config: TrainConfig) => Promise<RunData>;
	readonly connect?: typeof startTrainer;
	/** Hears every few seconds of training where the run stands, so that a page that is left can go on from there. */
	readonly onStanding?: (standing: Standing) => void;
	/** Hears that all steps are taken and the whole test set is answered. */
	readonly onFinished?: () => void;
	/** Calls `flush` soon; a test passes its own. */
	readonly schedule?: (flush: () => void) => void;
	/** The clock of the watchdog; a test passes its own. */
	readonly clock?: WatchdogClock;
}
