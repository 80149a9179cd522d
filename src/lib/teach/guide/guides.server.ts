/** The teacher's guides of content/teach, read while the site is built. */
import { LISTED_CHAPTERS } from '#lib/course/chapters.server.ts';
import type { WrittenChapter } from '#lib/course/chapter-index.ts';
import { readGuide, type Guide } from './guide-file.ts';

const files = import.meta.glob<string>('/content/teach/*.md', {
	eager: true,
	query: '?raw',
	import: 'default'
});

export interface ChapterGuide {
	readonly chapter: WrittenChapter;
	readonly guide: Guide;
}

const pathOf = ({ number, slug }: WrittenChapter): string =>
	`/content/teach/${String(number).padStart(2, '0')}-${slug}.md`;

/** @throws TypeError that names the chapter and what is wrong with its guide */
function guideOf(chapter: WrittenChapter): ChapterGuide {
	const path = pathOf(chapter);
	try {
		return { chapter, guide: readGuide(files[path]) };
	} catch (error) {
		throw new TypeError(`${path}: ${error instanceof Error ? error.message : String(error)}`, {
			cause: error
		});
	}
}

/** In the order of the course. */
export const CHAPTER_GUIDES: readonly ChapterGuide[] = LISTED_CHAPTERS.filter((chapter) => chapter.written)
	.filter((chapter) => Object.hasOwn(files, pathOf(chapter)))
	.map(guideOf);

/** The slugs of the teacher's pages, for SvelteKit's `entries`. */
export const GUIDE_ENTRIES = CHAPTER_GUIDES.map(({ chapter }) => ({ chapter: chapter.slug }));
