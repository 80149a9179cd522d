/** What each of the teacher's pages about one chapter needs; its figures and numbers are the chapter's own. */
import { error } from '@sveltejs/kit';
import { GLOSSARY } from '#lib/course/glossary.ts';
import { CHAPTER_GUIDES } from '#lib/teach/guide/guides.server.ts';
import { resultsOf, type RecordedResults } from '#lib/teach/guide/recorded-results.ts';
import { readRecordedStudy } from '#lib/run/recorded-study-file.server.ts';
import { chapterFigures } from '../[chapter]/chapter-figures.server.ts';

const termOf = (id: string): string => {
	const found = Object.entries(GLOSSARY).find(([key]) => key === id);
	if (!found) throw new RangeError(`the glossary has no "${id}"`);
	return found[1].term;
};

const RESULTS: RecordedResults = {
	bright: resultsOf(readRecordedStudy('materials-bright')),
	dark: resultsOf(readRecordedStudy('materials-dark'))
};

/** @throws a 404 where there is no such chapter */
export function teachPage(slug: string) {
	const found = CHAPTER_GUIDES.find(({ chapter }) => chapter.slug === slug);
	if (!found) error(404, 'There is no such chapter');
	const { chapter, guide } = found;
	return {
		chapter: { number: chapter.number, slug, title: chapter.title, minutes: chapter.minutes },
		guide: { ...guide, prerequisites: guide.prerequisites.map((id) => ({ id, term: termOf(id) })) },
		figures: chapterFigures(slug),
		results: RESULTS
	};
}
