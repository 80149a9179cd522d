/** What storage refuses, in words, and a limit for storage that says nothing at all. */

/** Milliseconds that storage has for an answer; it usually takes a few. */
export const STORAGE_PATIENCE_MS = 10_000;

const SILENT = 'it does not answer';

/** A browser's refusal as a clause: "its storage is full". */
export function refusal(cause: unknown): string {
	const { name, message } = cause as Partial<Error>;
	if (name === 'QuotaExceededError') return 'its storage is full';
	return (message || String(cause)).replace(/\.$/, '');
}

/** Asks a storage that may never answer: the first question waits in vain, and later ones are refused until it has spoken. */
export class PatientStorage {
	readonly #patienceMs: number;
	#silent = false;

	constructor(patienceMs = STORAGE_PATIENCE_MS) {
		this.#patienceMs = patienceMs;
	}

	/** @throws Error what the storage refuses with, or that it does not answer */
	async ask<T>(work: () => Promise<T>): Promise<T> {
		if (this.#silent) throw new Error(SILENT);
		let timer: ReturnType<typeof setTimeout> | undefined;
		const answer = work().finally(() => {
			clearTimeout(timer);
			this.#silent = false;
		});
		const limit = new Promise<never>((_, reject) => {
			timer = setTimeout(() => {
				this.#silent = true;
				reject(new Error(SILENT));
			}, this.#patienceMs);
		});
		return Promise.race([answer, limit]);
	}
}
