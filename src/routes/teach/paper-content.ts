/**
 * Texts of pages that run no script. Their figures are the chapters' own, and a browser never needs their code: it stays out of what
 * is built for browsers, where it would also divide the chapters' code anew.
 */
import { error } from '@sveltejs/kit';
import type { Component } from 'svelte';

type Files = Readonly<Record<string, () => Promise<{ default: Component }>>>;

export const GUIDES: Files = import.meta.env.SSR
	? import.meta.glob<{ default: Component }>('/content/teach/*.md')
	: {};
export const DECKS: Files = import.meta.env.SSR
	? import.meta.glob<{ default: Component }>('/content/teach/slides/*.md')
	: {};

/**
 * The text about one chapter.
 * @param href the page's address: who comes from inside the site, where scripts run, gets it as a fresh page
 * @throws a 404 where there is none
 */
export async function paperContent(files: Files, slug: string, href: string): Promise<Component> {
	if (!import.meta.env.SSR) {
		location.assign(href);
		return new Promise(() => {});
	}
	const path = Object.keys(files).find((each) => each.replace(/^.*\/\d\d-/, '') === `${slug}.md`);
	if (path === undefined) error(404, 'There is no such page');
	return (await files[path]()).default;
}
