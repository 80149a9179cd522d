// The built site as a learning platform can serve it: every page a file with a name of its own at the top (why:
// src/lib/teach/flat-address.js), its addresses and its start script changed to match, and marked as being in a package.
// It refuses a page in another form than this site's build writes.

import { createHash } from 'node:crypto';
import { flatFile } from '../../src/lib/teach/flat-address.js';
import { changeAddresses, isPage, namedFile } from './markup.mjs';

const META = '<meta charset="utf-8" />';
const START = /new URL\("[./]+", location\)/;
const MODULE = /import\("(\.[^"]+)"\)/g;
const INLINE = /<(script|style)>([\s\S]*?)<\/\1>/g;
const STYLE_ADDRESS = /url\(([^)"']+)\)/g;

const hashOf = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** An address on a page at the top, by which a file is found. */
const addressOf = (file) => `./${file.split('/').map(encodeURIComponent).join('/')}`;

/**
 * One page, moved to the top.
 * @param {string} html as built
 * @param {string} page its path in the site, such as `the-race/index.html`
 * @param {(file: string) => string} moved where a file of the site stands now
 */
function movePage(html, page, moved) {
	const change = (address) => {
		const named = namedFile(address, page);
		return named ? addressOf(moved(named.file)) + named.rest : address;
	};
	const changeScript = (code) =>
		code
			.replace(START, 'new URL(".", location)')
			.replace(MODULE, (_, address) => `import("${change(address)}")`);
	const changeStyle = (css) => css.replace(STYLE_ADDRESS, (_, address) => `url(${change(address)})`);
	const changeText = (tag, text) => (tag === 'script' ? changeScript(text) : changeStyle(text));
	const inline = [...html.matchAll(INLINE)];
	const started = html.replace(INLINE, (_, tag, text) => `<${tag}>${changeText(tag, text)}</${tag}>`);
	// A strict policy names each inline script and style by its hash.
	const allowed = inline.reduce(
		(whole, [, tag, text]) => whole.replaceAll(hashOf(text), hashOf(changeText(tag, text))),
		started
	);
	return changeAddresses(allowed, change);
}

/**
 * @param {ReadonlyMap<string, Uint8Array>} site the built site's files
 * @param {{ head: string, has: (file: string) => boolean, stub: (page: string) => string }} options
 *   head: put into every page's head; has: whether a file of the site goes along; stub: a page's HTML in place of one that does not
 * @returns {Map<string, Uint8Array>} the files at their new places; pages that are left out but linked to are stubs
 */
export function flatSite(site, { head, has, stub }) {
	const files = new Map();
	const linked = new Set();
	for (const [path, bytes] of site) {
		if (!has(path)) continue;
		files.set(flatFile(path), isPage(path) ? page(path, bytes) : bytes);
	}
	for (const path of [...linked].sort()) files.set(flatFile(path), Buffer.from(stub(path)));
	return files;

	function page(path, bytes) {
		const html = Buffer.from(bytes).toString('utf8');
		if (!html.includes(META) || !START.test(html))
			throw new Error(`${path} is no page of this site's build: its head or its start script is another`);
		const changed = movePage(html, path, (file) => {
			if (isPage(file) && site.has(file) && !has(file)) linked.add(file);
			return flatFile(file);
		});
		return Buffer.from(changed.replace(META, (meta) => `${meta}\n\t\t${head}`));
	}
}
