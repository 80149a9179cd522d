// `npm test`: everything, on a machine that has only Node. Its last line is `N passed, N failed`, the tests that ran.
// It refuses to go on after a failed stage, and to end with 0 unless every stage passed and no test was skipped in CI.

import './node-version.mjs';
import { rmSync } from 'node:fs';
import { readArguments } from './arguments.mjs';
import { freePort } from './free-port.mjs';
import { installMissingPackages } from './install.mjs';
import { count, reports, testsThatRan } from './results.mjs';
import { program, script, stage } from './stage.mjs';

readArguments(`Usage: npm test

Installs what is missing, finds or installs a Chromium, then: npm run check (format, lint and import rules, types,
unit tests), npm run build, every link, the weight and the policy of the built pages, and the end-to-end tests. Stops at the first stage that fails.

  CHROMIUM_PATH   the browser to use
  CI              set: a skipped test counts as failed`);

const inCI = Boolean(process.env.CI);

async function findOrInstallBrowser() {
	// Only now: it imports Playwright, which a fresh clone does not have before the install.
	const { findBrowser, installBrowser, noBrowser } = await import('./browser.mjs');
	const browser = findBrowser() ?? installBrowser();
	if (browser === null) throw new Error(noBrowser);
	console.log(`Browser: ${browser.from}`);
	return browser.path === undefined ? {} : { CHROMIUM_PATH: browser.path };
}

async function everyStage() {
	installMissingPackages();
	const browser = await findOrInstallBrowser();
	return (
		(await stage('check', [script('check')], { live: true })) &&
		(await stage('build', [script('build')], { live: true })) &&
		(await stage('links', [script('links')])) &&
		(await stage('weight', [script('weight')])) &&
		(await stage('policy', [script('page-policy')])) &&
		(await stage('end to end', [program('@playwright/test', 'playwright'), 'test'], {
			live: true,
			env: { ...browser, E2E_PORT: await freePort() }
		}))
	);
}

for (const report of Object.values(reports)) rmSync(report, { force: true });
let complete = false;
try {
	complete = await everyStage();
} catch (error) {
	console.error(error.message);
}
const { passed, failed, skipped } = count(testsThatRan(), inCI);
for (const title of skipped) console.log(`${inCI ? 'FAILED, skipped' : 'skipped'}: ${title}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = complete && failed === 0 ? 0 : 1;
