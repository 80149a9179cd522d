/** Fetches one chapter's text: the glob is lazy, so that each is a file of its own. */
import { error } from '@sveltejs/kit';
import type { Component } from 'svelte';
import type { PageLoad } from './$types';

const files = import.meta.glob<{ default: Component }>('/content/chapters/*.md');

export const load: PageLoad = async ({ params, data }) => {
	const path = Object.keys(files).find((each) => each.replace(/^.*\/\d\d-/, '') === `${params.chapter}.md`);
	if (path === undefined) error(404, 'There is no such chapter');
	const { default: content } = await files[path]();
	return { ...data, content };
};
