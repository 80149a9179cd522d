// Code becomes coloured HTML while the site is built. The colours are custom properties (src/styles/tokens.css), so that
// light and dark need one copy. It refuses a language it does not know: a typing error would print plain text for ever.

import { createCssVariablesTheme, createHighlighter } from 'shiki';
import { asExpression } from './markup.mjs';

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

/** mdsvex's hook for fenced code. */
export const highlightFence = async (code, lang) => asExpression(await highlight(code, lang));
