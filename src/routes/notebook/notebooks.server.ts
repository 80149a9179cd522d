/** The notebooks of content/notebooks, read while the site is built; what each says about itself is checked. */
import { readFrontMatter } from '#lib/course/front-matter.ts';

export interface ListedNotebook {
	/** Its name in the address. */
	readonly name: string;
	readonly title: string;
	readonly summary: string;
	readonly minutes: number;
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
		const { title, summary, minutes } = readFrontMatter(source).fields;
		return { name, title, summary, minutes };
	} catch (error) {
		throw new TypeError(`${path}: ${(error as Error).message}`, { cause: error });
	}
}

/** In the order of their files. */
export const NOTEBOOKS: readonly ListedNotebook[] = Object.entries(files)
	.toSorted(([a], [b]) => (a < b ? -1 : 1))
	.map(listed);
