/**
 * Run: the reactive view of one run, recorded or live.
 *
 * The worker is the truth about a live run. Everything here follows its replies and events; nothing is guessed ahead of
 * them. Events are applied together, once an animation frame, so that a fast worker does not make the page redraw for each.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import { startTrainer, WorkerFailure, type TrainerClient } from '#lib/worker/client.ts';
import type { Backend, Checkpoint, Created, Event } from '#lib/worker/protocol.ts';
import { AskedRun } from './asked-run.svelte.ts';
import { MOST_LOST, ended, givenUp, mended, sentence } from './lost-words.ts';
import type { RunData, RunOptions } from './run-options.ts';
import type { RunView } from './run-view.ts';
import type { Standing } from './standing.ts';
import { START_MS } from './watchdog.ts';

const materials = (): Promise<RunData> => Promise.resolve({ message: { kind: 'materials' }, transfer: [] });

export class Run extends AskedRun implements RunView {
	/** The backend to ask the next worker for. */
	wantedBackend = $state<Backend | 'auto'>('auto');
	/** The one this run's worker was asked for. */
	askedBackend = $state<Backend | 'auto'>('auto');
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
	/** The last state that the worker handed over; what a lost run goes on from. */
	#checkpoint: Checkpoint | null = null;
	/** Workers lost since the run last got further: one that cannot is given up. */
	#lostWorkers = 0;
	/** Whether the reader wants it to train: a lost worker's successor does what its predecessor was asked for. */
	#wantsTraining = false;
	/** Grows with every new worker, so that what an old one still says is recognised as old. */
	#generation = 0;

	constructor(options: RunOptions) {
		super(options);
		const { config, recorded, recordedSamples, data, connect } = options;
		this.#onStanding = options.onStanding ?? (() => undefined);
		this.#onFinished = options.onFinished ?? (() => undefined);
		this.#data = data ?? materials;
		this.#connect = connect ?? startTrainer;
		this.config = config;
		if (recorded) this.show(recorded, recordedSamples ?? null);
		else this.clear('idle');
	}

	/** Train until paused or finished; starts a worker with `config` where none runs. */
	async train(config: TrainConfig = this.config): Promise<void> {
		if (!this.canTrain) return;
		this.#wantsTraining = true;
		const client = await this.#prepared(config);
		if (!client) return;
		await this.ask(client, async () => {
			await client.request({ type: 'train' });
			return () => {
				// Events that came before the reply may already have ended the run.
				if (this.canTrain) this.status = 'training';
			};
		});
	}

	async pause(): Promise<void> {
		const client = this.client;
		if (!client || this.status !== 'training') return;
		this.#wantsTraining = false;
		await this.ask(client, async () => {
			const { step } = await client.request({ type: 'pause' });
			return () => this.#standAt(step);
		});
	}

	/** One optimizer step. */
	async takeStep(config: TrainConfig = this.config): Promise<void> {
		if (!this.canTrain) return;
		this.#wantsTraining = false;
		const client = await this.#prepared(config);
		if (!client) return;
		await this.ask(client, async () => {
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
		const client = this.client;
		this.#wantsTraining = false;
		if (config || !client || this.status === 'failed') {
			await this.#start(config ?? this.config);
			return;
		}
		// A worker that is lost from now on is lost at step 0.
		this.#checkpoint = null;
		await this.ask(client, async () => {
			await client.request({ type: 'reset' });
			// A table that was fitted in the worker is not said again.
			const [start] = this.frames;
			return () => {
				this.clear('ready');
				this.#checkpoint = null;
				this.message = '';
				this.notice = '';
				if (start?.step === 0) this.frames = [start];
			};
		});
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
		this.#wantsTraining = false;
		this.#begin(checkpoint.config);
		this.standAgain(standing);
		this.#checkpoint = checkpoint;
		const created = await this.#open('wasm', checkpoint);
		if (!created) return;
		this.queue.flush();
		this.status = 'paused';
	}

	protected override gaveUp(during: 'start' | 'work'): void {
		void this.#lost(givenUp(during, START_MS), this.#generation);
	}

	protected override heardEvents(events: readonly Event[]): void {
		this.take(events);
		for (const event of events) this.#apply(event);
	}

	/** End the worker. The run keeps what it showed. */
	dispose(): void {
		this.watchdog.stop();
		this.#generation++;
		this.client?.dispose();
		this.client = null;
		this.queue.clear();
	}

	/** A worker with this run; null where it had to be given up: its successor then does what this one was asked for. */
	async #prepared(config: TrainConfig): Promise<TrainerClient | null> {
		return this.client ?? ((await this.#start(config)) ? this.client : null);
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

	async #start(config: TrainConfig): Promise<boolean> {
		this.#begin(config);
		this.askedBackend = this.wantedBackend;
		const created = await this.#open(this.askedBackend);
		if (!created) return false;
		this.queue.flush();
		this.status = 'ready';
		return true;
	}

	/** Start a worker with this run; null when it fails, which is then said. */
	async #open(backend: Backend | 'auto', resume?: Checkpoint): Promise<Created | null> {
		const generation = this.#generation;
		this.watchdog.start('start');
		try {
			const { message, transfer, start } = await this.#data(this.config);
			if (generation !== this.#generation) return null;
			const client = this.#connect(
				(event) => this.#hear(event, generation),
				(failure) => void this.#lost(failure.message, generation)
			);
			this.client = client;
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
			this.watchdog.stop();
			this.backend = created;
			this.samples = created.samples;
			this.classNames = created.classNames;
			this.counts = created.counts;
			return created;
		} catch (error) {
			// A lost worker has already been seen to.
			if (error instanceof WorkerFailure) return null;
			// Graphics may refuse where the processor does not.
			if (backend === 'webgl') void this.#lost((error as Error).message, generation);
			else this.#fail((error as Error).message, generation);
			return null;
		}
	}

	/**
	 * The worker is gone, or never came. The run goes on from its last checkpoint, or begins again where there is none yet, on wasm,
	 * the backend that is never taken away; if it cannot get any further, it has failed. What has ended stays as it is.
	 */
	async #lost(reason: string, generation: number): Promise<void> {
		if (generation !== this.#generation) return;
		this.queue.flush();
		if (this.status === 'finished' || this.status === 'diverged') {
			this.dispose();
			this.notice = ended(reason);
			return;
		}
		if (++this.#lostWorkers > MOST_LOST) {
			this.#fail(sentence(reason), generation);
			return;
		}
		const checkpoint = this.#checkpoint;
		const { step } = this;
		this.dispose();
		if (checkpoint) {
			this.status = 'preparing';
			this.standAgain(this.standingAt(checkpoint));
		} else this.clear('preparing');
		// The buffer goes to the worker as a copy: it may be needed again.
		const created = await this.#open('wasm', checkpoint ?? undefined);
		if (!created) return;
		this.queue.flush();
		this.status = checkpoint ? 'paused' : 'ready';
		this.notice = mended(reason, step, checkpoint?.step ?? null);
		if (this.#wantsTraining) await this.train();
	}

	#standAt(step: number): void {
		this.step = step;
		if (this.status !== 'finished' && this.status !== 'diverged' && this.status !== 'failed')
			this.status = 'paused';
	}

	#hear(event: Event, generation: number): void {
		if (generation !== this.#generation) return;
		this.watchdog.heard();
		this.queue.push(event);
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
				this.watch();
				this.#onFinished();
				return;
			case 'diverged':
				this.status = 'diverged';
				this.watch();
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
