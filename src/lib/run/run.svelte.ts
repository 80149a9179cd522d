/**
 * Run: the reactive view of one run, recorded or live.
 *
 * The worker is the truth about a live run. Everything here follows its replies and events; nothing is guessed ahead of
 * them. Events are applied together, once an animation frame, so that a fast worker does not make the page redraw for each.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import type { Snapshot } from '#lib/core/snapshot.ts';
import type { TableFrame } from '#lib/core/table-history.ts';
import { startTrainer, WorkerFailure, type TrainerClient } from '#lib/worker/client.ts';
import type { Backend, Checkpoint, Created, Evaluation, Event, FinalResult } from '#lib/worker/protocol.ts';
import { EventQueue } from './event-queue.ts';
import { withFrame } from './frame-history.ts';
import { initialTable } from './initial-table.ts';
import { nextFrame } from './next-frame.ts';
import { makeReceipt, type Receipt } from './receipt.ts';
import type { RecordedRun } from './recorded-run.ts';
import { recordedEvaluations, recordedFrames } from './recorded-view.ts';
import type { RunData, RunOptions, RunStatus } from './run-options.ts';
import { Watchdog } from './watchdog.ts';

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
	samples = $state.raw<Created['samples'] | null>(null);
	classNames = $state.raw<readonly string[]>([]);
	/** Pictures in each part of the data; null until a worker has said. */
	counts = $state.raw<{ train: number; validation: number; test: number } | null>(null);
	result = $state.raw<FinalResult | null>(null);
	stepsPerSecond = $state(0);
	/** What went wrong, in words for the reader; empty when nothing did. */
	message = $state('');
	/** What went wrong and was mended: the run goes on. */
	notice = $state('');
	/** The backend to ask the next worker for. */
	wantedBackend = $state<Backend | 'auto'>('auto');
	/** The one this run's worker was asked for. */
	askedBackend = $state<Backend | 'auto'>('auto');
	/** The backend the worker trains on, and why; null while there is none. */
	backend = $state.raw<Pick<Created, 'backend' | 'reason' | 'renderer'> | null>(null);

	/** Whether what is shown was made on this machine. */
	readonly live = $derived(this.status !== 'recorded' && this.status !== 'idle');
	readonly canTrain = $derived(['idle', 'recorded', 'ready', 'paused'].includes(this.status));
	readonly secondsLeft = $derived(
		this.status === 'training' && this.stepsPerSecond > 0
			? (this.config.steps - this.step) / this.stepsPerSecond
			: null
	);

	readonly #data: (config: TrainConfig) => Promise<RunData>;
	readonly #connect: typeof startTrainer;
	readonly #queue: EventQueue;
	readonly #watchdog: Watchdog;
	#client: TrainerClient | null = null;
	/** The last state that the worker handed over; what a lost run goes on from. */
	#checkpoint: Checkpoint | null = null;
	/** Workers lost since the run last got further: one that cannot is given up. */
	#lostWorkers = 0;
	/** Grows with every new worker, so that what an old one still says is recognised as old. */
	#generation = 0;

	constructor({ config, recorded, recordedSamples, data, connect, schedule, clock }: RunOptions) {
		this.#data = data ?? materials;
		this.#connect = connect ?? startTrainer;
		this.#queue = new EventQueue(schedule ?? nextFrame, (events) => this.#applyAll(events));
		this.#watchdog = new Watchdog({
			...clock,
			ask: () => {
				const client = this.#client;
				client?.request({ type: 'memory' }).then(
					() => client === this.#client && this.#watchdog.heard(),
					() => undefined
				);
			},
			giveUp: () => void this.#lost('The training worker no longer answered.', this.#generation)
		});
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
				if (this.status !== before) return;
				this.status = 'training';
				this.#watchdog.start();
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
			// A table that was fitted in the worker is not said again.
			const [start] = this.frames;
			return () => {
				this.#clear('ready');
				if (start?.step === 0) this.frames = [start];
			};
		});
	}

	/**
	 * What a finished live run claims, to be saved or compared; null where there is none, or the worker refuses, which is said.
	 * @param codeVersion of the code that this page was made from
	 * @param date YYYY-MM-DD
	 */
	async receipt(codeVersion: string, date: string): Promise<Receipt | null> {
		const { result, backend } = this;
		const client = this.#client;
		if (!client || !result || !backend) return null;
		let receipt: Receipt | null = null;
		await this.#ask(client, async () => {
			const data = await client.request({ type: 'data-hash' });
			const claim = { config: this.config, codeVersion, date, backend: backend.backend, data, result };
			receipt = makeReceipt(claim);
			return () => undefined;
		});
		return receipt;
	}

	/**
	 * The network as it stands.
	 * @throws Error where no worker holds the run
	 */
	async snapshot(): Promise<Snapshot> {
		if (!this.#client) throw new Error('no worker holds this run any more');
		return (await this.#client.request({ type: 'snapshot' })).snapshot;
	}

	/** End the worker. The run keeps what it showed. */
	dispose(): void {
		this.#watchdog.stop();
		this.#generation++;
		this.#client?.dispose();
		this.#client = null;
		this.#queue.clear();
	}

	async #prepared(config: TrainConfig): Promise<TrainerClient | null> {
		if (!this.#client) await this.#start(config);
		return this.#client;
	}

	async #start(config: TrainConfig): Promise<void> {
		this.dispose();
		this.config = config;
		this.#checkpoint = null;
		this.#lostWorkers = 0;
		this.notice = '';
		this.#clear('preparing');
		this.askedBackend = this.wantedBackend;
		const created = await this.#open(this.askedBackend);
		if (!created) return;
		this.samples = created.samples;
		this.classNames = created.classNames;
		this.counts = created.counts;
		this.#queue.flush();
		this.status = 'ready';
	}

	/** Start a worker with this run; null when it fails, which is then said. */
	async #open(backend: Backend | 'auto', resume?: Checkpoint): Promise<Created | null> {
		const generation = this.#generation;
		try {
			const { message, transfer } = await this.#data(this.config);
			if (generation !== this.#generation) return null;
			const client = this.#connect(
				(event) => this.#hear(event, generation),
				(failure) => void this.#lost(failure.message, generation)
			);
			this.#client = client;
			const created = await client.request(
				{ type: 'create', config: this.config, data: message, backend, ...(resume ? { resume } : {}) },
				transfer
			);
			if (generation !== this.#generation) return null;
			this.backend = created;
			return created;
		} catch (error) {
			// A lost worker has already been seen to.
			if (!(error instanceof WorkerFailure)) this.#fail((error as Error).message, generation);
			return null;
		}
	}

	/**
	 * The worker is gone. A run with a checkpoint goes on from there, on wasm, the backend that is never taken away; if it
	 * cannot get any further, or has no checkpoint yet, it has failed.
	 */
	async #lost(reason: string, generation: number): Promise<void> {
		if (generation !== this.#generation) return;
		this.#queue.flush();
		const checkpoint = this.#checkpoint;
		const wasTraining = this.status === 'training';
		this.#lostWorkers++;
		if (!checkpoint || this.#lostWorkers > 2 || this.status === 'finished') {
			this.#fail(reason, generation);
			return;
		}
		this.dispose();
		this.status = 'preparing';
		this.step = checkpoint.step;
		this.losses = this.losses.slice(0, checkpoint.step);
		this.evaluations = this.evaluations.filter(({ step }) => step <= checkpoint.step);
		this.frames = this.frames.filter(({ step }) => step <= checkpoint.step);
		// The buffer goes to the worker as a copy: it may be needed again.
		const created = await this.#open('wasm', checkpoint);
		if (!created) return;
		this.#queue.flush();
		this.status = 'paused';
		this.notice = `${reason} The run went on from step ${checkpoint.step}, its last checkpoint.`;
		if (wasTraining) await this.train();
	}

	/** Waits for a reply and applies it after every event that came before it. A refusal is shown, and changes nothing. */
	async #ask(client: TrainerClient, exchange: () => Promise<() => void>): Promise<void> {
		try {
			const apply = await exchange();
			if (client !== this.#client) return;
			this.#queue.flush();
			apply();
		} catch (error) {
			// A lost worker has already been reported by #fail; one that was closed on purpose is no news.
			if (!(error instanceof WorkerFailure)) this.message = (error as Error).message;
		}
	}

	#standAt(step: number): void {
		this.#watchdog.stop();
		this.step = step;
		if (this.status !== 'finished' && this.status !== 'diverged' && this.status !== 'failed')
			this.status = 'paused';
	}

	#hear(event: Event, generation: number): void {
		if (generation !== this.#generation) return;
		this.#watchdog.heard();
		this.#queue.push(event);
	}

	#applyAll(events: readonly Event[]): void {
		const losses = events.flatMap((event) => (event.type === 'progress' ? event.losses : []));
		for (const event of events) this.#apply(event);
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
				this.#watchdog.stop();
				return;
			case 'diverged':
				this.step = event.step;
				this.status = 'diverged';
				this.#watchdog.stop();
				this.message = event.advice;
				return;
			// A pause is followed by its reply, which says the same.
			case 'paused':
				return;
			case 'checkpoint':
				this.#checkpoint = event.checkpoint;
				this.#lostWorkers = 0;
				return;
			case 'lost':
				void this.#lost(event.reason, this.#generation);
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

	#show(recorded: RecordedRun, samples: Created['samples'] | null): void {
		this.config = recorded.config;
		this.step = recorded.config.steps;
		this.losses = recorded.losses;
		this.evaluations = recordedEvaluations(recorded);
		this.frames = recordedFrames(recorded);
		this.samples = samples;
		this.classNames = recorded.classNames;
		this.status = 'recorded';
	}
}
