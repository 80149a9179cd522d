import { LISTED_CHAPTERS } from '#lib/course/chapters.server.ts';

/** Which chapters there are, so that the glossary links to no other. */
export function load() {
	return { chapters: LISTED_CHAPTERS.map(({ slug, title, written }) => ({ slug, title, written })) };
}
