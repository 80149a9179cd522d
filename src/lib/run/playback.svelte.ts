/**
 * A place in a list of frames that may still grow: at the end it follows new frames, elsewhere it stays, and it can play.
 */
export class Playback {
	/** The frame the reader went to; null follows the last one. */
	#chosen = $state<number | null>(null);
	playing = $state(false);
	readonly #count: () => number;
	readonly #seconds: number;
	#request = 0;

	/**
	 * @param count how many frames there are now
	 * @param seconds how long playing all of them takes
	 */
	constructor(count: () => number, seconds: number) {
		this.#count = count;
		this.#seconds = seconds;
	}

	/** Index of the last frame; 0 where there is none. */
	get last(): number {
		return Math.max(this.#count() - 1, 0);
	}

	/** Frame shown, 0..last. */
	get position(): number {
		return this.#chosen === null ? this.last : Math.min(this.#chosen, this.last);
	}

	/** Play on from here, or from the start when at the end. */
	play(): void {
		if (this.playing) return;
		const from = this.position >= this.last ? 0 : this.position;
		this.#chosen = from;
		this.playing = true;
		let start: number | null = null;
		const tick = (now: number): void => {
			start ??= now;
			const frames = ((now - start) / 1000) * ((this.last + 1) / this.#seconds);
			const next = from + Math.floor(frames);
			if (next >= this.last) {
				this.#chosen = null;
				this.playing = false;
				return;
			}
			if (next !== this.#chosen) this.#chosen = next;
			this.#request = requestAnimationFrame(tick);
		};
		this.#request = requestAnimationFrame(tick);
	}

	pause(): void {
		this.playing = false;
		if (this.#request) cancelAnimationFrame(this.#request);
		this.#request = 0;
	}

	/** Go to a frame and stay there; the last one means: follow. */
	scrub(position: number): void {
		this.pause();
		this.#chosen = position >= this.last ? null : Math.max(Math.round(position), 0);
	}

	/** Follow the newest frame. */
	follow(): void {
		this.pause();
		this.#chosen = null;
	}
}
