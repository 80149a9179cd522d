// Formulas become HTML and MathML while the site is built, so that no page carries KaTeX.
// It refuses what KaTeX does not understand: a formula in red letters would be noticed by a reader first.

import katex from 'katex';
import { asExpression, textOf } from './markup.mjs';

/** remark-math 3 leaves <span class="math math-inline"> and <div class="math math-display"> around the source. */
export function rehypeKatex() {
	return (tree, file) => visit(tree, file);
}

function visit(node, file) {
	for (const [index, child] of (node.children ?? []).entries()) {
		const names = child.properties?.className ?? [];
		if (child.type === 'element' && names.includes('math')) {
			node.children[index] = { type: 'raw', value: formula(child, names.includes('math-display'), file) };
		} else visit(child, file);
	}
}

function formula(node, displayMode, file) {
	const source = textOf(node);
	try {
		const html = katex.renderToString(source, { displayMode, output: 'htmlAndMathml', strict: 'error' });
		return asExpression(html);
	} catch (error) {
		throw new Error(`${file.filename ?? file.path ?? 'a chapter'}: the formula ${source}: ${error.message}`, {
			cause: error
		});
	}
}
