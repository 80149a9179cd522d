/** Fetches one notebook's text: the glob is lazy, so that each is a file of its own. */
import { error } from '@sveltejs/kit';
import type { Component } from 'svelte';
import type { PageLoad } from './$types';

const files = import.meta.glob<{ default: Component }>('/content/notebooks/*.md');

export const load: PageLoad = async ({ params, data }) => {
	const path = Object.keys(files).find((each) => each.replace(/^.*\/\d\d-/, '') === `${params.name}.md`);
	if (path === undefined) error(404, 'There is no such notebook');
	const { default: content } = await files[path]();
	return { ...data, content };
};
