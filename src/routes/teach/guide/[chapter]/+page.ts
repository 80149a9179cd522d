import { GUIDES, paperContent } from '../../paper-content.ts';
import type { PageLoad } from './$types';

/** Paper: the page is complete as it is sent. */
export const csr = false;

export const load: PageLoad = async ({ params, data, url }) => ({
	...data,
	content: await paperContent(GUIDES, params.chapter, url.href)
});
