/** One file of this site's own code, for the figures' links to what computes them. Refuses every path outside src/. */
import { existsSync, readFileSync } from 'node:fs';
import { error } from '@sveltejs/kit';
import { highlight } from '../../../../scripts/prose/code.mjs';
import type { EntryGenerator, PageServerLoad } from './$types';

/** The others are found while the pages that link to them are rendered. */
export const entries: EntryGenerator = () => [{ path: 'src/lib/core/quantize.ts' }];

export const load: PageServerLoad = async ({ params }) => {
	// The rest of the address, with the slash that every page of this site ends with.
	const path = params.path.replace(/\/$/, '');
	if (!/^src\/[\w./[\]-]+\.(ts|svelte)$/.test(path) || path.includes('..') || !existsSync(path))
		error(404, `There is no file ${path}`);
	const language = path.endsWith('.svelte') ? 'svelte' : 'ts';
	return { path, html: await highlight(readFileSync(path, 'utf8'), language) };
};
