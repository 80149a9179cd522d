/** The chapters of content/chapters, read while the site is built. On the server alone: their sources stay out of the pages. */
import { listChapters, type ListedChapter } from './chapter-index.ts';

const files = import.meta.glob<string>('/content/chapters/*.md', {
	eager: true,
	query: '?raw',
	import: 'default'
});

export const LISTED_CHAPTERS: readonly ListedChapter[] = listChapters(files);
