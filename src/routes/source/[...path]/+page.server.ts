/** One file of this site's own code, for the figures' links to what computes them. Refuses every path outside src/. */
import { existsSync, readFileSync } from 'node:fs';
import { error } from '@sveltejs/kit';
import type { EntryGenerator, PageServerLoad } from './$types';

/** The others are found while the pages that link to them are rendered. */
export const entries: EntryGenerator = () => [{ path: 'src/lib/core/quantize.ts' }];

export const load: PageServerLoad = ({ params }) => {
	const { path } = params;
	if (!/^src\/[\w./[\]-]+\.(ts|svelte)$/.test(path) || path.includes('..') || !existsSync(path))
		error(404, `There is no file ${path}`);
	return { path, text: readFileSync(path, 'utf8') };
};
