import { loadDeck } from './deck.ts';
import type { PageLoad } from './$types';

/** Paper: the page is complete as it is sent, and the few keys are static/slides.js. */
export const csr = false;

export const load: PageLoad = async ({ params, data }) => ({
	...data,
	content: await loadDeck(params.chapter)
});
