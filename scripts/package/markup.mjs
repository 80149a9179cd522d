// The addresses on a built page, changed in place. It looks at tags alone: code that is shown is text, and scripts are left.

const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi;
const ADDRESS = /(\s(?:href|src|poster)=)(?:"([^"]*)"|'([^']*)')/g;
const SCRIPT = /(<script\b[^>]*>)([\s\S]*?)(<\/script>)/;
/** An origin that no link names, to resolve addresses against. */
const HERE = 'https://package.invalid/';

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const unescape = (text) =>
	text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

/**
 * @param {string} html
 * @param {(address: string) => string} change
 */
export function changeAddresses(html, change) {
	const inTag = (tag) =>
		tag.replace(
			ADDRESS,
			(_, name, double, single) => `${name}"${escape(change(unescape(double ?? single)))}"`
		);
	const pieces = html.split(SCRIPT);
	return pieces.map((piece, index) => (index % 4 === 2 ? piece : piece.replace(TAG, inTag))).join('');
}

/**
 * The file of the built site that an address on a page names, and what follows it; null for another site or the page itself.
 * @param {string} address
 * @param {string} page its path in the site, such as `the-race/index.html`
 */
export function namedFile(address, page) {
	if (address === '' || address.startsWith('#')) return null;
	const url = new URL(address, new URL(page, HERE));
	if (url.origin !== new URL(HERE).origin) return null;
	const path = decodeURIComponent(url.pathname).slice(1);
	return {
		file: path === '' || path.endsWith('/') ? `${path}index.html` : path,
		rest: url.search + url.hash
	};
}

/** Whether a file of the built site is a page of SvelteKit's. */
export const isPage = (file) => file === 'index.html' || file.endsWith('/index.html');
