/** `npm run words -- LANG`: what a translator has to write, as a file to begin with, or with the places where it is said. Changes no file. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { allSources, textsIn, textsOfPages } from './texts-in-source.ts';

const USAGE = `Usage: npm run words -- LANG [chapters] [--all] [--where]

Prints the texts of the interface that content/LANG/interface.json lacks, as JSON with empty translations.
They are those of the pages that LANG has (content/LANG/chapters), and of the chapters named: 02-a-convolution-in-few-bits.md.
--all    every text of the site instead, with those of the lab, the notebooks and the pages for classes
--where  lines "file: text" instead of JSON, for looking at a text where it is used
A text with a number is given as its English plural; it may have a form for each of the language's categories.`;

const folderOf = (language: string): string => `content/${language}`;

/** Names of files in content/chapters that a page in this language needs. */
function chaptersOf(language: string, named: readonly string[]): string[] {
	const known = readdirSync('content/chapters');
	for (const name of named)
		if (!known.includes(name))
			throw new RangeError(`a chapter is expected, one of ${known.join(', ')}; got ${name}`);
	const folder = `${folderOf(language)}/chapters`;
	return [...new Set([...(existsSync(folder) ? readdirSync(folder) : []), ...named])];
}

/** What content/LANG/interface.json has. */
function written(language: string): ReadonlySet<string> {
	const path = `${folderOf(language)}/interface.json`;
	return new Set(existsSync(path) ? Object.keys(JSON.parse(readFileSync(path, 'utf8')) as object) : []);
}

function main(words: readonly string[]): string {
	const options = words.filter((word) => word.startsWith('--'));
	const [language, ...named] = words.filter((word) => !word.startsWith('--'));
	const unknown = options.find((option) => !['--all', '--where'].includes(option));
	if (unknown !== undefined || language === undefined || !/^[a-z]{2,3}(-\w+)*$/.test(language)) return USAGE;

	const places = new Map<string, string[]>();
	for (const path of allSources())
		for (const text of textsIn(readFileSync(path, 'utf8'), path))
			places.set(text, [...(places.get(text) ?? []), path]);
	const wanted = options.includes('--all')
		? [...places.keys()].sort()
		: textsOfPages(chaptersOf(language, named));
	const has = written(language);
	const lacking = wanted.filter((text) => !has.has(text));
	if (options.includes('--where'))
		return lacking
			.flatMap((text) => (places.get(text) ?? ['data']).map((path) => `${path}: ${text}`))
			.join('\n');
	return JSON.stringify(Object.fromEntries(lacking.map((text) => [text, ''])), null, '\t');
}

console.log(main(process.argv.slice(2)));
