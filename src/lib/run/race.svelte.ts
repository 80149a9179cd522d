/**
 * Race: several live runs at once, each in a worker of its own, as many training as there are cores, and nobody ahead by
 * more than two turns.
 *
 * It starts, pauses and ends them together. What each run says it keeps per lane; what a race means is for whoever draws it. A worker
 * that is lost has a successor, which goes on from the run's last checkpoint.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import { WorkerFailure, type startTrainer } from '#lib/worker/client.ts';
import { Lane } from './lane.svelte.ts';
import type { RunData } from './run-options.ts';
import { TURN_STEPS, nextTurns, type Racer } from './turns.ts';
import { WatchedTrainer } from './watched-trainer.ts';
import { START_MS, type WatchdogClock } from './watchdog.ts';

export interface RaceOptions {
	readonly configs: readonly TrainConfig[];
	/** Pictures for one lane, made anew for each, since they are given away. */
	readonly data?: (config: TrainConfig) => Promise<RunData>;
	/** Lanes that train at the same time; the machine's cores by default. */
	readonly places?: number;
	readonly connect?: typeof startTrainer;
	/** The clock by which silent workers are noticed; a test passes its own. */
	readonly clock?: WatchdogClock;
}

const racerOf = ({ step, status }: Lane): Racer => ({
	step,
	state: status === 'waiting' ? 'waiting' : status === 'running' ? 'running' : 'out'
});

export class Race {
	readonly lanes: readonly Lane[];
	/** Whether turns are being given. */
	going = $state(false);
	readonly #places: number;
	/** Each lane's worker, in the lanes' order; null before it is started, and once it is lost. */
	readonly #trainers: (WatchedTrainer | null)[];
	readonly #options: RaceOptions;
	#started = false;
	#disposed = false;

	constructor(options: RaceOptions) {
		this.#options = options;
		this.lanes = options.configs.map((config) => new Lane(config));
		this.#trainers = this.lanes.map(() => null);
		this.#places = options.places ?? Math.max(1, globalThis.navigator.hardwareConcurrency);
	}

	/** Start, or go on after a pause. */
	async train(): Promise<void> {
		this.going = true;
		if (!this.#started) {
			this.#started = true;
			await Promise.all(this.lanes.map((_, index) => this.#open(index)));
		}
		this.#giveTurns();
	}

	/** Lanes stop when their turn ends, within TURN_STEPS steps. */
	pause(): void {
		this.going = false;
	}

	/** End every worker; what the lanes show stays. */
	dispose(): void {
		this.#disposed = true;
		this.going = false;
		for (const trainer of this.#trainers) trainer?.dispose();
		this.#trainers.fill(null);
	}

	async #open(index: number): Promise<void> {
		const lane = this.lanes[index];
		const { data, connect, clock } = this.#options;
		try {
			const { message, transfer } = data
				? await data(lane.config)
				: { message: { kind: 'materials' } as const, transfer: [] };
			if (this.#disposed) return;
			const trainer = new WatchedTrainer({
				onEvent: (event) => {
					lane.hear(event);
					this.#giveTurns();
				},
				onLost: (reason) => this.#lost(index, reason),
				// All start at once, and share the cores.
				startMs: START_MS * Math.ceil(this.lanes.length / this.#places),
				...(connect ? { connect } : {}),
				...(clock ? { clock } : {})
			});
			this.#trainers[index] = trainer;
			const { checkpoint } = lane;
			await trainer.request(
				{
					type: 'create',
					config: lane.config,
					data: message,
					// One backend for all: a race between backends would not be fair.
					backend: 'wasm',
					...(checkpoint ? { resume: checkpoint } : {})
				},
				transfer
			);
			lane.status = 'waiting';
		} catch (error) {
			this.#refused(lane, error);
		}
		this.#giveTurns();
	}

	#lost(index: number, reason: string): void {
		const lane = this.lanes[index];
		this.#trainers[index] = null;
		// What it found is here; only its worker is not.
		if (!lane.over && lane.standBack(reason)) void this.#open(index);
		else this.#giveTurns();
	}

	#refused(lane: Lane, error: unknown): void {
		// A lost worker has been seen to.
		if (!(error instanceof WorkerFailure)) lane.fail((error as Error).message);
	}

	#giveTurns(): void {
		if (!this.going) return;
		for (const index of nextTurns(this.lanes.map(racerOf), this.#places)) {
			const lane = this.lanes[index];
			lane.status = 'running';
			this.#trainers[index]?.request({ type: 'train', steps: TURN_STEPS }).catch((error: unknown) => {
				this.#refused(lane, error);
				this.#giveTurns();
			});
		}
		if (this.lanes.every(({ over }) => over)) this.going = false;
	}
}
