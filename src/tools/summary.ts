/** Writes what the recorded studies say into content/data/studies.json and into the README's table. */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { parseRecordedStudy } from '#lib/run/parse-recorded-study.ts';
import { summaryData, summaryTable, withSummary } from '#lib/run/summary-text.ts';

export async function writeSummary(): Promise<void> {
	const names = (await readdir('static/runs')).filter((name) => /^study-.*\.json$/.test(name)).sort();
	if (names.length === 0)
		throw new Error('static/runs holds no recorded study; npm run study -- --plan makes them');
	const studies = await Promise.all(
		names.map(async (name) => parseRecordedStudy(JSON.parse(await readFile(`static/runs/${name}`, 'utf8'))))
	);
	await writeFile('content/data/studies.json', summaryData(studies));
	const readme = await readFile('README.md', 'utf8');
	await writeFile('README.md', withSummary(readme, summaryTable(studies)));
	console.log(`content/data/studies.json and README.md say what ${names.join(', ')} say`);
}
