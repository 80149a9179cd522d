// Gives each built page its own style sheets: those of the other chapters go, those that SvelteKit forgot come; and preloads of its text. A route that shows
// one text of many imports them all on demand, and SvelteKit links the styles of everything that a page might import: 40 requests
// before the first paint, none of them used.
// It refuses to guess: what is kept follows the bundler's own list of who imports whom. Going to another chapter fetches its styles.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { attributes, builtPages } from './built-pages.mjs';
import { root } from './files.mjs';

const MANIFEST = join(root, '.svelte-kit/output/client/.vite/manifest.json');

/** Where the build puts style sheets. */
const ASSETS = '_app/immutable/assets';
/** Those of components that no browser runs, such as a slide's, stand only beside the server's half of the build. */
const SERVER_ASSETS = join(root, '.svelte-kit/output/server', ASSETS);

/** Texts of a folder's style sheets, by file name. */
function sheetsIn(folder) {
	const names = readdirSync(folder).filter((name) => name.endsWith('.css'));
	return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** `content/chapters/06-pixel-embedding.md` is shown by the pages that have `pixel-embedding` in their path. */
const slugOf = (key) => /^content\/.*\/(?:\d\d-)?([\w-]+)\.md$/.exec(key)?.[1];

/**
 * Names of the style sheets that a page can need before the reader leaves it.
 * @param {Record<string, { file: string, css?: string[], imports?: string[], dynamicImports?: string[] }>} manifest Vite's
 * @param {string} path of the page in the site, such as pixel-embedding/index.html
 * @param {string[]} modules file names of the scripts that the page names
 * @param {boolean} later with those of what the page fetches on demand
 */
export function neededStyles(manifest, path, modules, later = true) {
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
		waiting.push(...imports, ...(later ? dynamicImports : []));
	}
	return styles;
}

/**
 * File names of the modules that the text shown by a page is made of, which its route imports on demand.
 * @param {Record<string, { file: string, imports?: string[] }>} manifest Vite's
 * @param {string} path of the page in the site
 */
export function textModules(manifest, path) {
	const [first, second] = path.split('/');
	const waiting = Object.keys(manifest).filter((key) => {
		const [, language, slug] = /^content\/(?:(\w+)\/)?chapters\/\d\d-([\w-]+)\.md$/.exec(key) ?? [];
		return (
			slug !== undefined && (language === undefined ? slug === first : language === first && slug === second)
		);
	});
	const seen = new Set();
	while (waiting.length > 0) {
		const key = waiting.pop();
		if (seen.has(key)) continue;
		seen.add(key);
		waiting.push(...(manifest[key].imports ?? []));
	}
	return [...seen].map((key) => basename(manifest[key].file));
}

/** The page with a preload for each of these modules that it does not name yet. */
export function withPreloads(html, modules) {
	const named = attributes(html, 'href', 'link').filter((each) => each.endsWith('.js'));
	const chunks = named.find((each) => basename(dirname(each)) === 'chunks');
	if (chunks === undefined) return html;
	const present = new Set(named.map((each) => basename(each)));
	const missing = modules.filter((each) => !present.has(each));
	const links = missing.map((each) => `\t<link rel="modulepreload" href="${dirname(chunks)}/${each}">\n\t`);
	return html.replace('</head>', () => `${links.join('')}</head>`);
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
 * The same for a page without scripts, whose figures SvelteKit does not know: for each class that no linked sheet has, the smallest
 * sheet that has it.
 * @param {Map<string, string>} sheets texts of all style sheets of the site, by file name
 */
export function withStylesOfClasses(html, sheets) {
	const linked = attributes(html, 'href', 'link').filter((each) => each.endsWith('.css'));
	if (linked.length === 0) return html;
	const wanted = new Set(html.match(/\bsvelte-[a-z0-9]+/g));
	const classesOf = (name) =>
		(sheets.get(name)?.match(/\.svelte-[a-z0-9]+/g) ?? []).map((each) => each.slice(1));
	const chosen = [];
	const take = (name) => classesOf(name).forEach((each) => wanted.delete(each));
	linked.forEach((each) => take(basename(each)));
	for (const [name] of [...sheets].sort(([, a], [, b]) => a.length - b.length)) {
		if (!classesOf(name).some((each) => wanted.has(each))) continue;
		chosen.push(`\t<link href="${dirname(linked[0])}/${name}" rel="stylesheet">\n\t`);
		take(name);
	}
	return html.replace('</head>', () => `${chosen.join('')}</head>`);
}

/**
 * Of the sheets that a page can need: those of its own modules, and those of what it fetches on demand if the server has drawn it. The
 * others come with their modules.
 * @param {Map<string, string>} sheets texts, by file name
 * @param {Set<string>} atOnce names of the sheets of the page's own modules
 */
export function stylesOfFirstView(html, sheets, atOnce) {
	const classes = new Set(html.match(/\bsvelte-[a-z0-9]+/g));
	const isDrawn = (css) => {
		const named = css.match(/\.svelte-[a-z0-9]+/g);
		return named === null || named.some((each) => classes.has(each.slice(1)));
	};
	return new Set([...sheets].filter(([name, css]) => atOnce.has(name) || isDrawn(css)).map(([name]) => name));
}

/**
 * Rewrites every page of the site in `folder`.
 * @throws Error when the bundler's list names other files than the pages: then every style would go
 */
export function leaveOwnStyles(folder) {
	const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
	const sheets = sheetsIn(join(folder, ASSETS));
	const all = new Map([...sheetsIn(SERVER_ASSETS), ...sheets]);
	for (const { path, html: tags } of builtPages(folder)) {
		const modules = attributes(tags, 'href', 'link').filter((each) => each.endsWith('.js'));
		const file = join(folder, path);
		const html = readFileSync(file, 'utf8');
		if (modules.length === 0) {
			const whole = withStylesOfClasses(html, all);
			writeFileSync(file, whole);
			for (const name of attributes(whole, 'href', 'link').map((each) => basename(each)))
				if (!sheets.has(name) && all.has(name)) writeFileSync(join(folder, ASSETS, name), all.get(name));
			continue;
		}
		const styles = neededStyles(manifest, path, modules);
		if (styles.size === 0) throw new Error(`${path}: ${MANIFEST} knows none of its scripts; build again`);
		const texts = textModules(manifest, path);
		const atOnce = neededStyles(manifest, path, [...modules, ...texts], false);
		const own = new Map([...styles].map((name) => [name, sheets.get(name)]));
		const shown = stylesOfFirstView(html, own, atOnce);
		const styled = withMissingStyles(withoutOtherStyles(html, shown), own);
		const light = withPreloads(styled, texts);
		if (light !== html) writeFileSync(file, light);
	}
}
