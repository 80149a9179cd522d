import { error } from '@sveltejs/kit';
import { NOTEBOOKS } from '../notebooks.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => NOTEBOOKS.map(({ name }) => ({ name }));

export const load: PageServerLoad = ({ params }) => {
	const at = NOTEBOOKS.findIndex(({ name }) => name === params.name);
	if (at < 0) error(404, 'There is no such notebook');
	return { notebook: NOTEBOOKS[at], next: NOTEBOOKS[at + 1] ?? null };
};
