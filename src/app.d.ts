import type { ChapterWords } from '#lib/course/chapter-words.ts';
import type { PageLanguage, Spoken } from '#lib/language/language.ts';

declare global {
	namespace App {
		interface PageData {
			/** Of pages that are a text with terms and citations. */
			words?: ChapterWords;
			/** Of pages in another language than English. */
			spoken?: Spoken;
			/** What the page can be read in, where that is more than one. */
			languages?: readonly PageLanguage[];
			/** What of the site is not in the page's language. */
			languageNote?: string;
		}
	}
}

export {};
