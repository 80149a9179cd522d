/** The chapters of content/chapters, read while the site is built. On the server alone: their sources stay out of the pages. */
import { listChapters, type ListedChapter } from './chapter-index.ts';
import type { ChapterWords } from './chapter-words.ts';
import { pickWords } from './pick-words.ts';

const files = import.meta.glob<string>('/content/chapters/*.md', {
	eager: true,
	query: '?raw',
	import: 'default'
});

export const LISTED_CHAPTERS: readonly ListedChapter[] = listChapters(files);

/** What a written chapter explains in passing. */
export function chapterWords(slug: string): ChapterWords {
	const path = Object.keys(files).find((each) => each.replace(/^.*\/\d\d-/, '') === `${slug}.md`);
	if (path === undefined) throw new RangeError(`there is no chapter "${slug}"`);
	return pickWords(files[path]);
}
