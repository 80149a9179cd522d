/**
 * What a chapter explains in passing: the terms that it marks and the works that it cites. It is picked while the site is built and
 * comes with the page's data, so that a chapter does not carry the whole glossary and every reference as code.
 */
import { page } from '$app/state';

export interface ExplainedTerm {
	readonly term: string;
	readonly definition: string;
}

export interface NumberedReference {
	/** From 1, the same in the whole course. */
	readonly number: number;
	/** Empty where we do not know them. */
	readonly authors: readonly string[];
	readonly title: string;
	readonly year: number;
	readonly venue?: string;
	readonly href: string;
	readonly link: string;
	readonly note: string;
	/** `Bengio et al. 2013`. */
	readonly short: string;
}

export interface ChapterWords {
	/** By the glossary's id. */
	readonly terms: Readonly<Record<string, ExplainedTerm>>;
	/** By the key of references.ts. */
	readonly references: Readonly<Record<string, NumberedReference>>;
}

function wordOf<T>(kind: keyof ChapterWords, words: Readonly<Record<string, T>> | undefined, id: string): T {
	const word = words?.[id];
	// Markdown is not type-checked: a typing error there has to stop the build here.
	if (!word) throw new RangeError(`the page's data has no "${id}" among its ${kind}`);
	return word;
}

/** @throws RangeError when the page's text does not mark the term */
export const termOf = (id: string): ExplainedTerm => wordOf('terms', page.data.words?.terms, id);

/** @throws RangeError when the page's text does not cite it */
export const referenceOf = (key: string): NumberedReference =>
	wordOf('references', page.data.words?.references, key);
