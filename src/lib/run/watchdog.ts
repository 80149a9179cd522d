/**
 * Notices that a worker has fallen silent. A training worker speaks ten times a second; after two seconds without a word it is
 * asked whether it is there, and after eight more without an answer it is given up. It refuses to decide what happens then.
 */

/** Milliseconds of silence after which the worker is asked. */
export const SILENCE_MS = 2000;
/** Milliseconds it then has for an answer: a slow backend answers only between two steps. */
export const PATIENCE_MS = 8000;
const LOOK_MS = 500;

export interface WatchdogOptions {
	/** Ask the worker anything; its answer must lead to `heard`. */
	readonly ask: () => void;
	readonly giveUp: () => void;
	readonly now?: () => number;
	/** Calls back every `ms` milliseconds until the returned function is called. */
	readonly every?: (look: () => void, ms: number) => () => void;
}

const byTimer = (look: () => void, ms: number): (() => void) => {
	const timer = setInterval(look, ms);
	return () => clearInterval(timer);
};

export class Watchdog {
	readonly #options: Required<WatchdogOptions>;
	#lastHeard = 0;
	#askedAt: number | null = null;
	#stop: (() => void) | null = null;

	constructor(options: WatchdogOptions) {
		this.#options = { now: () => performance.now(), every: byTimer, ...options };
	}

	/** The worker has said something. */
	heard(): void {
		this.#lastHeard = this.#options.now();
		this.#askedAt = null;
	}

	start(): void {
		this.stop();
		this.heard();
		this.#stop = this.#options.every(() => this.#look(), LOOK_MS);
	}

	stop(): void {
		this.#stop?.();
		this.#stop = null;
	}

	#look(): void {
		const now = this.#options.now();
		if (this.#askedAt === null) {
			if (now - this.#lastHeard < SILENCE_MS) return;
			// Asked and waited for from now on, however long ago the last word was: the whole machine may have slept.
			this.#askedAt = now;
			this.#options.ask();
		} else if (now - this.#askedAt >= PATIENCE_MS) {
			this.stop();
			this.#options.giveUp();
		}
	}
}
