/** In a package for a learning platform pages are files with names of their own: `the-race.html` is the page `the-race/`. */
import type { Reroute } from '@sveltejs/kit';
import { pageOfFlat } from '#lib/teach/flat-address.js';

export const reroute: Reroute = ({ url }) => {
	const folder = url.pathname.slice(0, url.pathname.lastIndexOf('/') + 1);
	const page = pageOfFlat(url.pathname.slice(folder.length));
	return page === null ? undefined : folder + page;
};
