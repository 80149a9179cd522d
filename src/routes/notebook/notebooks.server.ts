/** The notebooks of content/notebooks, read while the site is built; what each says about itself is checked. */
import { readFrontMatter } from '#lib/course/front-matter.ts';
import { notebookParts, type NotebookPart } from '#lib/notebook/notebook-parts.ts';

export interface ListedNotebook {
	/** Its name in the address. */
	readonly name: string;
	readonly title: string;
	readonly summary: string;
	readonly minutes: number;
	/** Its text and cells, for the files it is saved as. */
	readonly parts: readonly NotebookPart[];
}

const files = import.meta.glob<string>('/content/notebooks/*.md', {
	eager: true,
	query: '?raw',
	import: 'default'
});

function listed([path, source]: [string, string]): ListedNotebook {
	const name = /\d\d-([a-z0-9-]+)\.md$/.exec(path)?.[1];
	if (!name) throw new TypeError(`${path}: a notebook's file is NN-name.md`);
	try {
		const { fields, text } = readFrontMatter(source);
		const { title, summary, minutes } = fields;
		return { name, title, summary, minutes, parts: notebookParts(text) };
	} catch (error) {
		throw new TypeError(`${path}: ${(error as Error).message}`, { cause: error });
	}
}

/** In the order of their files. */
export const NOTEBOOKS: readonly ListedNotebook[] = Object.entries(files)
	.toSorted(([a], [b]) => (a < b ? -1 : 1))
	.map(listed);
