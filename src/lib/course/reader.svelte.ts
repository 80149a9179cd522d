/** The reader's progress as the pages show it. Empty on the server and until open(); other tabs' changes are kept. */
import {
	browserStorage,
	mergeProgress,
	NOTHING_DONE,
	readProgress,
	withDone,
	writeProgress,
	type ChapterProgress,
	type Guess,
	type Progress
} from './progress.ts';

class Reader {
	#progress = $state.raw<Progress>({});
	#opened = false;
	#arrivals = $state(0);
	/** Whether the browser keeps what the pages show; where it is full or forbids it, it is gone with them. */
	kept = $state(true);

	/** Reads what is kept. Call it on mount: the server's page, which knows no reader, is then already there. */
	open(): void {
		if (this.#opened) return;
		this.#opened = true;
		this.#progress = readProgress(browserStorage());
	}

	chapter(slug: string): ChapterProgress {
		return this.#progress[slug] ?? NOTHING_DONE;
	}

	/** All that is known of the reader. */
	get progress(): Progress {
		return this.#progress;
	}

	/**
	 * Adds what was done elsewhere, on another computer; nothing that was done here is lost.
	 * @returns whether the browser keeps it: otherwise it is gone with the page
	 */
	add(other: Progress): boolean {
		const kept = readProgress(browserStorage());
		this.#opened = true;
		this.#arrivals += 1;
		this.#progress = mergeProgress({ ...this.#progress, ...kept }, other);
		return this.#write();
	}

	/**
	 * Shows another reader's work in place of this one's, which the caller has put aside.
	 * @returns whether the browser keeps it
	 */
	replace(progress: Progress): boolean {
		this.#opened = true;
		this.#arrivals += 1;
		this.#progress = progress;
		return this.#write();
	}

	/** How often work has come from elsewhere: what shows answers shows them anew. */
	get arrivals(): number {
		return this.#arrivals;
	}

	sectionRead(slug: string, id: string): void {
		this.#change(slug, (chapter) => withDone(chapter, 'read', id));
	}

	answered(slug: string, id: string, answer: string, right: boolean): void {
		this.#change(slug, (chapter) => {
			const answers = { ...chapter.answers, [id]: answer };
			return right ? withDone({ ...chapter, answers }, 'passed', id) : { ...chapter, answers };
		});
	}

	guessed(slug: string, id: string, guess: Guess): void {
		this.#change(slug, (chapter) => ({ ...chapter, guesses: { ...chapter.guesses, [id]: guess } }));
	}

	#change(slug: string, change: (chapter: ChapterProgress) => ChapterProgress): void {
		// Another tab may have written since; what this page could not write, storage does not know.
		const written = readProgress(browserStorage());
		const chapters = this.kept ? { ...this.#progress, ...written } : mergeProgress(this.#progress, written);
		const before = chapters[slug] ?? NOTHING_DONE;
		const after = change(before);
		if (after === before) return;
		this.#progress = { ...chapters, [slug]: after };
		this.#write();
	}

	#write(): boolean {
		this.kept = writeProgress(browserStorage(), this.#progress);
		return this.kept;
	}
}

export const reader = new Reader();
