// The pages suite of `npm run bench`: how a built page comes up, in fresh windows of the desktop's size: when its largest part is
// painted, how much it jumps, and its longest task. Loads of all pages are taken in turn.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, root } from './files.mjs';
import { medianInterval } from './median-interval.mjs';
import { serve } from './serve.mjs';

/** Pages that are measured: chapters and what the header links to; pages of code are text alone. */
const pagesOf = (folder) =>
	filesUnder(folder)
		.map((path) => path.slice(folder.length).replaceAll('\\', '/'))
		.filter((path) => /^\/(?:[a-z-]+\/)?index\.html$/.test(path))
		.map((path) => path.replace(/index\.html$/, ''));

/** Runs in the page, before anything of its own. */
function observe() {
	globalThis.vitals = { largestPaintMs: 0, shift: 0, longestTaskMs: 0 };
	const watch = (type, hear) =>
		new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true });
	watch('largest-contentful-paint', (entry) => (globalThis.vitals.largestPaintMs = entry.startTime));
	watch('layout-shift', (entry) => {
		if (!entry.hadRecentInput) globalThis.vitals.shift += entry.value;
	});
	watch(
		'longtask',
		(entry) => (globalThis.vitals.longestTaskMs = Math.max(globalThis.vitals.longestTaskMs, entry.duration))
	);
}

async function load(browser, address) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	const page = await context.newPage();
	await page.addInitScript(observe);
	await page.goto(address, { waitUntil: 'load' });
	await page.waitForLoadState('networkidle').catch(() => undefined);
	await page.waitForTimeout(300);
	const vitals = await page.evaluate(() => globalThis.vitals);
	await context.close();
	return vitals;
}

/**
 * @param {import('playwright').Page} page of the benchmark; only its browser is used
 * @param {{ rounds: number }} options loads of every page
 * @returns what goes into the file of figures
 */
export async function benchPages(page, { rounds }) {
	const folder = join(root, 'build');
	if (!existsSync(folder)) throw new Error('there is no build/: npm run build makes it');
	const browser = page.context().browser();
	const server = await serve({ folder, port: 0 });
	const addresses = pagesOf(folder);
	const loads = new Map(addresses.map((address) => [address, []]));
	try {
		for (let round = 0; round < rounds; round++) {
			console.error(`pages: round ${round + 1} of ${rounds}`);
			for (const address of addresses)
				loads.get(address).push(await load(browser, new URL(address, server.address).href));
		}
	} finally {
		await server.close();
	}
	const figures = addresses.map((address) => {
		const of = (name) => medianInterval(loads.get(address).map((vitals) => vitals[name])).median;
		return {
			page: address,
			largestPaintMs: Math.round(of('largestPaintMs')),
			shift: Number(of('shift').toFixed(4)),
			longestTaskMs: Math.round(of('longestTaskMs'))
		};
	});
	for (const { page: address, largestPaintMs, shift, longestTaskMs } of figures)
		console.log(
			`${address}: largest part painted after ${largestPaintMs} ms, moved by ${shift}, longest task ${longestTaskMs || 'below 50'} ms`
		);
	return figures;
}
