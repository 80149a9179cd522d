// Weighs what each built page of the course makes a browser fetch before anything is pressed: the JavaScript of its module
// preloads and scripts, and everything these import statically. It refuses more than 100 kB, counted as gzip sends it.

import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readArguments } from './arguments.mjs';
import { attributes, builtPages } from './built-pages.mjs';
import { root } from './files.mjs';
import { report } from './site-report.mjs';

export const LIMIT_BYTES = 100_000;
/** Pages that are an instrument, not a text: their reader came to train or to time. */
const INSTRUMENTS = /^(lab|speed|notebook)\//;

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

/**
 * @param {string} folder a built site
 * @returns {{ page: string, bytes: number, problems: string[] }[]} one entry a page of the course
 */
export function weigh(folder) {
	const weights = new Map();
	const weight = (file) => {
		if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(file)).length);
		return weights.get(file);
	};
	return builtPages(folder)
		.filter(({ path }) => !INSTRUMENTS.test(path))
		.map((page) => {
			const files = filesOf(folder, page);
			const bytes = files.reduce((sum, file) => sum + weight(file), 0);
			const heaviest = files
				.sort((a, b) => weight(b) - weight(a))
				.slice(0, 5)
				.map((file) => `${relative(folder, file).split(sep).join('/')} ${weight(file)}`);
			const heavy = bytes > LIMIT_BYTES;
			const problem = `${bytes} bytes of JavaScript, at most ${LIMIT_BYTES}; the heaviest: ${heaviest.join(', ')}`;
			return { page: page.path, bytes, problems: heavy ? [problem] : [] };
		});
}

if (process.argv[1]?.endsWith('weight.mjs')) {
	readArguments(`Usage: node scripts/weight.mjs

Adds up the gzipped JavaScript that each page in build/ loads before anything is pressed; at most ${LIMIT_BYTES} bytes.`);
	const pages = weigh(join(root, 'build'));
	for (const { page, bytes } of pages)
		if (!page.startsWith('source/')) console.log(`${(bytes / 1000).toFixed(1).padStart(6)} kB  ${page}`);
	report('weight', pages, (page) => `${page} is light`);
}
