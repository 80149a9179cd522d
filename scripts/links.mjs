// Checks every link inside the built site: each page, file and anchor that a page names must be there.
// It refuses to ask the network: links to other sites are counted, not followed.

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from './arguments.mjs';
import { attributes, builtPages } from './built-pages.mjs';
import { root } from './files.mjs';
import { report } from './site-report.mjs';

/** An origin that no link names, to resolve addresses against. */
const HERE = 'https://site.invalid/';

/** What an address names: the file in the built folder, and the anchor on it. */
function target(address, page) {
	const url = new URL(address, new URL(page, HERE));
	if (url.origin !== new URL(HERE).origin) return null;
	const path = decodeURIComponent(url.pathname).slice(1);
	return { file: path === '' || path.endsWith('/') ? `${path}index.html` : path, anchor: url.hash.slice(1) };
}

/** Addresses that a page names: links, and everything it loads. */
const addresses = (html) =>
	['href', 'src', 'poster'].flatMap((name) => attributes(html, name)).filter((address) => address !== '');

/**
 * @param {string} folder a built site
 * @returns {{ page: string, problems: string[] }[]} one entry a page
 */
export function checkLinks(folder) {
	const pages = builtPages(folder);
	const anchors = new Map(pages.map(({ path, html }) => [path, new Set(attributes(html, 'id'))]));
	return pages.map(({ path, html }) => {
		const problems = addresses(html).flatMap((address) => {
			const found = target(address, path);
			if (!found) return [];
			const file = join(folder, found.file);
			if (!existsSync(file) || !statSync(file).isFile()) return [`${address}: there is no ${found.file}`];
			// A widget's state, and the lab's, are read by the page; they name no element.
			const isState = /[=&]/.test(found.anchor);
			if (found.anchor === '' || isState || anchors.get(found.file)?.has(decodeURIComponent(found.anchor)))
				return [];
			return [`${address}: ${found.file} has no anchor "${found.anchor}"`];
		});
		return { page: path, problems: [...new Set(problems)] };
	});
}

if (process.argv[1]?.endsWith('links.mjs')) {
	readArguments(`Usage: node scripts/links.mjs

Checks that every link, file and anchor that a page in build/ names is there.`);
	report('links', checkLinks(join(root, 'build')), (page) => `every link of ${page} leads somewhere`);
}
