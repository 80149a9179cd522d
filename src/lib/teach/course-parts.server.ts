/** What every written chapter has that can be counted, listed while the site is built: ids alone, none of the questions' texts. */
import { LISTED_CHAPTERS } from '#lib/course/chapters.server.ts';
import { chapterCheck } from '#lib/course/checks.server.ts';
import type { ChapterParts } from './score.ts';

export const COURSE_PARTS: readonly ChapterParts[] = LISTED_CHAPTERS.filter((chapter) => chapter.written).map(
	({ slug, number, title, sections }) => ({
		slug,
		number,
		title,
		questions: chapterCheck(slug).map(({ id }) => id),
		sections: sections.map(({ id }) => id)
	})
);
