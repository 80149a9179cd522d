// Every text of the interface can be translated: what a component shows goes through t() or plural(). Finds what does not.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { componentFiles, unwrappedTexts } from './unwrapped-texts.ts';

/** Pages that are one long text: a translator writes the whole file anew, as with a chapter. */
const PROSE = [
	'src/routes/about/+page.svelte',
	'src/routes/licences/+page.svelte',
	'src/routes/notebook/api/+page.svelte',
	'src/routes/offline/+page.svelte',
	'src/routes/privacy/+page.svelte',
	'src/routes/teach/+page.svelte',
	'src/routes/teach/Hosting.svelte'
];
/** Pages for those who change the code, which is in English. */
const DEVELOPERS = ['src/routes/design/', 'src/routes/source/'];

const checked = componentFiles('src').filter(
	(path) => !PROSE.includes(path) && !DEVELOPERS.some((folder) => path.startsWith(folder))
);

describe('unwrappedTexts', () => {
	it('finds texts, spoken attributes and strings chosen by a condition', () => {
		const source = `<p title="Not yet" class="big loud">Read it {n} times <b>{done ? 'all done' : ''}</b></p>
<Setting name="Batch size" hint={\`at most \${n} pictures\`} key="batchSize" />`;
		expect(unwrappedTexts(source)).toEqual([
			{ line: 1, text: 'Not yet' },
			{ line: 1, text: 'Read it' },
			{ line: 1, text: 'times' },
			{ line: 1, text: 'all done' },
			{ line: 2, text: 'Batch size' },
			{ line: 2, text: 'at most … pictures' }
		]);
	});
	it('leaves code, numbers, units and names alone', () => {
		const source = `<p>{t('Read it')} <code>npm run study</code> 12 kB, {ms} ms, 3 × d</p><h1>A Word for Every Pixel</h1>
<Row label={t('One')} name={own ? t('yours') : row.name} />`;
		expect(unwrappedTexts(source)).toEqual([]);
	});
});

it('every component says through t() what it shows', () => {
	const found = checked.flatMap((path) =>
		unwrappedTexts(readFileSync(path, 'utf8')).map(({ line, text }) => `${path}:${line}: ${text}`)
	);
	expect(found).toEqual([]);
});
it('the pages that are prose are there, and are prose', () => {
	for (const path of PROSE) expect(unwrappedTexts(readFileSync(path, 'utf8')), path).not.toEqual([]);
});
