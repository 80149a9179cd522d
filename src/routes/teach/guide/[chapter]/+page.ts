/** Fetches one chapter's guide: the glob is lazy, so that each is a file of its own. */
import { error } from '@sveltejs/kit';
import type { Component } from 'svelte';
import type { PageLoad } from './$types';

/** Paper: the page is complete as it is sent. */
export const csr = false;

const files = import.meta.glob<{ default: Component }>('/content/teach/*.md');

export const load: PageLoad = async ({ params, data }) => {
	const path = Object.keys(files).find((each) => each.replace(/^.*\/\d\d-/, '') === `${params.chapter}.md`);
	if (path === undefined) error(404, 'There is no such guide');
	const { default: content } = await files[path]();
	return { ...data, content };
};
