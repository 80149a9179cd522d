import { error } from '@sveltejs/kit';
import { LISTED_CHAPTERS } from '#lib/course/chapters.server.ts';
import { languagesOf, translatedChapter, TRANSLATED_CHAPTERS } from '#lib/course/translations.server.ts';
import { chapterFigures } from '../../[chapter]/chapter-figures.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () =>
	TRANSLATED_CHAPTERS.map(({ language, slug }) => ({ language, chapter: slug }));

export const load: PageServerLoad = ({ params }) => {
	const translated = translatedChapter(params.language, params.chapter);
	if (!translated) error(404, 'There is no such translation');
	const { text, spoken, words, check, note } = translated;
	return {
		...{ text, spoken, words },
		// The others lead to their English pages.
		chapters: LISTED_CHAPTERS.map((chapter) => (chapter.slug === params.chapter ? text : chapter)),
		languages: languagesOf(params.chapter, params.language),
		languageNote: note,
		figures: { ...chapterFigures(params.chapter), check }
	};
};
