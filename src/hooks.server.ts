/**
 * Runs while the pages are prerendered: adds the two fonts of the first screen to what each page preloads, by relative path, and
 * writes the page's language into its first tag.
 */
import { ENGLISH, TRANSLATED } from '#lib/language/language.ts';
import type { Handle } from '@sveltejs/kit';

/** Cut to what the course is written in (scripts/fonts.mjs). The italic is left out: it is on few first screens. */
const FIRST_SCREEN = /\/(newsreader|instrument-sans)\.[\w-]+\.woff2$/;

export const handle: Handle = ({ event, resolve }) => {
	const { code, dir } = TRANSLATED.find((each) => each.code === event.params.language) ?? ENGLISH;
	return resolve(event, {
		preload: ({ type, path }) =>
			type === 'js' || type === 'css' || (type === 'font' && FIRST_SCREEN.test(path)),
		transformPageChunk: ({ html }) => html.replace('%lang%', code).replace('%dir%', dir)
	});
};
