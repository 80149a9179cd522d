/**
 * Run: the reactive view of one run, recorded or live.
 *
 * The worker is the truth about a live run. Everything here follows its replies and events; nothing is guessed ahead of
 * them. Events are applied together, once an animation frame, so that a fast worker does not make the page redraw for each.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import { startTrainer, WorkerFailure, type TrainerClient } from '#lib/worker/client.ts';
import type { Snapshot } from '#lib/core/snapshot.ts';
import type { Backend, Checkpoint, Created, Event, Samples } from '#lib/worker/protocol.ts';
import { EventQueue } from './event-queue.ts';
import { nextFrame } from './next-frame.ts';
import { makeReceipt, type Receipt } from './receipt.ts';
import type { RunData, RunOptions } from './run-options.ts';
import type { RunView } from './run-view.ts';
import { ShownRun } from './shown-run.svelte.ts';
import type { Standing } from './standing.ts';
import { Watchdog } from './watchdog.ts';

const materials = (): Promise<RunData> => Promise.resolve({ message: { kind: 'materials' }, transfer: [] });

export class Run extends ShownRun implements RunView {
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

	readonly #onStanding: (standing: Standing) => void;
	readonly #onFinished: () => void;
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

	constructor(options: RunOptions) {
		super();
		const { config, recorded, recordedSamples, data, connect, schedule, clock } = options;
		this.#onStanding = options.onStanding ?? (() => undefined);
		this.#onFinished = options.onFinished ?? (() => undefined);
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
		if (recorded) this.show(recorded, recordedSamples ?? null);
		else this.clear('idle');
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
				this.clear('ready');
				this.message = '';
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
		if (!this.#client || !result || !backend) return null;
		const data = await this.fingerprint();
		return (
			data && makeReceipt({ config: this.config, codeVersion, date, backend: backend.backend, data, result })
		);
	}

	/** Name and fingerprint of the training pictures, which takes a moment; null where no worker holds the run. */
	fingerprint(): Promise<{ readonly name: string; readonly hash: string } | null> {
		return this.#learn((client) => client.request({ type: 'data-hash' }));
	}

	/** Where the run stands, to go on from there later; null where no worker holds it. */
	async standing(): Promise<Standing | null> {
		const checkpoint = await this.#learn((client) => client.request({ type: 'checkpoint' }));
		return checkpoint && this.standingAt(checkpoint);
	}

	/**
	 * The network as it stands; a run that trains pauses for it.
	 * @throws Error where no worker holds the run
	 */
	async snapshot(): Promise<Snapshot> {
		if (!this.#client) throw new Error('no worker holds this run any more');
		return (await this.#client.request({ type: 'snapshot' })).snapshot;
	}

	/** Test pictures by their places in the test set; null where no worker has them. */
	testPictures(indices: Uint32Array): Promise<Samples | null> {
		return this.#learn((client) => client.request({ type: 'pictures', indices }));
	}

	/** Say where a run that was paused stands, as it is said every few seconds of training. */
	async tellStanding(): Promise<void> {
		if (this.status !== 'paused') return;
		const standing = await this.standing();
		if (!standing) return;
		this.#checkpoint = standing.checkpoint;
		this.#onStanding(standing);
	}

	/** Go on with a run that stood still when its page was left: paused at its checkpoint, and then like any other run. */
	async resume(standing: Standing): Promise<void> {
		const { checkpoint } = standing;
		this.#begin(checkpoint.config);
		this.standAgain(standing);
		this.#checkpoint = checkpoint;
		const created = await this.#open('wasm', checkpoint);
		if (!created) return;
		this.#queue.flush();
		this.status = 'paused';
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

	#begin(config: TrainConfig): void {
		this.dispose();
		this.config = config;
		this.#checkpoint = null;
		this.#lostWorkers = 0;
		this.notice = '';
		this.clear('preparing');
		this.message = '';
	}

	async #start(config: TrainConfig): Promise<void> {
		this.#begin(config);
		this.askedBackend = this.wantedBackend;
		const created = await this.#open(this.askedBackend);
		if (!created) return;
		this.#queue.flush();
		this.status = 'ready';
	}

	/** Start a worker with this run; null when it fails, which is then said. */
	async #open(backend: Backend | 'auto', resume?: Checkpoint): Promise<Created | null> {
		const generation = this.#generation;
		try {
			const { message, transfer, start } = await this.#data(this.config);
			if (generation !== this.#generation) return null;
			const client = this.#connect(
				(event) => this.#hear(event, generation),
				(failure) => void this.#lost(failure.message, generation)
			);
			this.#client = client;
			const created = await client.request(
				{
					type: 'create',
					...{ config: this.config, data: message, backend },
					...(resume ? { resume } : {}),
					...(start ? { start } : {})
				},
				transfer
			);
			if (generation !== this.#generation) return null;
			this.backend = created;
			this.samples = created.samples;
			this.classNames = created.classNames;
			this.counts = created.counts;
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
		this.standAgain(this.standingAt(checkpoint));
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

	/** Asks what changes nothing here; null where there is no worker, or it refuses, which is shown. */
	async #learn<T>(request: (client: TrainerClient) => Promise<T>): Promise<T | null> {
		const client = this.#client;
		let answer: T | null = null;
		if (client)
			await this.#ask(client, async () => {
				answer = await request(client);
				return () => undefined;
			});
		return answer;
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
		this.take(events);
		for (const event of events) this.#apply(event);
	}

	#apply(event: Event): void {
		switch (event.type) {
			// The record has taken these in.
			case 'progress':
			case 'table':
			case 'evaluation':
				return;
			case 'finished':
				this.status = 'finished';
				this.#watchdog.stop();
				this.#onFinished();
				return;
			case 'diverged':
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
				this.#onStanding(this.standingAt(event.checkpoint));
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
}
