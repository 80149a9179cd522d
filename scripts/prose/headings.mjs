// Every heading gets an anchor made of its words, and a link to it. It refuses two headings with the same words, and a
// first-level heading: the page prints its title itself. A translation's headings keep the anchors of the original's, in their order.

import { existsSync, readFileSync } from 'node:fs';
import { sectionId } from '../../src/lib/course/section-id.js';
import { textOf } from './markup.mjs';

const LINK_LABEL = 'Link to this section';

/** The anchors of a Markdown file, in order. */
function anchorsOf(path) {
	const text = readFileSync(path, 'utf8').replace(/^(```+|~~~+)[\s\S]*?^\1[^\S\n]*$/gm, '');
	return [...text.matchAll(/^#{2,6} +(.+?) *#*$/gm)].map(([, words]) =>
		sectionId(words.replace(/[*_`$]/g, ''))
	);
}

/** What a translation, content/LANGUAGE/chapters/NAME, takes from its original and its language; null for any other file. */
function translationOf(filename) {
	const found = /^(.*\/content)\/([^/]+)(\/chapters\/[^/]+)$/.exec(filename.replaceAll('\\', '/'));
	if (!found || !existsSync(`${found[1]}${found[3]}`)) return null;
	const texts = JSON.parse(readFileSync(`${found[1]}/${found[2]}/interface.json`, 'utf8'));
	return { anchors: anchorsOf(`${found[1]}${found[3]}`), label: texts[LINK_LABEL] };
}

export function rehypeHeadings() {
	return (tree, file) => {
		const seen = new Set();
		const translation = translationOf(file.filename ?? '');
		const visit = (node) => {
			for (const child of node.children ?? []) {
				if (child.type === 'element' && /^h[1-6]$/.test(child.tagName)) mark(child, seen, file, translation);
				else visit(child);
			}
		};
		visit(tree);
	};
}

function mark(heading, seen, file, translation) {
	const words = textOf(heading).trim();
	const where = file.filename ?? file.path ?? 'a chapter';
	if (heading.tagName === 'h1')
		throw new Error(`${where}: "# ${words}" should be ## or ###; the title is printed`);
	const id = translation ? translation.anchors[seen.size] : sectionId(words);
	if (id === undefined) throw new Error(`${where}: the original has no heading for "${words}"`);
	if (seen.has(id)) throw new Error(`${where}: two headings make the anchor "${id}"`);
	seen.add(id);
	heading.properties = { ...heading.properties, id };
	heading.children.push({
		type: 'element',
		tagName: 'a',
		properties: { className: ['anchor'], href: `#${id}`, ariaLabel: translation?.label ?? LINK_LABEL },
		children: [{ type: 'text', value: '#' }]
	});
}
