// `npm run test:browsers`: the promises that must hold everywhere, in every browser of the system's packages.
// It refuses to pass over a browser that is missing: it installs it, or says how and ends with 2.

import './node-version.mjs';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { readArguments } from './arguments.mjs';
import { findBrowser, installPackages, noBrowser, onPath } from './browser.mjs';
import { buildStamp, readStamp, siteFingerprint } from './files.mjs';
import { freePort } from './free-port.mjs';
import { browserTests, count, reports } from './results.mjs';
import { program, script, stage } from './stage.mjs';

readArguments(`Usage: npm run test:browsers

Builds the site, if a source changed since it was built, and runs tests/browsers in Chromium without graphics, in Firefox without and with WebGL2, and in
WebKitGTK: pages open, a receipt from elsewhere holds to the bit, every integer engine equals the reference.
On Debian, missing browsers are installed. A display is made with Xvfb. Ends with 2 where a browser cannot be had.

  CHROMIUM_PATH, FIREFOX_PATH, WEBKIT_DRIVER   the programs to use instead of those on the PATH`);

/** Debian's packages, by the program that each is for. */
const PACKAGES = { 'firefox-esr': 'firefox-esr', WebKitWebDriver: 'webkit2gtk-driver', Xvfb: 'xvfb' };

/** What could be neither found nor installed: no failure of the site. */
class NoBrowser extends Error {}

/** @throws NoBrowser naming what could be neither found nor installed */
function findOrInstall() {
	if (findBrowser() === null) throw new NoBrowser(noBrowser);
	const missing = () => Object.keys(PACKAGES).filter((name) => onPath([name]) === undefined);
	if (missing().length > 0) installPackages(missing().map((name) => PACKAGES[name]));
	if (missing().length > 0)
		throw new NoBrowser(
			`These programs are missing: ${missing().join(', ')}. On Debian: apt-get install ${missing()
				.map((name) => PACKAGES[name])
				.join(' ')}`
		);
}

/** A display of our own, so that no window opens on anybody's screen. */
function display() {
	const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
		stdio: ['ignore', 'ignore', 'ignore', 'pipe']
	});
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', (code) => reject(new Error(`Xvfb ended with ${code} before it had a display`)));
		child.stdio[3].once('data', (number) => {
			resolve({ name: `:${String(number).trim()}`, close: () => child.kill() });
		});
	});
}

async function everyStage() {
	findOrInstall();
	// `npm test` has often just built the same sources.
	const built = readStamp(buildStamp) === siteFingerprint();
	if (!built && !(await stage('build', [script('build')], { live: true }))) return false;
	const screen = await display();
	try {
		const config = ['--config', 'playwright.browsers.config.ts'];
		return await stage('browsers', [program('@playwright/test', 'playwright'), 'test', ...config], {
			live: true,
			env: { DISPLAY: screen.name, E2E_PORT: await freePort() }
		});
	} finally {
		screen.close();
	}
}

rmSync(reports.browsers, { force: true });
let complete = false;
let missing = false;
try {
	complete = await everyStage();
} catch (error) {
	missing = error instanceof NoBrowser;
	console.error(error.message);
}
const tests = existsSync(reports.browsers)
	? browserTests(JSON.parse(readFileSync(reports.browsers, 'utf8')))
	: [];
const { passed, failed, skipped } = count(tests, true);
for (const title of skipped) console.log(`FAILED, skipped: ${title}`);
console.log(`${passed} passed, ${failed} failed`);
if (missing) process.exitCode = 2;
else process.exitCode = complete && failed === 0 ? 0 : 1;
