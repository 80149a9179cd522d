// Gives each built page its own style sheets: those of the other chapters go, those that SvelteKit forgot come. A route that shows one text of many imports them all on demand, and
// SvelteKit links the styles of everything that a page might import: 40 requests before the first paint, none of them used.
// It refuses to guess: what is kept follows the bundler's own list of who imports whom. Going to another chapter fetches its styles.

import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { attributes, builtPages } from './built-pages.mjs';
import { root } from './files.mjs';

const MANIFEST = join(root, '.svelte-kit/output/client/.vite/manifest.json');

/** Where the build puts style sheets. */
const ASSETS = '_app/immutable/assets';

/** `content/chapters/06-pixel-embedding.md` is shown by the pages that have `pixel-embedding` in their path. */
const slugOf = (key) => /^content\/.*\/(?:\d\d-)?([\w-]+)\.md$/.exec(key)?.[1];

/**
 * Names of the style sheets that a page can need before the reader leaves it.
 * @param {Record<string, { file: string, css?: string[], imports?: string[], dynamicImports?: string[] }>} manifest Vite's
 * @param {string} path of the page in the site, such as pixel-embedding/index.html
 * @param {string[]} modules file names of the scripts that the page names
 */
export function neededStyles(manifest, path, modules) {
	const segments = path.split('/');
	const named = new Set(modules.map((each) => basename(each)));
	const waiting = Object.keys(manifest).filter((key) => named.has(basename(manifest[key].file)));
	const seen = new Set();
	const styles = new Set();
	while (waiting.length > 0) {
		const key = waiting.pop();
		const slug = slugOf(key);
		if (seen.has(key) || (slug !== undefined && !segments.includes(slug))) continue;
		seen.add(key);
		const { css = [], imports = [], dynamicImports = [] } = manifest[key];
		for (const each of css) styles.add(basename(each));
		waiting.push(...imports, ...dynamicImports);
	}
	return styles;
}

/** The page without the links to other style sheets than these. */
export function withoutOtherStyles(html, styles) {
	return html.replace(/[ \t]*<link href="([^"]+\.css)" rel="stylesheet">\n?/g, (link, address) =>
		styles.has(basename(address)) ? link : ''
	);
}

/**
 * The page with links to the styles that its elements' classes stand in and SvelteKit left out: of what a text shares with other pages,
 * it links a part only, and the rest would come with the script and move what is painted.
 * @param {Map<string, string>} sheets texts of the style sheets that the page can need, by file name
 */
export function withMissingStyles(html, sheets) {
	const classes = new Set(html.match(/\bsvelte-[a-z0-9]+/g));
	const linked = attributes(html, 'href', 'link').filter((each) => each.endsWith('.css'));
	if (linked.length === 0) return html;
	const present = new Set(linked.map((each) => basename(each)));
	const missing = [...sheets].filter(
		([name, text]) =>
			!present.has(name) && text.match(/\.svelte-[a-z0-9]+/g)?.some((each) => classes.has(each.slice(1)))
	);
	const links = missing.map(([name]) => `\t<link href="${dirname(linked[0])}/${name}" rel="stylesheet">\n\t`);
	return html.replace('</head>', () => `${links.join('')}</head>`);
}

/**
 * Rewrites every page of the site in `folder`.
 * @throws Error when the bundler's list names other files than the pages: then every style would go
 */
export function leaveOwnStyles(folder) {
	const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
	for (const { path, html: tags } of builtPages(folder)) {
		const modules = attributes(tags, 'href', 'link').filter((each) => each.endsWith('.js'));
		if (modules.length === 0) continue;
		const styles = neededStyles(manifest, path, modules);
		if (styles.size === 0) throw new Error(`${path}: ${MANIFEST} knows none of its scripts; build again`);
		const file = join(folder, path);
		const html = readFileSync(file, 'utf8');
		const own = new Map([...styles].map((name) => [name, readFileSync(join(folder, ASSETS, name), 'utf8')]));
		const light = withMissingStyles(withoutOtherStyles(html, styles), own);
		if (light !== html) writeFileSync(file, light);
	}
}
