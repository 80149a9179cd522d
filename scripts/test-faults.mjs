// `npm run test:faults`: the faults that take minutes, in a real browser against the built site. It refuses to count a fault as survived that
// it did not bring about: what a test found is written by the test itself, to .cache/reports/faults.json.

import './node-version.mjs';
import { readArguments } from './arguments.mjs';
import { findBrowser, noBrowser } from './browser.mjs';
import { buildStamp, readStamp, siteFingerprint } from './files.mjs';
import { freePort } from './free-port.mjs';
import { program, script, stage } from './stage.mjs';

const usage = `Usage: npm run test:faults [-- --cycles N --frozen SECONDS]

Builds the site, if a source changed since it was built, and runs tests/faults/*.spec.ts: many lives of a run in one page, with the
heap, the listeners, the workers and the stored records counted before and after; a page that is frozen, and one that is covered by
another, while it trains; workers that end without a word; graphics taken away; two tabs; no network. One after the other.
What was found is added to .cache/reports/faults.json. Ends with 1 where a fault was not survived.

  --cycles N         lives of a run; 1000 where nothing is said, about a second each
  --frozen SECONDS   how long the page is frozen, or covered; 60 where nothing is said`;

const { values } = readArguments(usage, {
	options: { cycles: { type: 'string', default: '1000' }, frozen: { type: 'string', default: '60' } }
});
for (const name of ['cycles', 'frozen'])
	if (!/^[1-9]\d*$/.test(values[name])) {
		console.error(`--${name} must be a whole number of 1 or more, got ${values[name]}\n\n${usage}`);
		process.exit(2);
	}

const browser = findBrowser();
if (browser === null) {
	console.error(noBrowser);
	process.exit(2);
}
const built = readStamp(buildStamp) === siteFingerprint();
const passed =
	(built || (await stage('build', [script('build')], { live: true }))) &&
	(await stage(
		'faults',
		[program('@playwright/test', 'playwright'), 'test', '--config', 'playwright.faults.config.ts'],
		{
			live: true,
			env: {
				E2E_PORT: await freePort(),
				FAULT_CYCLES: values.cycles,
				FAULT_FROZEN_MS: String(1000 * Number(values.frozen)),
				...(browser.path === undefined ? {} : { CHROMIUM_PATH: browser.path })
			}
		}
	));
process.exitCode = passed ? 0 : 1;
