import { resolve } from '$app/paths';
import { LISTED_CHAPTERS } from '#lib/course/chapters.server.ts';
import { figuresOf } from '#lib/teach/embed-list.ts';
import type { PageServerLoad } from './$types';

/** Every chapter's page is made once more here and read: the list cannot fall behind the chapters. */
export const load: PageServerLoad = async ({ fetch }) => {
	const chapters = LISTED_CHAPTERS.filter(({ written }) => written).map(async ({ number, slug, title }) => {
		const html = await (await fetch(resolve(`/${slug}/`))).text();
		return { number, slug, title, figures: figuresOf(html) };
	});
	return { chapters: await Promise.all(chapters) };
};
