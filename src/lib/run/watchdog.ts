/**
 * Notices that a worker has fallen silent. A training worker speaks ten times a second; after two seconds without a word it is
 * asked whether it is there, and after eight more without an answer it is given up. One that starts can answer nothing yet: it has
 * a minute. It refuses to decide what happens then.
 *
 * Time is counted look by look, and a look counts a second at most: a machine that slept, a page that was frozen and a clock that
 * jumped have not been silence.
 */

/** Milliseconds of silence after which the worker is asked. */
export const SILENCE_MS = 2000;
/** Milliseconds it then has for an answer: a slow backend answers only between two steps. */
export const PATIENCE_MS = 8000;
/** Milliseconds that a start may take: a slow line fetches a megabyte, a slow phone compiles it. */
export const START_MS = 60_000;
const LOOK_MS = 500;
/** A hidden page's timers run once a second. */
const LONGEST_LOOK_MS = 1000;

export interface WatchdogOptions {
	/** Ask the worker anything; its answer must lead to `heard`. */
	readonly ask: () => void;
	/** @param during whether it never started, or no longer answers */
	readonly giveUp: (during: 'start' | 'work') => void;
	/** Milliseconds that a start may take; more than START_MS where many start at once. */
	readonly startMs?: number;
	/** Milliseconds that an answer may take; more than PATIENCE_MS where long work cannot be interrupted. */
	readonly patienceMs?: number;
	readonly now?: () => number;
	/** Calls back every `ms` milliseconds until the returned function is called. */
	readonly every?: (look: () => void, ms: number) => () => void;
}

const byTimer = (look: () => void, ms: number): (() => void) => {
	const timer = setInterval(look, ms);
	return () => clearInterval(timer);
};

/** What a watchdog counts time by. */
export type WatchdogClock = Pick<WatchdogOptions, 'now' | 'every'>;

export class Watchdog {
	readonly #options: Required<WatchdogOptions>;
	#during: 'start' | 'work' = 'work';
	#lastLook = 0;
	#silentMs = 0;
	#asked = false;
	#stop: (() => void) | null = null;

	constructor(options: WatchdogOptions) {
		this.#options = {
			startMs: START_MS,
			patienceMs: PATIENCE_MS,
			now: () => performance.now(),
			every: byTimer,
			...options
		};
	}

	get watching(): boolean {
		return this.#stop !== null;
	}

	/** The worker has said something. */
	heard(): void {
		this.#silentMs = 0;
		this.#asked = false;
	}

	/** Watch a worker that starts, or one that works; anew where one is watched already. */
	start(during: 'start' | 'work'): void {
		this.stop();
		this.heard();
		this.#during = during;
		this.#lastLook = this.#options.now();
		this.#stop = this.#options.every(() => this.#look(), LOOK_MS);
	}

	stop(): void {
		this.#stop?.();
		this.#stop = null;
	}

	#look(): void {
		const now = this.#options.now();
		this.#silentMs += Math.min(Math.max(0, now - this.#lastLook), LONGEST_LOOK_MS);
		this.#lastLook = now;
		const { startMs, patienceMs } = this.#options;
		const patience = this.#asked ? patienceMs : this.#during === 'start' ? startMs : SILENCE_MS;
		if (this.#silentMs < patience) return;
		if (this.#during === 'work' && !this.#asked) {
			this.#silentMs = 0;
			this.#asked = true;
			this.#options.ask();
			return;
		}
		this.stop();
		this.#options.giveUp(this.#during);
	}
}
