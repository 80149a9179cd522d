// Weighs what each built page of the course makes a browser fetch before anything is pressed: its HTML, its style sheets, its fonts, and
// the JavaScript of its module preloads and scripts with everything these import statically. Counted as gzip sends it.
// It refuses more than the limits below, which are what the heaviest page needs today and a little air.

import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readArguments } from './arguments.mjs';
import { attributes, builtPages } from './built-pages.mjs';
import { root } from './files.mjs';
import { report } from './site-report.mjs';

/** Of JavaScript, in bytes. */
export const LIMIT_BYTES = 100_000;
/** Bytes, and counts of requests; a page's HTML has its styles inside, linked are those of pages for print. */
export const LIMITS = {
	html: 115_000,
	styles: 20_000,
	fonts: 190_000,
	requests: 60,
	blocking: 0,
	total: 395_000
};
/** Pages that are an instrument, not a text: their reader came to train or to time, and they may bring more code. */
const INSTRUMENTS = /^(lab|speed|notebook)\//;
const INSTRUMENT_BYTES = 170_000;
/** Where cells of notebooks run: no page that anybody sees. */
const ROOM = 'notebook/frame.html';

/** Paths of the modules that a minified module imports before it runs. */
function staticImports(code) {
	const found = code.matchAll(
		/(?:^|[;}\n])\s*(?:import|export)(?:[\w\s{},$*]*?from)?\s*["'`](\.[^"'`]+)["'`]/g
	);
	return [...found].map(([, path]) => path);
}

/** Modules the page names itself: preloads, scripts, and the import() calls of the script that starts it. */
function namedModules(html) {
	const starts = [...html.matchAll(/import\("(\.[^"]+\.js)"\)/g)].map(([, path]) => path);
	return [...attributes(html, 'href', 'link'), ...attributes(html, 'src', 'script'), ...starts].filter(
		(path) => path.endsWith('.js')
	);
}

/**
 * The module with the text of the chapter that a page shows. Its route fetches it before the page listens, but by a lazy
 * import, which no tag names: it stands in the route's module beside the chapter's path.
 */
function chapterModules(code, path) {
	const found = code.matchAll(
		/content\/(?:(\w+)\/)?chapters\/\d\d-([\w-]+)\.md["'`]:[^"'`]*?import\(["'`]([^"'`]+)["'`]\)/g
	);
	const chapters = [...found];
	if (chapters.length === 0 && /content\/(?:\w+\/)?chapters\/\d\d-/.test(code))
		throw new Error('The chapters are imported in another form than this script knows');
	const pathOf = (language, slug) => `${language ? `${language}/` : ''}${slug}/index.html`;
	return chapters.filter(([, language, slug]) => path === pathOf(language, slug)).map(([, , , file]) => file);
}

/** All files of a page, each once. */
function filesOf(folder, { path, html }) {
	const waiting = namedModules(html).map((each) => join(folder, dirname(path), each));
	const seen = new Set();
	while (waiting.length > 0) {
		const file = waiting.pop();
		if (seen.has(file)) continue;
		seen.add(file);
		const code = readFileSync(file, 'utf8');
		const imported = [...staticImports(code), ...chapterModules(code, path)];
		waiting.push(...imported.map((each) => join(dirname(file), each)));
	}
	return [...seen];
}

/** KaTeX's faces that almost every formula needs; the others come with the rarer signs. */
const FORMULA_FACES = /^KaTeX_(Main-Regular|Math-Italic)\b/;

/** Whether a face is for other letters than those of most pages. */
const isRare = (face) => /unicode-range:/i.test(face) && !/U\+20-/.test(face);

/** Files of the fonts that a style sheet names for common letters, found from the folder that its addresses count from. */
const facesOf = (css, folder) =>
	css
		.split('@font-face')
		.slice(1)
		.map((face) => face.slice(0, face.indexOf('}')))
		.filter((face) => !isRare(face))
		.flatMap((face) => [...face.matchAll(/url\(["']?([^)"']+\.woff2)["']?\)/g)])
		.map(([, path]) => join(folder, path));

/** Fonts that the page's styles name and its text needs: the site's own, and two of KaTeX's where there is a formula. */
function fontsOf(html, styles, folder) {
	const inside = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].flatMap(([, css]) => facesOf(css, folder));
	const named = [...inside, ...styles.flatMap((file) => facesOf(readFileSync(file, 'utf8'), dirname(file)))];
	const formula = /class="katex"/.test(html);
	return [...new Set(named)].filter((file) => {
		const name = basename(file);
		return !name.startsWith('KaTeX_') || (formula && FORMULA_FACES.test(name));
	});
}

