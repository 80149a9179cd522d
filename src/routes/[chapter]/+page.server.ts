import { error } from '@sveltejs/kit';
import { chapterWords, LISTED_CHAPTERS } from '#lib/course/chapters.server.ts';
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
		figures: chapterFigures(params.chapter)
	};
};
