import { error } from '@sveltejs/kit';
import { NOTEBOOKS, type ListedNotebook } from '../notebooks.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => NOTEBOOKS.map(({ name }) => ({ name }));

const named = (notebook: ListedNotebook | undefined): { name: string; title: string } | null =>
	notebook ? { name: notebook.name, title: notebook.title } : null;

export const load: PageServerLoad = ({ params }) => {
	const at = NOTEBOOKS.findIndex(({ name }) => name === params.name);
	if (at < 0) error(404, 'There is no such notebook');
	return { notebook: NOTEBOOKS[at], next: named(NOTEBOOKS[at + 1]) };
};
