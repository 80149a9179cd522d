// Every heading gets an anchor made of its words, and a link to it. It refuses two headings with the same words, and a
// first-level heading: the page prints its title itself.

import { sectionId } from '../../src/lib/course/section-id.js';
import { textOf } from './markup.mjs';

export function rehypeHeadings() {
	return (tree, file) => {
		const seen = new Set();
		const visit = (node) => {
			for (const child of node.children ?? []) {
				if (child.type === 'element' && /^h[1-6]$/.test(child.tagName)) mark(child, seen, file);
				else visit(child);
			}
		};
		visit(tree);
	};
}

function mark(heading, seen, file) {
	const words = textOf(heading).trim();
	const where = file.filename ?? file.path ?? 'a chapter';
	if (heading.tagName === 'h1')
		throw new Error(`${where}: "# ${words}" should be ## or ###; the title is printed`);
	const id = sectionId(words);
	if (seen.has(id)) throw new Error(`${where}: two headings make the anchor "${id}"`);
	seen.add(id);
	heading.properties = { ...heading.properties, id };
	heading.children.push({
		type: 'element',
		tagName: 'a',
		properties: { className: ['anchor'], href: `#${id}`, ariaLabel: 'Link to this section' },
		children: [{ type: 'text', value: '#' }]
	});
}
