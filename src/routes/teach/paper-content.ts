/** The text of one of the teacher's pages. */
import { browser } from '$app/environment';
import { error } from '@sveltejs/kit';
import type { Component } from 'svelte';

/**
 * @param folder of content/, with a file for each chapter
 * @param href the page's address: who comes from inside the site, where scripts run, gets it as a fresh page
 * @throws a 404 where there is none
 */
export async function paperContent(
	folder: 'teach' | 'teach/slides',
	slug: string,
	href: string
): Promise<Component> {
	if (browser) {
		location.assign(href);
		return new Promise(() => {});
	}
	const { PAPERS } = await import('./papers.ts');
	const found = Object.entries(PAPERS).find(
		([path]) => path.replace(/\/\d\d-/, '/') === `/content/${folder}/${slug}.md`
	);
	if (!found) error(404, 'There is no such page');
	return found[1].default;
}
