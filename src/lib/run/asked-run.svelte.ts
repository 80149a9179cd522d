/**
 * A run and the worker behind it: what is asked of it, and that it is watched for as long as it owes an answer. Starting, losing and
 * replacing workers is Run's.
 */
import type { Snapshot } from '#lib/core/snapshot.ts';
import { WorkerFailure, type TrainerClient } from '#lib/worker/client.ts';
import type { Created, Event, Samples } from '#lib/worker/protocol.ts';
import { EventQueue } from './event-queue.ts';
import { nextFrame } from './next-frame.ts';
import { makeReceipt, type Receipt } from './receipt.ts';
import type { RunOptions } from './run-options.ts';
import { ShownRun } from './shown-run.svelte.ts';
import type { Standing } from './standing.ts';
import { Watchdog } from './watchdog.ts';

export abstract class AskedRun extends ShownRun {
	/** What went wrong, in words for the reader; empty when nothing did. */
	message = $state('');
	/** What went wrong and was mended: the run goes on. */
	notice = $state('');
	/** The backend the worker trains on, and why; null while there is none. */
	backend = $state.raw<Pick<Created, 'backend' | 'reason' | 'renderer'> | null>(null);

	protected client: TrainerClient | null = null;
	protected readonly queue: EventQueue;
	protected readonly watchdog: Watchdog;
	/** Requests without an answer yet. */
	#asking = 0;

	constructor({ schedule, clock }: Pick<RunOptions, 'schedule' | 'clock'>) {
		super();
		this.queue = new EventQueue(schedule ?? nextFrame, (events) => this.heardEvents(events));
		this.watchdog = new Watchdog({
			...clock,
			ask: () => {
				const { client } = this;
				client?.request({ type: 'memory' }).then(
					() => client === this.client && this.watchdog.heard(),
					() => undefined
				);
			},
			giveUp: (during) => this.gaveUp(during)
		});
	}

	/** What the worker has said since the last time, in order. */
	protected abstract heardEvents(events: readonly Event[]): void;
	/** The worker was silent for too long. */
	protected abstract gaveUp(during: 'start' | 'work'): void;

	/**
	 * What a finished live run claims, to be saved or compared; null where there is none, or the worker refuses, which is said.
	 * @param codeVersion of the code that this page was made from
	 * @param date YYYY-MM-DD
	 */
	async receipt(codeVersion: string, date: string): Promise<Receipt | null> {
		const { result, backend } = this;
		if (!this.client || !result || !backend) return null;
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
	 * The network as it stands; a run that trains pauses for it, and goes on.
	 * @throws Error where no worker holds the run
	 */
	async snapshot(): Promise<Snapshot> {
		const client = this.client;
		if (!client) throw new Error('no worker holds this run any more');
		return (await this.#watched(() => client.request({ type: 'snapshot' }))).snapshot;
	}

	/** Test pictures by their places in the test set; null where no worker has them. */
	testPictures(indices: Uint32Array): Promise<Samples | null> {
		return this.#learn((client) => client.request({ type: 'pictures', indices }));
	}

	/** Waits for a reply and applies it after every event that came before it. A refusal is shown, and changes nothing. */
	protected async ask(client: TrainerClient, exchange: () => Promise<() => void>): Promise<void> {
		try {
			const apply = await this.#watched(exchange);
			if (client !== this.client) return;
			this.queue.flush();
			apply();
			this.watch();
		} catch (error) {
			// A lost worker has already been reported by #fail; one that was closed on purpose is no news.
			if (!(error instanceof WorkerFailure)) this.message = (error as Error).message;
		}
	}

	/** Whoever is asked is watched until it has answered: it may be gone without a word. */
	async #watched<T>(exchange: () => Promise<T>): Promise<T> {
		this.#asking++;
		this.watch();
		try {
			return await exchange();
		} finally {
			this.#asking--;
			this.watch();
		}
	}

	/** Watches the worker exactly while it is due to say something. */
	protected watch(): void {
		if (this.status === 'preparing') return;
		const due = this.client !== null && (this.#asking > 0 || this.status === 'training');
		if (!due) this.watchdog.stop();
		else if (!this.watchdog.watching) this.watchdog.start('work');
	}

	/** Asks what changes nothing here; null where there is no worker, or it refuses, which is shown. */
	async #learn<T>(request: (client: TrainerClient) => Promise<T>): Promise<T | null> {
		const client = this.client;
		let answer: T | null = null;
		if (client)
			await this.ask(client, async () => {
				answer = await request(client);
				return () => undefined;
			});
		return answer;
	}
}
