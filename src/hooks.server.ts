/** Runs while the pages are prerendered: adds the two fonts of the first screen to what each page preloads, by relative path. */
import type { Handle } from '@sveltejs/kit';

/** The italic is left out: it is on few first screens, and 65 kB. */
const FIRST_SCREEN = /newsreader-latin-opsz-normal|instrument-sans-latin-wght-normal/;

export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		preload: ({ type, path }) =>
			type === 'js' || type === 'css' || (type === 'font' && FIRST_SCREEN.test(path))
	});
