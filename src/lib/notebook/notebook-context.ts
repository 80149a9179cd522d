/** How cells in a page's text find their notebook. */
import { getContext, setContext } from 'svelte';
import type { Notebook } from './notebook.svelte.ts';

const KEY = Symbol('notebook');

export function provideNotebook(notebook: Notebook): Notebook {
	return setContext(KEY, notebook);
}

/** @throws Error when the cell stands outside of a <Notebook> */
export function notebookContext(): Notebook {
	const notebook = getContext<Notebook | undefined>(KEY);
	if (!notebook)
		throw new Error('A code cell stands inside <Notebook>: put the tag around it in the Markdown.');
	return notebook;
}
