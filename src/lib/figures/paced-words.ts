/**
 * Words for a screen reader about something that changes many times a second: the newest, at most once in so long, and the last ones
 * always. It refuses to queue: what is no longer true is not said.
 */

/** Fifteen seconds: a reader who listens hears how a run goes, and the page in between. */
export const PACE_MS = 15_000;

export class PacedWords {
	readonly #say: (words: string) => void;
	readonly #paceMs: number;
	#said = '';
	#saidAt = -Infinity;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** @param say puts the words where a screen reader takes notice of them */
	constructor(say: (words: string) => void, paceMs = PACE_MS) {
		this.#say = say;
		this.#paceMs = paceMs;
	}

	/** What is true now. Empty words are silence, at once: there is nothing to wait for. */
	now(words: string): void {
		clearTimeout(this.#timer);
		if (words === this.#said) return;
		const wait = words === '' ? 0 : this.#saidAt + this.#paceMs - performance.now();
		if (wait <= 0) this.#speak(words);
		else this.#timer = setTimeout(() => this.#speak(words), wait);
	}

	dispose(): void {
		clearTimeout(this.#timer);
	}

	#speak(words: string): void {
		this.#said = words;
		if (words !== '') this.#saidAt = performance.now();
		this.#say(words);
	}
}
