// `npm run test:access`: every page of the built site by axe's rules and by its measures, in every way of looking at it, and by keyboard alone.
// It refuses to pass over a page: the list is the build's. Its summary is .cache/reports/access.json.

import './node-version.mjs';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readArguments } from './arguments.mjs';
import { findBrowser, noBrowser } from './browser.mjs';
import { buildStamp, readStamp, siteFingerprint } from './files.mjs';
import { freePort } from './free-port.mjs';
import { browserTests, count, reports } from './results.mjs';
import { program, script, stage } from './stage.mjs';

const { values } = readArguments(
	`Usage: npm run test:access [-- --only TEXT]

Builds the site, if a source changed since it was built, and looks at each page in light, dark, forced colours and reduced motion with axe
(WCAG 2.2 A and AA, best practice); at 200 %, 390 and 320 px for sideways scrolling, small targets, small, cut and overlapping words; and walks
through it with the Tab key alone. Leaves .cache/reports/access.json: pages by modes, with what was found.

  --only TEXT    the pages alone whose address matches, such as /lab/`,
	{ options: { only: { type: 'string' } } }
);

/** Every test of Playwright's report, with what it noted. */
function notes(report) {
	const inSuite = (suite) => [
		...(suite.specs ?? []).flatMap((spec) =>
			spec.tests.map((test) => ({ title: spec.title, notes: test.annotations }))
		),
		...(suite.suites ?? []).flatMap(inSuite)
	];
	return report.suites.flatMap(inSuite);
}

/** What the report keeps: for each page, what each mode found. */
function summary(report) {
	const pages = {};
	for (const { title, notes: found } of notes(report)) {
		const address = title.split(' ')[0];
		pages[address] ??= {};
		for (const { type, description } of found)
			pages[address][type] = description ? description.split('\n') : [];
	}
	const addresses = Object.keys(pages);
	const violations = addresses.flatMap((address) => Object.values(pages[address]).flat()).length;
	return { format: 'awep-access', version: 1, pages: addresses.length, violations, found: pages };
}

async function everyStage() {
	if (findBrowser() === null) throw new Error(noBrowser);
	const built = readStamp(buildStamp) === siteFingerprint();
	if (!built && !(await stage('build', [script('build')], { live: true }))) return false;
	const only = values.only === undefined ? [] : ['-g', ` ${values.only}`];
	const config = ['test', '--config', 'playwright.access.config.ts', ...only];
	return stage('access', [program('@playwright/test', 'playwright'), ...config], {
		live: true,
		env: { E2E_PORT: await freePort() }
	});
}

for (const path of [reports.accessTests, reports.access]) rmSync(path, { force: true });
let complete = false;
try {
	complete = await everyStage();
} catch (error) {
	console.error(error.message);
}
const report = existsSync(reports.accessTests) ? JSON.parse(readFileSync(reports.accessTests, 'utf8')) : null;
const { passed, failed, skipped } = count(report ? browserTests(report) : [], true);
for (const title of skipped) console.log(`FAILED, skipped: ${title}`);
if (report) {
	const found = summary(report);
	writeFileSync(reports.access, `${JSON.stringify(found, null, '\t')}\n`);
	console.log(`${found.pages} pages, ${found.violations} violations; .cache/reports/access.json names them`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = complete && failed === 0 ? 0 : 1;
