/**
 * Race series: many runs, a few at a time, each to its end, in the order in which they are listed. Every place has one worker that
 * takes run after run, so a series of any length needs no more memory than its places do.
 *
 * What a run says is kept in its lane. A worker that is lost has a successor, which goes on from the run's last checkpoint; a run that
 * loses one after the other has failed, and the series goes on without it.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import { WorkerFailure, type startTrainer } from '#lib/worker/client.ts';
import { Lane } from './lane.svelte.ts';
import { WatchedTrainer } from './watched-trainer.ts';
import { START_MS, type WatchdogClock } from './watchdog.ts';

export interface SeriesOptions {
	readonly configs: readonly TrainConfig[];
	/** Runs that train at the same time, 1 or more. */
	readonly places: number;
	readonly connect?: typeof startTrainer;
	/** The clock by which silent workers are noticed; a test passes its own. */
	readonly clock?: WatchdogClock;
}

interface Place {
	trainer: WatchedTrainer | null;
	lane: Lane | null;
}

export class RaceSeries {
	/** One a run, in order. */
	readonly lanes: readonly Lane[];
	going = $state(false);
	readonly #options: SeriesOptions;
	readonly #places: readonly Place[];
	#next = 0;
	#disposed = false;

	/** @throws RangeError without a run or a place */
	constructor(options: SeriesOptions) {
		const { configs, places } = options;
		if (configs.length === 0 || !Number.isInteger(places) || places < 1)
			throw new RangeError(`a series needs runs and places, got ${configs.length} and ${places}`);
		this.lanes = configs.map((config) => new Lane(config));
		this.#options = options;
		this.#places = Array.from({ length: Math.min(places, configs.length) }, () => ({
			trainer: null,
			lane: null
		}));
	}

	/** Whether every run has ended, one way or another. */
	get over(): boolean {
		return this.lanes.every(({ over }) => over);
	}

	/** Start, or go on after a pause. */
	train(): void {
		if (this.#disposed || this.over) return;
		this.going = true;
		for (const place of this.#places) this.#proceed(place);
	}

	/** Each run stops after the step it is in. */
	pause(): void {
		this.going = false;
		for (const { trainer, lane } of this.#places)
			if (lane?.status === 'running') trainer?.request({ type: 'pause' }).catch(() => undefined);
	}

	/** End every worker; what the lanes show stays. */
	dispose(): void {
		this.#disposed = true;
		this.going = false;
		for (const place of this.#places) {
			place.trainer?.dispose();
			place.trainer = null;
		}
	}

	#proceed(place: Place): void {
		if (!this.going) return;
		if (place.lane?.status === 'waiting') this.#run(place, place.lane);
		else if (place.lane === null) void this.#takeNext(place);
	}

	#run(place: Place, lane: Lane): void {
		lane.status = 'running';
		place.trainer?.request({ type: 'train' }).catch((error: unknown) => {
			this.#refused(place, lane, error);
		});
	}

	async #takeNext(place: Place): Promise<void> {
		const lane = this.lanes[this.#next];
		if (!lane) return;
		this.#next++;
		place.lane = lane;
		await this.#make(place, lane);
	}

	/** Has the place's worker, or a new one, make a run, or go on with it. */
	async #make(place: Place, lane: Lane): Promise<void> {
		const { checkpoint } = lane;
		try {
			place.trainer ??= this.#open(place);
			await place.trainer.request({
				type: 'create',
				config: lane.config,
				data: { kind: 'materials' },
				// One backend for all: a race between backends would not be fair.
				backend: 'wasm',
				...(checkpoint ? { resume: checkpoint } : {})
			});
		} catch (error) {
			this.#refused(place, lane, error);
			return;
		}
		lane.status = 'waiting';
		this.#proceed(place);
	}

	#open(place: Place): WatchedTrainer {
		const { connect, clock } = this.#options;
		return new WatchedTrainer({
			onEvent: (event) => {
				const { lane } = place;
				if (!lane) return;
				lane.hear(event);
				if (lane.over) void this.#finish(place, lane);
				// A pause that was taken back before it was heard.
				else if (lane.status === 'waiting') this.#proceed(place);
			},
			onLost: (reason) => this.#lost(place, reason),
			// All places start at once, and may be more than the cores.
			startMs: START_MS * this.#places.length,
			...(connect ? { connect } : {}),
			...(clock ? { clock } : {})
		});
	}

	async #finish(place: Place, lane: Lane): Promise<void> {
		try {
			await place.trainer?.request({ type: 'dispose' });
		} catch {
			// The run's result is here; only its worker is not. The next run gets a new one.
			place.trainer?.dispose();
			place.trainer = null;
		}
		if (place.lane === lane) this.#leave(place);
	}

	#lost(place: Place, reason: string): void {
		place.trainer = null;
		const { lane } = place;
		// A run that is over is being put away, and #finish hears of it.
		if (this.#disposed || !lane || lane.over) return;
		if (lane.standBack(reason)) void this.#make(place, lane);
		else this.#leave(place);
	}

	#refused(place: Place, lane: Lane, error: unknown): void {
		// A lost worker has been seen to.
		if (this.#disposed || place.lane !== lane || error instanceof WorkerFailure) return;
		lane.fail((error as Error).message);
		place.trainer?.dispose();
		place.trainer = null;
		this.#leave(place);
	}

	#leave(place: Place): void {
		place.lane = null;
		this.#afterEnd(place);
	}

	#afterEnd(place: Place): void {
		if (this.#disposed) return;
		if (this.over) {
			this.dispose();
			return;
		}
		this.#proceed(place);
	}
}
