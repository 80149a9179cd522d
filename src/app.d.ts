import type { ChapterWords } from '#lib/course/chapter-words.ts';

declare global {
	namespace App {
		interface PageData {
			/** Of pages that are a text with terms and citations. */
			words?: ChapterWords;
		}
	}
}

export {};
