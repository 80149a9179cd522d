/** Finds the texts that a page can say in its language: it follows the imports from the page's files, and reads t(), plural() and later(). */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { DRAWN_PICTURES } from '#lib/data/drawn-pictures.ts';

/** What every translated page is made of, beside its text. */
const PAGE = ['src/routes/+layout.svelte', 'src/routes/[language=language]/[chapter]/+page.svelte'];
/** Texts that stand in data, where no call names them. */
const IN_DATA = [
	...DRAWN_PICTURES.flatMap(({ title, alt }) => [title, alt]),
	// COLOUR_NAMES of src/lib/widgets/microscope.svelte.ts
	'red',
	'green',
	'blue',
	// scripts/prose/headings.mjs
	'Link to this section',
	// src/lib/course/translations.server.ts
	'The other chapters, the lab and the notebooks are in English so far.'
];

const STRING = String.raw`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"`;
const CALL = new RegExp(String.raw`(?<![\w.$])(?:t|later)\(\s*(${STRING})`, 'g');
/** The second English text of a plural is its key. */
const PLURAL = new RegExp(String.raw`(?<![\w.$])plural\(\s*[^,]+,\s*(?:${STRING}),\s*(${STRING})`, 'g');
/** A text put together is no text that a translation could have. */
const TEMPLATE = /(?<![\w.$])(?:t|later)\(\s*`/;
const IMPORT = /(?:from|import)\s*\(?\s*['"]((?:#lib|\.{1,2})\/[^'"]+)['"]/g;

/** A string literal's value: single quotes may hold double ones. */
function valueOf(literal: string): string {
	const inside = literal.slice(1, -1).replace(/\\(['"])/g, '$1');
	return JSON.parse(`"${inside.replace(/"/g, '\\"')}"`) as string;
}

/**
 * @param source a component or module
 * @throws Error where a text is written as a template
 */
export function textsIn(source: string, path: string): string[] {
	if (TEMPLATE.test(source)) throw new Error(`${path}: t() takes a plain string; values go into its braces`);
	return [CALL, PLURAL].flatMap((pattern) =>
		[...source.matchAll(pattern)].map(([, literal]) => valueOf(literal))
	);
}

const pathOf = (from: string, named: string): string =>
	named.startsWith('#lib/') ? named.replace('#lib/', 'src/lib/') : normalize(join(dirname(from), named));

/**
 * Every file that these import, themselves included, by path from the repository's root.
 * @param entries paths of the page's own files
 */
export function filesBehind(entries: readonly string[]): string[] {
	const waiting = [...entries];
	const seen = new Set<string>();
	while (waiting.length > 0) {
		const path = waiting.pop()!;
		if (seen.has(path) || !/\.(ts|svelte|md)$/.test(path) || path.includes('.server.')) continue;
		// Its comments show how t() is used.
		if (path.startsWith('src/lib/language/')) continue;
		if (!existsSync(path)) throw new Error(`${path} is imported, and is not there`);
		seen.add(path);
		const source = readFileSync(path, 'utf8');
		waiting.push(...[...source.matchAll(IMPORT)].map(([, named]) => pathOf(path, named)));
	}
	return [...seen].sort();
}

/**
 * Every text of these chapters' pages, each once.
 * @param chapters names of files in content/chapters
 */
export function textsOfPages(chapters: readonly string[]): string[] {
	const paths = filesBehind([...PAGE, ...chapters.map((name) => `content/chapters/${name}`)]);
	const found = paths.flatMap((path) => textsIn(readFileSync(path, 'utf8'), path));
	return [...new Set([...found, ...IN_DATA])].sort();
}

/** Every component and module that may say something, by path from the repository's root. */
export const allSources = (): string[] =>
	readdirSync('src', { recursive: true, encoding: 'utf8' })
		.map((path) => join('src', path))
		.filter((path) => /\.(svelte|ts)$/.test(path) && !/^src\/(tools|lib\/language)\//.test(path))
		.sort();
