import { error } from '@sveltejs/kit';
import { GUIDE_ENTRIES } from '#lib/teach/guide/guides.server.ts';
import { WORKSHEETS } from '#lib/teach/guide/worksheets.server.ts';
import { LISTED_CHAPTERS } from '#lib/course/chapters.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => GUIDE_ENTRIES;

export const load: PageServerLoad = ({ params }) => {
	const chapter = LISTED_CHAPTERS.find(({ slug }) => slug === params.chapter);
	const sheet = WORKSHEETS.get(params.chapter);
	if (!chapter || !sheet) error(404, 'There is no such handout');
	return { number: chapter.number, title: chapter.title, sheet };
};
