// Says what a check of the built site found, and leaves a report that `npm test` counts: one test a page.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { reports } from './results.mjs';

/**
 * Prints the problems, writes the report and sets the exit code.
 * @param {'links' | 'weight' | 'policy'} name
 * @param {{ page: string, problems: string[] }[]} pages
 * @param {(page: string) => string} title the test's name, a sentence
 */
export function report(name, pages, title) {
	const tests = pages.map(({ page, problems }) => ({
		title: title(page),
		outcome: problems.length > 0 ? 'failed' : 'passed'
	}));
	for (const { page, problems } of pages)
		for (const problem of problems) console.error(`${page}: ${problem}`);
	if (pages.length === 0) console.error('There is no page in build/: npm run build makes it.');
	mkdirSync(dirname(reports[name]), { recursive: true });
	writeFileSync(reports[name], JSON.stringify(tests));
	const failed = tests.filter(({ outcome }) => outcome === 'failed').length;
	console.log(`${name}: ${tests.length} pages, ${failed} with something wrong`);
	process.exitCode = failed > 0 || pages.length === 0 ? 1 : 0;
}
