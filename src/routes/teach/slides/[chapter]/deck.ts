/** Fetches one chapter's slides: the glob is lazy, so that each deck is a file of its own. */
import { error } from '@sveltejs/kit';
import type { Component } from 'svelte';

const files = import.meta.glob<{ default: Component }>('/content/teach/slides/*.md');

/** @throws a 404 where the chapter has no deck */
export async function loadDeck(slug: string): Promise<Component> {
	const path = Object.keys(files).find((each) => each.replace(/^.*\/\d\d-/, '') === `${slug}.md`);
	if (path === undefined) error(404, 'There are no such slides');
	return (await files[path]()).default;
}
