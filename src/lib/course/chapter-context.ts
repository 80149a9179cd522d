/** What a chapter's page tells the components in its text: which chapter it is, and the next number of a kind. */
import { getContext, setContext } from 'svelte';

export class ChapterContext {
	/** Progress is kept under this name. */
	readonly slug: string;
	readonly #counts = new Map<string, number>();

	constructor(slug: string) {
		this.slug = slug;
	}

	/** 1, 2, 3 ... in the order of the text, which is the order in which components are made. */
	next(kind: 'figure' | 'note'): number {
		const number = (this.#counts.get(kind) ?? 0) + 1;
		this.#counts.set(kind, number);
		return number;
	}
}

const KEY = Symbol('chapter');

export function provideChapter(slug: string): ChapterContext {
	return setContext(KEY, new ChapterContext(slug));
}

/** The chapter around a component; outside of one, a widget on a page of its own has a context of its own. */
export function chapterContext(): ChapterContext {
	return getContext<ChapterContext | undefined>(KEY) ?? new ChapterContext('elsewhere');
}
