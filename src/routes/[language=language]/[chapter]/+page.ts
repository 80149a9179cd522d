/** Fetches one translated chapter's text: the glob is lazy, so that each is a file of its own. */
import { error } from '@sveltejs/kit';
import type { Component } from 'svelte';
import type { PageLoad } from './$types';

const files = import.meta.glob<{ default: Component }>('/content/*/chapters/*.md');

export const load: PageLoad = async ({ params, data }) => {
	const path = Object.keys(files).find(
		(each) => each.replace(/\/chapters\/\d\d-/, '/') === `/content/${params.language}/${params.chapter}.md`
	);
	if (path === undefined) error(404, 'There is no such translation');
	const { default: content } = await files[path]();
	return { ...data, content };
};
