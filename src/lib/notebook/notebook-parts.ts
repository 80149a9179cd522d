/** A notebook's Markdown as its parts in order: text, and the cells between. Read while the site is built. */

export type NotebookPart =
	{ readonly kind: 'text'; readonly markdown: string } | { readonly kind: 'cell'; readonly source: string };

const CELL_FENCE = /^```js cell\n([\s\S]*?)\n?^```[^\S\n]*$/gm;

/** @param markdown the file after its front matter */
export function notebookParts(markdown: string): NotebookPart[] {
	const plain = markdown.replace(/<script[\s\S]*?<\/script>/g, '');
	const parts: NotebookPart[] = [];
	let at = 0;
	const text = (end: number): void => {
		const between = plain.slice(at, end).trim();
		if (between !== '') parts.push({ kind: 'text', markdown: between });
	};
	for (const found of plain.matchAll(CELL_FENCE)) {
		text(found.index);
		parts.push({ kind: 'cell', source: found[1] });
		at = found.index + found[0].length;
	}
	text(plain.length);
	return parts;
}
