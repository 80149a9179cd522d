/**
 * A training worker that is watched for as long as it owes something: an answer, or the end of the steps it was told to take. One that
 * falls silent is ended, like one that crashed. It refuses to decide what becomes of its run.
 */
import { startTrainer, type TrainerClient } from '#lib/worker/client.ts';
import type { Answers, Event, Request, RequestType } from '#lib/worker/protocol.ts';
import { givenUp } from './lost-words.ts';
import { START_MS, Watchdog, type WatchdogClock } from './watchdog.ts';

/** What a worker says of its run; that it is lost goes to whoever holds the run. */
export type RunEvent = Exclude<Event, { type: 'lost' }>;

export interface WatchedOptions {
	readonly onEvent: (event: RunEvent) => void;
	/** Hears once, and before any pending request is rejected, that the worker is gone for a reason other than `dispose`. */
	readonly onLost: (reason: string) => void;
	/** Milliseconds that its start may take. */
	readonly startMs?: number;
	readonly connect?: typeof startTrainer;
	/** A test passes its own. */
	readonly clock?: WatchdogClock;
}

export class WatchedTrainer {
	readonly #client: TrainerClient;
	readonly #watchdog: Watchdog;
	readonly #onLost: (reason: string) => void;
	/** Requests without an answer yet. */
	#owed = 0;
	#training = false;
	#gone = false;

	constructor({ onEvent, onLost, startMs = START_MS, connect = startTrainer, clock }: WatchedOptions) {
		this.#onLost = onLost;
		this.#client = connect(
			(event) => this.#hear(event, onEvent),
			(failure) => this.#lose(failure.message)
		);
		this.#watchdog = new Watchdog({
			...clock,
			startMs,
			ask: () =>
				void this.#client.request({ type: 'memory' }).then(
					() => this.#watchdog.heard(),
					() => undefined
				),
			giveUp: (during) => this.#lose(givenUp(during, startMs))
		});
	}

	/**
	 * Ask, and wait for the answer.
	 * @param transfer buffers given away
	 * @throws Error with the worker's own words when it refuses, WorkerFailure when it is gone
	 */
	async request<T extends RequestType>(
		request: Extract<Request, { type: T }>,
		transfer: Transferable[] = []
	): Promise<Answers[T]> {
		this.#owed++;
		if (request.type === 'train') this.#training = true;
		if (!this.#gone) this.#watchdog.start(request.type === 'create' ? 'start' : 'work');
		try {
			return await this.#client.request<T>(request, transfer);
		} catch (error) {
			if (request.type === 'train') this.#training = false;
			throw error;
		} finally {
			this.#owed--;
			this.#watch();
		}
	}

	/** End the worker at once; pending requests are rejected. */
	dispose(): void {
		this.#gone = true;
		this.#watchdog.stop();
		this.#client.dispose();
	}

	#hear(event: Event, onEvent: (event: RunEvent) => void): void {
		if (event.type === 'lost') {
			this.#lose(event.reason);
			return;
		}
		this.#watchdog.heard();
		if (event.type === 'paused' || event.type === 'finished' || event.type === 'diverged') {
			this.#training = false;
			this.#watch();
		}
		onEvent(event);
	}

	/** Watches the worker exactly while it is due to say something. */
	#watch(): void {
		if (this.#gone || (this.#owed === 0 && !this.#training)) this.#watchdog.stop();
		else this.#watchdog.start('work');
	}

	#lose(reason: string): void {
		if (this.#gone) return;
		this.dispose();
		this.#onLost(reason);
	}
}
