/**
 * Race series: many runs, a few at a time, each to its end, in the order in which they are listed. Every place has one worker that
 * takes run after run, so a series of any length needs no more memory than its places do.
 *
 * What a run says is kept in its lane. A worker that is lost fails its own run; the series goes on with a new one.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import { startTrainer, type TrainerClient } from '#lib/worker/client.ts';
import { Lane } from './race.svelte.ts';

export interface SeriesOptions {
	readonly configs: readonly TrainConfig[];
	/** Runs that train at the same time, 1 or more. */
	readonly places: number;
	readonly connect?: typeof startTrainer;
}

interface Place {
	client: TrainerClient | null;
	lane: Lane | null;
}

const isOver = ({ status }: Lane): boolean =>
	status === 'finished' || status === 'diverged' || status === 'failed';

export class RaceSeries {
	/** One a run, in order. */
	readonly lanes: readonly Lane[];
	going = $state(false);
	readonly #connect: typeof startTrainer;
	readonly #places: readonly Place[];
	#next = 0;
	#disposed = false;

	/** @throws RangeError without a run or a place */
	constructor({ configs, places, connect = startTrainer }: SeriesOptions) {
		if (configs.length === 0 || !Number.isInteger(places) || places < 1)
			throw new RangeError(`a series needs runs and places, got ${configs.length} and ${places}`);
		this.lanes = configs.map((config) => new Lane(config));
		this.#connect = connect;
		this.#places = Array.from({ length: Math.min(places, configs.length) }, () => ({
			client: null,
			lane: null
		}));
	}

	/** Whether every run has ended, one way or another. */
	get over(): boolean {
		return this.lanes.every(isOver);
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
		for (const { client, lane } of this.#places)
			if (lane?.status === 'running') client?.request({ type: 'pause' }).catch(() => undefined);
	}

	/** End every worker; what the lanes show stays. */
	dispose(): void {
		this.#disposed = true;
		this.going = false;
		for (const place of this.#places) {
			place.client?.dispose();
			place.client = null;
		}
	}

	#proceed(place: Place): void {
		if (!this.going) return;
		if (place.lane?.status === 'waiting') this.#run(place, place.lane);
		else if (place.lane === null) void this.#takeNext(place);
	}

	#run(place: Place, lane: Lane): void {
		lane.status = 'running';
		place.client?.request({ type: 'train' }).catch((error: unknown) => {
			this.#lose(place, lane, error);
		});
	}

	async #takeNext(place: Place): Promise<void> {
		const lane = this.lanes[this.#next];
		if (!lane) return;
		this.#next++;
		place.lane = lane;
		try {
			place.client ??= this.#open(place);
			await place.client.request({
				type: 'create',
				config: lane.config,
				data: { kind: 'materials' },
				// One backend for all: a race between backends would not be fair.
				backend: 'wasm'
			});
		} catch (error) {
			this.#lose(place, lane, error);
			return;
		}
		lane.status = 'waiting';
		this.#proceed(place);
	}

	#open(place: Place): TrainerClient {
		return this.#connect(
			(event) => {
				const { lane } = place;
				if (!lane) return;
				lane.hear(event);
				if (event.type === 'lost') this.#lose(place, lane, new Error(event.reason));
				else if (isOver(lane)) void this.#finish(place, lane);
				// A pause that was taken back before it was heard.
				else if (lane.status === 'waiting') this.#proceed(place);
			},
			(failure) => {
				if (place.lane) this.#lose(place, place.lane, failure);
			}
		);
	}

	async #finish(place: Place, lane: Lane): Promise<void> {
		try {
			await place.client?.request({ type: 'dispose' });
		} catch {
			// The run's result is here; only its worker is not. The next run gets a new one.
			place.client?.dispose();
			place.client = null;
		}
		if (place.lane !== lane) return;
		place.lane = null;
		this.#afterEnd(place);
	}

	#lose(place: Place, lane: Lane, error: unknown): void {
		if (this.#disposed || place.lane !== lane) return;
		lane.fail(error instanceof Error ? error.message : String(error));
		place.client?.dispose();
		place.client = null;
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
