import { error } from '@sveltejs/kit';
import { chapterWords, LISTED_CHAPTERS } from '#lib/course/chapters.server.ts';
import { chapterCheck } from '#lib/course/checks.server.ts';
import { ENGLISH } from '#lib/language/language.ts';
import { languagesOf } from '#lib/course/translations.server.ts';
import { chapterFigures } from './chapter-figures.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () =>
	LISTED_CHAPTERS.filter(({ written }) => written).map(({ slug }) => ({ chapter: slug }));

export const load: PageServerLoad = ({ params }) => {
	const text = LISTED_CHAPTERS.find(({ slug }) => slug === params.chapter);
	if (!text?.written) error(404, 'There is no such chapter');
	return {
		text,
		chapters: LISTED_CHAPTERS,
		words: chapterWords(params.chapter),
		languages: languagesOf(params.chapter, ENGLISH.code),
		// The questions are data of the page: its code is lighter by their text.
		figures: { ...chapterFigures(params.chapter), check: chapterCheck(params.chapter) }
	};
};
