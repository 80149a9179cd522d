import { describe } from '#lib/course/chapter-index.ts';
import { LISTED_CHAPTERS } from '#lib/course/chapters.server.ts';
import type { ChapterText } from '#lib/course/chapter-text.ts';
import { pickWords } from '#lib/course/pick-words.ts';
import source from '../../../content/design.md?raw';

export function load() {
	const text: ChapterText = { ...describe(source), number: null, slug: 'design' };
	return { text, chapters: LISTED_CHAPTERS, words: pickWords(source) };
}
