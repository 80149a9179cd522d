// The teacher's pages as files that open with a double click, without a server: no modules (a browser refuses them there), every
// address relative and down to the file, styles and fonts beside. Links into the course lead to an address that the caller gives.
// It refuses a built site that has no pages for teachers.

import { posix } from 'node:path';
import { changeAddresses, isPage, namedFile } from './markup.mjs';

const ROOMS = /^teach\/(guide|slides|handouts|answers)\//;
/** What waits for a program is not shown: none runs here. Where the theme's own script does, it is a plain one and stays. */
const STYLE = '<style>.needs-script { display: none !important; }</style>';

/** Without programs: modules, preloads and the policy that names them; what stands in for programs is shown. */
function withoutPrograms(html) {
	return html
		.replace(/<script\b(?![^>]*\bsrc=)[^>]*>[\s\S]*?<\/script>/g, '')
		.replace(/<script\b[^>]*\btype="module"[^>]*>[\s\S]*?<\/script>/g, '')
		.replace(/<link\b[^>]*\brel="(?:modulepreload|preload|manifest)"[^>]*>/g, '')
		.replace(/<meta\b[^>]*http-equiv="content-security-policy"[^>]*>/gi, '')
		.replace(/<\/?noscript>/g, '')
		.replace('</head>', `${STYLE}</head>`);
}

/** Files that a stylesheet names. */
function filesOfStyle(css, path) {
	const found = [...css.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g)].map(([, address]) => address);
	return found
		.filter((address) => !/^(data:|#)/.test(address))
		.map((address) => posix.join(posix.dirname(path), address.split(/[?#]/)[0]));
}

/**
 * @param {ReadonlyMap<string, Uint8Array>} site the built site's files
 * @param {string} course where links into the course lead: an address that ends with a slash
 * @returns {Map<string, Uint8Array>}
 * @throws Error when the site has no such pages
 */
export function teacherPages(site, course) {
	const pages = [...site.keys()].filter((path) => ROOMS.test(path) && isPage(path));
	if (pages.length === 0)
		throw new Error('the built site has no pages under teach/guide/, slides, handouts or answers');
	const inside = new Set(pages);
	const assets = new Set();
	const files = new Map(pages.map((path) => [path, Buffer.from(page(path))]));
	for (const path of assets) {
		const bytes = site.get(path);
		if (!bytes) throw new Error(`a page for teachers needs ${path}, which is not in the built site`);
		files.set(path, bytes);
		if (path.endsWith('.css'))
			filesOfStyle(Buffer.from(bytes).toString('utf8'), path).forEach((each) => assets.add(each));
	}
	return files;

	function page(path) {
		const html = withoutPrograms(Buffer.from(site.get(path)).toString('utf8'));
		return changeAddresses(html, (value) => address(value, path));
	}

	function address(value, path) {
		const named = namedFile(value, path);
		if (!named) return value;
		const { file, rest } = named;
		if (isPage(file) && !inside.has(file)) {
			const page = file.slice(0, -'index.html'.length);
			return new URL(page + rest, course).href;
		}
		if (!isPage(file)) assets.add(file);
		const relative = posix.relative(posix.dirname(path), file);
		return relative.split('/').map(encodeURIComponent).join('/') + rest;
	}
}