/** Everything but the JavaScript, in bytes, and how many requests all of it takes. */
function restOf(folder, { path, html }, modules, weight) {
	const add = (files) => files.reduce((sum, file) => sum + weight(file), 0);
	// A disabled link only says which sheet the page has inside.
	const links = (html.match(/<link\b[^>]*>/g) ?? []).filter((link) => !/\sdisabled\b/.test(link)).join('');
	const styles = attributes(links, 'href', 'link')
		.filter((each) => each.endsWith('.css'))
		.map((each) => join(folder, dirname(path), each));
	const fonts = fontsOf(html, styles, join(folder, dirname(path)));
	const scripts = (html.match(/<script\b[^>]*\ssrc=[^>]*>/g) ?? []).filter(
		(tag) => !/\s(async|defer|type="module")/.test(tag)
	);
	const isForPrint = !/kit\.start\(/.test(html);
	return {
		html: gzipSync(html).length,
		styles: add(styles),
		// Compressed already, and sent as they are.
		fonts: fonts.reduce((sum, file) => sum + statSync(file).size, 0),
		requests: 1 + styles.length + fonts.length + modules.length,
		/** What the first paint waits for. Pages for print are handed on as files, with their sheets beside them. */
		blocking: isForPrint ? 0 : styles.length + scripts.length
	};
}

/** What is over its limit, in words. */
function over(parts, limits) {
	return Object.entries(limits)
		.filter(([part, limit]) => parts[part] > limit)
		.map(([part, limit]) =>
			part === 'requests' || part === 'blocking'
				? `${parts[part]} ${part === 'blocking' ? 'blocking ' : ''}requests, at most ${limit}`
				: `${parts[part]} bytes of ${part}, at most ${limit}`
		);
}

/**
 * @param {string} folder a built site
 * @returns {{ page: string, bytes: number, parts: Record<keyof LIMITS, number>, problems: string[] }[]} one entry a page of the course;
 * `bytes` are those of JavaScript
 */
export function weigh(folder) {
	const weights = new Map();
	const weight = (file) => {
		if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(file)).length);
		return weights.get(file);
	};
	return builtPages(folder)
		.filter(({ path }) => path !== ROOM)
		.map((page) => {
			const limit = INSTRUMENTS.test(page.path) ? INSTRUMENT_BYTES : LIMIT_BYTES;
			const files = filesOf(folder, page);
			const bytes = files.reduce((sum, file) => sum + weight(file), 0);
			const heaviest = files
				.sort((a, b) => weight(b) - weight(a))
				.slice(0, 5)
				.map((file) => `${relative(folder, file).split(sep).join('/')} ${weight(file)}`);
			const heavy = bytes > limit;
			const problem = `${bytes} bytes of JavaScript, at most ${limit}; the heaviest: ${heaviest.join(', ')}`;
			const rest = restOf(folder, page, files, weight);
			const parts = { ...rest, total: rest.html + rest.styles + rest.fonts + bytes };
			const most =
				bytes > LIMIT_BYTES ? { ...LIMITS, total: LIMITS.total + INSTRUMENT_BYTES - LIMIT_BYTES } : LIMITS;
			return { page: page.path, bytes, parts, problems: [...(heavy ? [problem] : []), ...over(parts, most)] };
		});
}

if (process.argv[1]?.endsWith('weight.mjs')) {
	readArguments(`Usage: node scripts/weight.mjs

Adds up what each page in build/ loads before anything is pressed, gzipped: JavaScript, at most ${LIMIT_BYTES} bytes; HTML, style
sheets, fonts, requests and the total, at most as scripts/weight.mjs says.`);
	const pages = weigh(join(root, 'build'));
	const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(6);
	console.log('kB: script, styles,  fonts,   html,  total;  requests, blocking');
	for (const { page, bytes, parts } of pages)
		if (!page.startsWith('source/'))
			console.log(
				`${[bytes, parts.styles, parts.fonts, parts.html, parts.total].map(kilobytes).join('  ')}  ${String(parts.requests).padStart(3)} ${parts.blocking}  ${page}`
			);
	report('weight', pages, (page) => `${page} is light`);
}
