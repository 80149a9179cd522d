/**
 * Race: several live runs at once, each in a worker of its own, as many training as there are cores, and nobody ahead by
 * more than two turns.
 *
 * It starts, pauses and ends them together. What each run says it keeps per lane; what a race means is for whoever draws it.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import { startTrainer, type TrainerClient } from '#lib/worker/client.ts';
import type { Evaluation, Event, FinalResult } from '#lib/worker/protocol.ts';
import type { RunData } from './run-options.ts';
import { TURN_STEPS, nextTurns, type Racer } from './turns.ts';

export type LaneStatus = 'preparing' | 'waiting' | 'running' | 'finished' | 'diverged' | 'failed';

/** One run of the race. */
export class Lane {
	readonly config: TrainConfig;
	status = $state<LaneStatus>('preparing');
	step = $state(0);
	losses = $state.raw<readonly number[]>([]);
	evaluations = $state.raw<readonly Evaluation[]>([]);
	result = $state.raw<FinalResult | null>(null);
	/** What went wrong; empty when nothing did. */
	message = $state('');
	/** Its worker, from the start of the race to its end. */
	client: TrainerClient | null = null;

	constructor(config: TrainConfig) {
		this.config = config;
	}

	hear(event: Event): void {
		switch (event.type) {
			case 'progress':
				this.step = event.step;
				this.losses = [...this.losses, ...event.losses];
				return;
			case 'evaluation':
				this.evaluations = [...this.evaluations, event.evaluation];
				return;
			case 'paused':
				this.step = event.step;
				this.status = 'waiting';
				return;
			case 'finished':
				this.result = event.result;
				this.status = 'finished';
				return;
			case 'diverged':
				this.message = event.advice;
				this.status = 'diverged';
				return;
			case 'lost':
				this.fail(event.reason);
				return;
			case 'table':
			case 'checkpoint':
				return;
			default:
				event satisfies never;
		}
	}

	fail(message: string): void {
		this.message = message;
		this.status = 'failed';
	}
}

export interface RaceOptions {
	readonly configs: readonly TrainConfig[];
	/** Pictures for one lane, made anew for each, since they are given away. */
	readonly data?: (config: TrainConfig) => Promise<RunData>;
	/** Lanes that train at the same time; the machine's cores by default. */
	readonly places?: number;
	readonly connect?: typeof startTrainer;
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
	#started = false;
	readonly #options: RaceOptions;

	constructor(options: RaceOptions) {
		this.#options = options;
		this.lanes = options.configs.map((config) => new Lane(config));
		this.#places = options.places ?? Math.max(1, globalThis.navigator.hardwareConcurrency);
	}

	/** Start, or go on after a pause. */
	async train(): Promise<void> {
		this.going = true;
		if (!this.#started) {
			this.#started = true;
			await Promise.all(this.lanes.map((lane) => this.#open(lane)));
		}
		this.#giveTurns();
	}

	/** Lanes stop when their turn ends, within TURN_STEPS steps. */
	pause(): void {
		this.going = false;
	}

	/** End every worker; what the lanes show stays. */
	dispose(): void {
		this.going = false;
		for (const lane of this.lanes) {
			lane.client?.dispose();
			lane.client = null;
		}
	}

	async #open(lane: Lane): Promise<void> {
		const { data, connect = startTrainer } = this.#options;
		try {
			const { message, transfer } = data
				? await data(lane.config)
				: { message: { kind: 'materials' } as const, transfer: [] };
			const client = connect(
				(event) => {
					lane.hear(event);
					this.#giveTurns();
				},
				(failure) => {
					lane.fail(failure.message);
					this.#giveTurns();
				}
			);
			lane.client = client;
			// One backend for all: a race between backends would not be fair.
			await client.request({ type: 'create', config: lane.config, data: message, backend: 'wasm' }, transfer);
			lane.status = 'waiting';
		} catch (error) {
			lane.fail((error as Error).message);
		}
		this.#giveTurns();
	}

	#giveTurns(): void {
		if (!this.going) return;
		for (const index of nextTurns(this.lanes.map(racerOf), this.#places)) {
			const lane = this.lanes[index];
			lane.status = 'running';
			lane.client?.request({ type: 'train', steps: TURN_STEPS }).catch((error: unknown) => {
				lane.fail((error as Error).message);
				this.#giveTurns();
			});
		}
		if (
			this.lanes.every(({ status }) => status !== 'waiting' && status !== 'running' && status !== 'preparing')
		)
			this.going = false;
	}
}
