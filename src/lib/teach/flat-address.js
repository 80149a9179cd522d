/**
 * Addresses of pages inside a learning platform. The site's own page is `the-race/index.html`, found under `the-race/`. Two
 * platforms cannot serve that: Moodle answers only with files named in full, and Open edX's proxy looks a file up by its last
 * name alone, so that every `index.html` is the same one. In a package each page therefore is a file with a name of its own, at
 * the top: `the-race.html`, `notebook--api.html`. The packager (plain Node) and the pages (src/hooks.ts) share these rules.
 */

const INDEX = 'index.html';
const DATA = '__data.json';

/**
 * @param {string} page a page's path from the site's top: '' or with a slash at its end
 * @returns {string} the file it is in a package
 * @throws {RangeError} when the path could not be told from another one
 */
export function flatPage(page) {
	if (page.includes('--') || /(^|[^/])$/.test(page) !== (page === ''))
		throw new RangeError(`a page's path ends with a slash and has no double dash, got "${page}"`);
	return page === '' ? INDEX : `${page.slice(0, -1).replaceAll('/', '--')}.html`;
}

/**
 * @param {string} name a file's name in a package
 * @returns {string | null} the page's path, or null for a file that is no page
 */
export function pageOfFlat(name) {
	if (!name.endsWith('.html')) return null;
	return name === INDEX ? '' : `${name.slice(0, -'.html'.length).replaceAll('--', '/')}/`;
}

/**
 * @param {string} path a file of the built site
 * @returns {string} where it stands in a package; only pages and their data move
 */
export function flatFile(path) {
	const folder = path.slice(0, path.lastIndexOf('/') + 1);
	const name = path.slice(folder.length);
	if (name === INDEX) return flatPage(folder);
	// SvelteKit asks for a page's data under the page's own name.
	return name === DATA ? `${flatPage(folder)}${DATA}` : path;
}
