// `npm run lighthouse`: Lighthouse's four scores and its vitals for every chapter, the first page and the lab, on a simulated desktop and phone.
// Medians of several loads. Lighthouse is no package of this project (185 MB with what it brings): it is installed once into .cache.
// It refuses to judge performance, which another job on the machine changes; the other three scores must be 100.

import './node-version.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { readArguments } from './arguments.mjs';
import { findBrowser, launchArguments, noBrowser } from './browser.mjs';
import { builtPages } from './built-pages.mjs';
import { root } from './files.mjs';
import { freePort } from './free-port.mjs';
import { medianInterval } from './median-interval.mjs';
import { serve } from './serve.mjs';

const VERSION = '12.8.2';
const FOLDER = join(root, '.cache/lighthouse');
const REPORT = join(root, '.cache/reports/lighthouse.json');
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const VITALS = {
	'first-contentful-paint': 'firstPaintMs',
	'largest-contentful-paint': 'largestPaintMs',
	'total-blocking-time': 'blockedMs',
	'cumulative-layout-shift': 'shift',
	'total-byte-weight': 'bytes'
};
const PRESETS = ['desktop', 'mobile'];

const { values } = readArguments(
	`Usage: npm run lighthouse [-- OPTIONS]

Runs Lighthouse ${VERSION} against build/ with simulated throttling and prints the medians. Installs it into .cache/lighthouse the first time.
Writes .cache/reports/lighthouse.json. Ends with 1 where accessibility, best practices or SEO are below 100.

  --only PATH      this page alone, for example /lab/; may be given again
  --preset NAME    ${PRESETS.join(' or ')} alone
  --rounds N       loads of every page (default: 3)`,
	{
		options: {
			only: { type: 'string', multiple: true },
			preset: { type: 'string', multiple: true, default: PRESETS },
			rounds: { type: 'string', default: '3' }
		}
	}
);

/** @throws Error where npm cannot fetch it */
async function loadLighthouse() {
	const entry = join(FOLDER, 'node_modules/lighthouse/core/index.js');
	if (!existsSync(entry)) {
		mkdirSync(FOLDER, { recursive: true });
		writeFileSync(join(FOLDER, 'package.json'), '{ "private": true, "type": "module" }\n');
		console.log(`Installing lighthouse ${VERSION} into .cache/lighthouse ...`);
		const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
		const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `lighthouse@${VERSION}`];
		if (spawnSync(npm, args, { cwd: FOLDER, stdio: 'inherit' }).status !== 0)
			throw new Error('Lighthouse could not be installed: npm has no way to its registry');
	}
	return import(pathToFileURL(entry).href);
}

/** One load: scores from 0 to 100, and the vitals. */
async function load({ default: lighthouse, desktopConfig }, address, { preset, port }) {
	const flags = { port: Number(port), logLevel: 'error', onlyCategories: CATEGORIES };
	const { lhr } = await lighthouse(address, flags, preset === 'desktop' ? desktopConfig : undefined);
	if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
	const scores = CATEGORIES.map((name) => [name, Math.round(100 * lhr.categories[name].score)]);
	const vitals = Object.entries(VITALS).map(([audit, name]) => [name, lhr.audits[audit].numericValue]);
	const missed = CATEGORIES.filter((name) => name !== 'performance').flatMap((name) =>
		lhr.categories[name].auditRefs
			.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1)
			.map(({ id }) => `${name}: ${lhr.audits[id].title}`)
	);
	return { figures: Object.fromEntries([...scores, ...vitals]), missed };
}

function pagesOfSite() {
	const chosen = /^(?:[\w-]+\/)?index\.html$/;
	const extra = new Set([
		'design/index.html',
		'glossary/index.html',
		'references/index.html',
		'hand-in/index.html'
	]);
	return builtPages(join(root, 'build'))
		.map(({ path }) => path)
		.filter((path) => chosen.test(path) && !extra.has(path))
		.map((path) => `/${path.replace(/index\.html$/, '')}`);
}

async function measure(library, server, port) {
	const results = [];
	for (const page of values.only ?? pagesOfSite())
		for (const preset of values.preset) {
			const loads = [];
			for (let round = 0; round < Number(values.rounds); round++)
				loads.push(await load(library, new URL(page, server.address).href, { preset, port }));
			const names = Object.keys(loads[0].figures);
			const figures = Object.fromEntries(
				names.map((name) => [
					name,
					Number(medianInterval(loads.map((each) => each.figures[name])).median.toFixed(3))
				])
			);
			const missed = [...new Set(loads.flatMap((each) => each.missed))];
			results.push({ page, preset, ...figures, missed, load: Number(loadavg()[0].toFixed(1)) });
			const scores = CATEGORIES.map((name) => figures[name]).join(' ');
			console.log(
				`${page} ${preset}: ${scores}; painted ${Math.round(figures.firstPaintMs)}, largest ${Math.round(figures.largestPaintMs)}, ` +
					`blocked ${Math.round(figures.blockedMs)} ms, moved by ${figures.shift}, ${Math.round(figures.bytes / 1000)} kB`
			);
			for (const each of missed) console.log(`    ${each}`);
		}
	return results;
}

const browserFound = findBrowser();
if (browserFound === null) {
	console.error(noBrowser);
	process.exit(2);
}
const library = await loadLighthouse();
const port = await freePort();
const server = await serve({ folder: join(root, 'build'), port: 0 });
const browser = await chromium.launch({
	executablePath: browserFound.path,
	args: [...launchArguments, `--remote-debugging-port=${port}`]
});
try {
	const results = await measure(library, server, port);
	mkdirSync(join(root, '.cache/reports'), { recursive: true });
	writeFileSync(
		REPORT,
		`${JSON.stringify({ lighthouse: VERSION, rounds: Number(values.rounds), results }, null, '\t')}\n`
	);
	if (results.some((each) => each.missed.length > 0)) process.exitCode = 1;
} finally {
	await browser.close();
	await server.close();
}
