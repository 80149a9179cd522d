import { LISTED_CHAPTERS } from '#lib/course/chapters.server.ts';
import { COURSE_PARTS } from '#lib/teach/course-parts.server.ts';
import type { PageServerLoad } from './$types';

/** Pages that this one leads to where they are there; asked of the sources, so no link can be dead. */
const pages = Object.keys(import.meta.glob('/src/routes/**/+page.svelte'));
const TOOLS = [
	'/teach/guide/',
	'/teach/results/',
	'/challenge/',
	'/hand-in/',
	'/licences/',
	'/privacy/'
] as const;
export type Tool = (typeof TOOLS)[number];

export const load: PageServerLoad = () => {
	const chapters = LISTED_CHAPTERS.flatMap((chapter) => {
		if (!chapter.written) return [];
		const parts = COURSE_PARTS.find(({ slug }) => slug === chapter.slug);
		return [
			{
				number: chapter.number,
				slug: chapter.slug,
				title: chapter.title,
				minutes: chapter.minutes,
				questions: parts?.questions.length ?? 0
			}
		];
	});
	return { chapters, there: TOOLS.filter((path) => pages.includes(`/src/routes${path}+page.svelte`)) };
};
