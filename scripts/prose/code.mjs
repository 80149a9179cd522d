// Code becomes coloured HTML while the site is built. The colours are custom properties (src/styles/tokens.css), so that
// light and dark need one copy. It refuses a language it does not know: a typing error would print plain text for ever.

import { createCssVariablesTheme, createHighlighter } from 'shiki';
import { asExpression, asString } from './markup.mjs';

const LANGUAGES = ['ts', 'js', 'python', 'svelte', 'bash', 'json', 'glsl'];
const theme = createCssVariablesTheme({ name: 'tokens', variablePrefix: '--code-', fontStyle: true });

let loading;

/** @returns {Promise<string>} a <pre> that can be scrolled from the keyboard */
export async function highlight(code, lang) {
	loading ??= createHighlighter({ themes: [theme], langs: LANGUAGES });
	const highlighter = await loading;
	const language = lang || 'text';
	if (language !== 'text' && !LANGUAGES.includes(language))
		throw new Error(`There is no language "${language}" here; there are ${LANGUAGES.join(', ')} and text`);
	return highlighter.codeToHtml(code, { lang: language, theme: 'tokens' });
}

/** What makes a fence a cell that the reader can run: ```js cell. */
const CELL = 'cell';

/** mdsvex's hook for fenced code. A cell becomes the component of that name, which the Markdown file imports. */
export async function highlightFence(code, lang, meta) {
	const html = asExpression(await highlight(code, lang));
	if (!meta) return html;
	if (meta !== CELL || lang !== 'js')
		throw new Error(
			`Behind the language of a fence stands nothing or, after js, "${CELL}"; got "${lang} ${meta}"`
		);
	return `<CodeCell source={${asString(code)}}>${html}</CodeCell>`;
}
