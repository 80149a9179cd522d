// Puts into each built page what has to be there before it is painted: its style sheets and the three short scripts of app.html, so that
// no request stands before the first paint. The page's modules are asked for when it is painted: until then its text and fonts have the
// line to themselves. The policy gets the hash of each.
// It refuses a page without a policy. Pages for print, which run no modules, keep their links: they are also sent as files of a packet.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { builtPages } from './built-pages.mjs';

const POLICY = /<meta http-equiv="content-security-policy" content="[^"]*">/;
const EARLY = /[ \t]*<script src="([^"]+\.js)"><\/script>\n?/g;
/** Of app.html; those of Svelte have no space. */
const COMMENT = /[ \t]*<!--\s[\s\S]*?-->\n?/g;
const SHEET = /<link href="([^"]+\.css)" rel="stylesheet">/g;

/** SvelteKit's script at the end of the page, which starts it. */
const START = /Promise\.all\((\[\s*import\([^)]*\),\s*import\([^)]*\)\s*\])\)/;
/** A hidden page is never painted: its code comes after this long. */
const HIDDEN_MS = 1000;
const PAINTED = `new Promise((painted) => {
						requestAnimationFrame(() => setTimeout(painted));
						setTimeout(painted, ${HIDDEN_MS});
					}).then(() => {
						for (const link of document.querySelectorAll('link[rel="later"]')) link.rel = 'modulepreload';
						return Promise.all($1);
					})`;

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** A sheet's text, with its addresses counted from the page. */
export const styleOnPage = (css, address) =>
	css.replace(/url\((["']?)\.\/([^"')]+)\1\)/g, (_, quote, file) => `url(${posix.dirname(address)}/${file})`);

/** The page with these hashes in its policy. */
function withHashes(html, directive, texts) {
	return html.replace(POLICY, (policy) =>
		policy.replace(new RegExp(`(\\b${directive} [^;"]*)`), (sources) =>
			[sources, ...texts.map(hashOf)].join(' ')
		)
	);
}

/**
 * @param {string} html a built page with modules
 * @param {(address: string) => string} read the text of a file that the page names
 * @throws Error where the page has no policy, whose place is before all that it allows, or another start script
 */
export function withOwnHead(html, read) {
	if (!POLICY.test(html)) throw new Error('The page has no policy to name its styles and scripts in');
	const end = html.indexOf('</head>');
	const [top, rest] = [html.slice(0, end).replace(COMMENT, ''), html.slice(end)];
	const scripts = [...top.matchAll(EARLY)].map(([, address]) => read(address));
	const sheets = [...top.matchAll(SHEET)].map(([, address]) => address);
	const style = sheets.map((address) => styleOnPage(read(address), address)).join('\n');
	let first = true;
	const head = top
		.replace(EARLY, '')
		.replace(POLICY, (policy) =>
			[policy, ...scripts.map((code) => `<script>${code}</script>`)].join('\n\t\t')
		)
		.replaceAll('rel="modulepreload"', 'rel="later"')
		// The link stays, and fetches nothing: the bundler asks for it before it would fetch a sheet again.
		.replace(SHEET, (_, address) => {
			const link = `<link href="${address}" rel="stylesheet" disabled media="(max-width: 0)">`;
			const own = first ? `<style>${style}</style>\n\t\t` : '';
			first = false;
			return own + link;
		});
	const named = withHashes(head, 'script-src', scripts);
	const page = (sheets.length > 0 ? withHashes(named, 'style-src-elem', [style]) : named) + rest;
	const [, start] =
		page.match(/<script>((?:(?!<\/script>)[\s\S])*\bkit\.start\((?:(?!<\/script>)[\s\S])*)<\/script>/) ?? [];
	if (start === undefined || !START.test(start))
		throw new Error('The page is started in another way than known');
	const later = start.replace(START, PAINTED);
	return page.replace(start, () => later).replace(hashOf(start), hashOf(later));
}

/** Rewrites every page of the site in `folder` that runs modules. */
export function fillHeads(folder) {
	for (const { path, html: tags } of builtPages(folder)) {
		if (!/<link [^>]*rel="modulepreload"/.test(tags)) continue;
		const file = join(folder, path);
		const read = (address) => readFileSync(join(folder, dirname(path), address), 'utf8');
		writeFileSync(file, withOwnHead(readFileSync(file, 'utf8'), read));
	}
}
