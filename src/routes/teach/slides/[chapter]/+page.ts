import { DECKS, paperContent } from '../../paper-content.ts';
import type { PageLoad } from './$types';

/** Paper: the page is complete as it is sent. */
export const csr = false;

export const load: PageLoad = async ({ params, data, url }) => ({
	...data,
	content: await paperContent(DECKS, params.chapter, url.href)
});
