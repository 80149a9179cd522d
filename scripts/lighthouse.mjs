// `npm run lighthouse`: Lighthouse's four scores and its vitals for every chapter, the first page and the lab, on a simulated desktop and phone.
// Medians of several loads. Lighthouse is no package of this project (185 MB with what it brings): it is installed once into .cache.
// It refuses to judge performance, which another job on the machine changes; the other three scores must be 100.

import './node-version.mjs';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { readArguments } from './arguments.mjs';
import { findBrowser, launchArguments, noBrowser } from './browser.mjs';
import { builtPages } from './built-pages.mjs';
import { fetchedPackage } from './fetched-package.mjs';
import { root } from './files.mjs';
import { freePort } from './free-port.mjs';
import { medianInterval } from './median-interval.mjs';
import { serve } from './serve.mjs';

const VERSION = '12.8.2';
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

Runs Lighthouse ${VERSION} against build/ with simulated throttling and prints the medians. Fetches it into .cache the first time.
Writes .cache/reports/lighthouse.json, from which npm run status takes its row. Ends with 1 where accessibility, best practices
or SEO are below 100, and with 2 where there is no built site, no browser, or no way to npm's registry.

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

/** A load that left no whole trace, as on a machine with no time for it, is made again so often. */
const TRIES = 3;

/**
 * One load: scores from 0 to 100, and the vitals.
 * @throws Error where Lighthouse could not measure the page
 */
async function load({ default: lighthouse, desktopConfig }, address, { preset, port }) {
	const flags = { port: Number(port), logLevel: 'error', onlyCategories: CATEGORIES };
	const config = preset === 'desktop' ? desktopConfig : undefined;
	const isWhole = ({ audits, categories }) =>
		categories.performance.score !== null &&
		Object.keys(VITALS).every((audit) => Number.isFinite(audits[audit].numericValue));
	let { lhr } = await lighthouse(address, flags, config);
	for (let tries = 1; !isWhole(lhr) && tries < TRIES; tries++)
		({ lhr } = await lighthouse(address, flags, config));
	if (!isWhole(lhr))
		throw new Error(
			`${address}, ${preset}: ${lhr.runtimeError?.message ?? `no whole trace in ${TRIES} loads`}`
		);
	const scores = CATEGORIES.map((name) => [name, Math.round(100 * lhr.categories[name].score)]);
	const vitals = Object.entries(VITALS).map(([audit, name]) => [name, lhr.audits[audit].numericValue]);
	const missed = CATEGORIES.filter((name) => name !== 'performance').flatMap((name) =>
		lhr.categories[name].auditRefs
			.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1)
			.map(({ id }) => `${name}: ${lhr.audits[id].title}`)
	);
	return { figures: Object.fromEntries([...scores, ...vitals]), missed };
}

/** The first page, chapters and instruments, and one notebook. */
function pagesOfSite() {
	const chosen = /^(?:[\w-]+\/|notebook\/quantize-a-photo\/)?index\.html$/;
	const names =
		'about design glossary hand-in licences networks notebook offline privacy references studies teach';
	const extra = new Set(names.split(' ').map((name) => `${name}/index.html`));
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
if (!existsSync(join(root, 'build/index.html'))) {
	console.error('There is no build/index.html: build the site first, with npm run build.');
	process.exit(2);
}
const library = await fetchedPackage('lighthouse', VERSION, 'lighthouse/core/index.js');
const port = await freePort();
const server = await serve({ folder: join(root, 'build'), port: 0 });
const browser = await chromium.launch({
	executablePath: browserFound.path,
	args: [...launchArguments, `--remote-debugging-port=${port}`]
});
try {
	const results = await measure(library, server, port);
	mkdirSync(join(root, '.cache/reports'), { recursive: true });
	const found = {
		lighthouse: VERSION,
		browser: `Chromium ${browser.version()}`,
		date: new Date().toISOString().slice(0, 10),
		machine: `${cpus().length} cores, ${cpus()[0].model.trim()}`,
		rounds: Number(values.rounds),
		results
	};
	writeFileSync(REPORT, `${JSON.stringify(found, null, '\t')}\n`);
	if (results.some((each) => each.missed.length > 0)) process.exitCode = 1;
} finally {
	await browser.close();
	await server.close();
}
