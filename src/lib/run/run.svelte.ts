/**
 * Run: the reactive view of one run, recorded or live.
 *
 * The worker is the truth about a live run. Everything here follows its replies and events; nothing is guessed ahead of
 * them. Events are applied together, once an animation frame, so that a fast worker does not make the page redraw for each.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import { PIXEL_VALUES, wordLengthOf } from '#lib/core/encoding.ts';
import { decodeHistory, type TableFrame } from '#lib/core/table-history.ts';
import { startTrainer, WorkerFailure, type TrainerClient } from '#lib/worker/client.ts';
import type { DataMessage, Evaluation, Event, FinalResult, Samples } from '#lib/worker/protocol.ts';
import { withFrame } from './frame-history.ts';
import { initialTable } from './initial-table.ts';
import { nextFrame } from './next-frame.ts';
import type { RecordedRun } from './recorded-run.ts';

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
}

export interface RunOptions {
	readonly config: TrainConfig;
	readonly recorded?: RecordedRun | null;
	/** The recorded samples' pixels, where they can be shown. */
	readonly recordedSamples?: Samples | null;
	/** Fetches the pictures for a config, anew each time, since they are given away. */
	readonly data?: (config: TrainConfig) => Promise<RunData>;
	readonly connect?: typeof startTrainer;
	/** Calls `flush` soon; a test passes its own. */
	readonly schedule?: (flush: () => void) => void;
}

const materials = (): Promise<RunData> => Promise.resolve({ message: { kind: 'materials' }, transfer: [] });

export class Run {
	status = $state<RunStatus>('idle');
	config = $state.raw() as TrainConfig;
	/** Steps taken, as last heard. */
	step = $state(0);
	/** Training loss of every step so far. */
	losses = $state.raw<readonly number[]>([]);
	evaluations = $state.raw<readonly Evaluation[]>([]);
	frames = $state.raw<readonly TableFrame[]>([]);
	samples = $state.raw<Samples | null>(null);
	classNames = $state.raw<readonly string[]>([]);
	/** Pictures in each part of the data; null until a worker has said. */
	counts = $state.raw<{ train: number; validation: number; test: number } | null>(null);
	result = $state.raw<FinalResult | null>(null);
	stepsPerSecond = $state(0);
	/** What went wrong, in words for the reader; empty when nothing did. */
	message = $state('');

	/** Whether what is shown was made on this machine. */
	readonly live = $derived(this.status !== 'recorded' && this.status !== 'idle');
	readonly canTrain = $derived(
		this.status === 'idle' ||
			this.status === 'recorded' ||
			this.status === 'ready' ||
			this.status === 'paused'
	);
	readonly secondsLeft = $derived(
		this.status === 'training' && this.stepsPerSecond > 0
			? (this.config.steps - this.step) / this.stepsPerSecond
			: null
	);

	readonly #data: (config: TrainConfig) => Promise<RunData>;
	readonly #connect: typeof startTrainer;
	readonly #schedule: (flush: () => void) => void;
	#client: TrainerClient | null = null;
	#queue: Event[] = [];
	#scheduled = false;
	/** Grows with every new worker, so that what an old one still says is recognised as old. */
	#generation = 0;

	constructor({ config, recorded, recordedSamples, data, connect, schedule }: RunOptions) {
		this.#data = data ?? materials;
		this.#connect = connect ?? startTrainer;
		this.#schedule = schedule ?? nextFrame;
		this.config = config;
		if (recorded) this.#show(recorded, recordedSamples ?? null);
		else this.#clear('idle');
	}

