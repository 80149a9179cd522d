/** Picks what a text explains in passing. While the site is built: it reads the whole glossary and all references. */
import { citedIn, termsIn } from './chapter-file.ts';
import type { ChapterWords } from './chapter-words.ts';
import { readFrontMatter } from './front-matter.ts';
import { GLOSSARY, type TermId } from './glossary.ts';
import { REFERENCES, referenceNumber, shortReference } from './references.ts';

/**
 * @param source a chapter's file
 * @throws RangeError when it marks a term or cites a work that is not there
 */
export function pickWords(source: string): ChapterWords {
	const { fields, text } = readFrontMatter(source);
	const ids = new Set([...fields.prerequisites, ...fields.introduces, ...termsIn(text)]);
	return {
		terms: Object.fromEntries(
			[...ids].map((id) => {
				if (!Object.hasOwn(GLOSSARY, id)) throw new RangeError(`the glossary has no term "${id}"`);
				const { term, definition } = GLOSSARY[id as TermId];
				return [id, { term, definition }];
			})
		),
		references: Object.fromEntries(
			citedIn(text).map((key) => {
				const number = referenceNumber(key);
				return [key, { ...REFERENCES[key], number, short: shortReference(REFERENCES[key]) }];
			})
		)
	};
}