	/** Train until paused or finished; starts a worker with `config` where none runs. */
	async train(config: TrainConfig = this.config): Promise<void> {
		if (!this.canTrain) return;
		const client = await this.#prepared(config);
		if (!client) return;
		const before = this.status;
		await this.#ask(client, async () => {
			await client.request({ type: 'train' });
			return () => {
				// Events that came before the reply may already have ended the run.
				if (this.status === before) this.status = 'training';
			};
		});
	}

	async pause(): Promise<void> {
		const client = this.#client;
		if (!client || this.status !== 'training') return;
		await this.#ask(client, async () => {
			const { step } = await client.request({ type: 'pause' });
			return () => this.#standAt(step);
		});
	}

	/** One optimizer step. */
	async takeStep(config: TrainConfig = this.config): Promise<void> {
		if (!this.canTrain) return;
		const client = await this.#prepared(config);
		if (!client) return;
		await this.#ask(client, async () => {
			// The answer to `step` may come before the step is taken; the one to `pause` says where the run then stands.
			const begun = client.request({ type: 'step' });
			const ended = client.request({ type: 'pause' });
			await begun;
			const { step } = await ended;
			return () => this.#standAt(step);
		});
	}

	/** Back to step 0; with a config, a new worker starts from it. */
	async reset(config?: TrainConfig): Promise<void> {
		const client = this.#client;
		if (config || !client || this.status === 'failed') {
			await this.#start(config ?? this.config);
			return;
		}
		await this.#ask(client, async () => {
			await client.request({ type: 'reset' });
			return () => this.#clear('ready');
		});
	}

	/** End the worker. The run keeps what it showed. */
	dispose(): void {
		this.#generation++;
		this.#client?.dispose();
		this.#client = null;
		this.#queue = [];
	}

	async #prepared(config: TrainConfig): Promise<TrainerClient | null> {
		if (!this.#client) await this.#start(config);
		return this.#client;
	}

	async #start(config: TrainConfig): Promise<void> {
		this.dispose();
		const generation = this.#generation;
		this.config = config;
		this.#clear('preparing');
		try {
			const { message, transfer } = await this.#data(config);
			if (generation !== this.#generation) return;
			const client = this.#connect(
				(event) => this.#hear(event, generation),
				(failure) => this.#fail(failure.message, generation)
			);
			this.#client = client;
			const created = await client.request(
				{ type: 'create', config, data: message, backend: 'auto' },
				transfer
			);
			if (generation !== this.#generation) return;
			this.samples = created.samples;
			this.classNames = created.classNames;
			this.counts = created.counts;
			this.#flush();
			this.status = 'ready';
		} catch (error) {
			this.#fail((error as Error).message, generation);
		}
	}

	/** Waits for a reply and applies it after every event that came before it. A refusal is shown, and changes nothing. */
	async #ask(client: TrainerClient, exchange: () => Promise<() => void>): Promise<void> {
		try {
			const apply = await exchange();
			if (client !== this.#client) return;
			this.#flush();
			apply();
		} catch (error) {
			// A lost worker has already been reported by #fail; one that was closed on purpose is no news.
			if (!(error instanceof WorkerFailure)) this.message = (error as Error).message;
		}
	}

	#standAt(step: number): void {
		this.step = step;
		if (this.status !== 'finished' && this.status !== 'diverged' && this.status !== 'failed')
			this.status = 'paused';
	}

	#hear(event: Event, generation: number): void {
		if (generation !== this.#generation) return;
		this.#queue.push(event);
		if (this.#scheduled) return;
		this.#scheduled = true;
		this.#schedule(() => {
			this.#scheduled = false;
			this.#flush();
		});
	}

	#flush(): void {
		const events = this.#queue;
		this.#queue = [];
		const losses: number[] = [];
		for (const event of events) {
			if (event.type === 'progress') losses.push(...event.losses);
			this.#apply(event);
		}
		if (losses.length > 0) this.losses = [...this.losses, ...losses];
	}

	#apply(event: Event): void {
		switch (event.type) {
			case 'progress':
				this.step = event.step;
				this.stepsPerSecond = event.stepsPerSecond;
				return;
			case 'table':
				this.frames = withFrame(this.frames, event);
				return;
			case 'evaluation':
				this.evaluations = [
					...this.evaluations.filter((e) => e.step !== event.evaluation.step),
					event.evaluation
				];
				return;
			case 'finished':
				this.result = event.result;
				this.step = event.result.step;
				this.status = 'finished';
				return;
			case 'diverged':
				this.step = event.step;
				this.status = 'diverged';
				this.message = event.advice;
				return;
			case 'checkpoint':
				return;
			case 'lost':
				this.#fail(event.reason, this.#generation);
				return;
			default:
				event satisfies never;
		}
	}

	#fail(message: string, generation: number): void {
		if (generation !== this.#generation) return;
		this.dispose();
		this.status = 'failed';
		this.message = message;
	}

	#clear(status: 'idle' | 'preparing' | 'ready'): void {
		const table = initialTable(this.config.encoding);
		this.step = 0;
		this.losses = [];
		this.evaluations = [];
		this.frames = table ? [{ step: 0, levels: table.levels }] : [];
		this.result = null;
		this.stepsPerSecond = 0;
		this.message = '';
		this.status = status;
	}

	#show(recorded: RecordedRun, samples: Samples | null): void {
		this.config = recorded.config;
		this.step = recorded.config.steps;
		this.losses = recorded.losses;
		this.evaluations = recorded.evaluations.map((e) => ({
			step: e.step,
			correct: Math.round(e.accuracy * e.count),
			count: e.count,
			answers: Uint8Array.from(e.answers),
			confidences: Float32Array.from(e.confidences)
		}));
		this.frames = decodeHistory(recorded.table, PIXEL_VALUES * wordLengthOf(recorded.config.encoding));
		if (this.frames.length === 0) {
			const table = initialTable(recorded.config.encoding);
			if (table) this.frames = [{ step: 0, levels: table.levels }];
		}
		this.samples = samples;
		this.classNames = recorded.classNames;
		this.status = 'recorded';
	}
}
