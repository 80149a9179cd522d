// The memory suite of `npm run bench`: all of CIFAR-10's size, read and trained on in the built lab, once by each way in. Says the
// most private memory of the page's process (looked at every 50 ms), the most it ever had resident, and the longest task of its main
// thread. Linux only: it reads /proc.
//
// The pictures are noise in CIFAR-10's own layout, or the reader's copy where CIFAR10_DIR names its folder. A copy of fewer than
// 50,000 training pictures is written again until there are as many.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './files.mjs';
import { serve } from './serve.mjs';

const RECORD = 3073;
const RECORDS = 10_000;
const TRAINING_FILES = 5;
const STEPS = 300;
const SAMPLE_MS = 50;
const MINUTE = 60_000;

/** Ways in: the part of the lab's Pictures, and what it says when the files are there. */
const WAYS = [
	{
		name: 'cifar-10',
		picker: 'Choose CIFAR-10 files, or drop them here',
		ready: /48,000 pictures to learn from/
	},
	{ name: 'own', picker: 'Choose files of pictures, or drop them here', ready: /kept for your next visit/ }
];

function noise(index) {
	const bytes = Buffer.alloc(RECORD * RECORDS);
	let state = index + 1;
	for (let at = 0; at < bytes.length; at += 4) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		bytes.writeUInt32LE(state, Math.min(at, bytes.length - 4));
	}
	for (let record = 0; record < RECORDS; record++) bytes[record * RECORD] = record % 10;
	return bytes;
}

/** The six files in a folder of their own. */
function writeFiles(folder) {
	const source = process.env.CIFAR10_DIR;
	const own = (name) => (source && existsSync(join(source, name)) ? readFileSync(join(source, name)) : null);
	const names = [
		...Array.from({ length: TRAINING_FILES }, (_, i) => `data_batch_${i + 1}.bin`),
		'test_batch.bin'
	];
	return names.map((name, i) => {
		const found = own(name) ?? own(`data_batch_${(i % 2) + 1}.bin`);
		const path = join(folder, name);
		writeFileSync(path, found?.subarray(0, RECORD * RECORDS) ?? noise(i));
		return path;
	});
}

/** Private megabytes of a process, or 0 where it is gone. */
function privateMegabytes(id) {
	try {
		const text = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
		const kilobytes = [...text.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)];
		return kilobytes.reduce((sum, [, size]) => sum + Number(size), 0) / 1000;
	} catch {
		return 0;
	}
}

/** The most megabytes a process ever had resident, pages that it shares with others included; nothing between two looks is missed. */
function mostResident(id) {
	const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'));
	return Math.round(Number(kilobytes?.[1] ?? 0) / 1000);
}

async function rendererIds(browser) {
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	await session.detach();
	return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** Longest task of the page's main thread since the last call, in ms; below 50 none is told. */
const longestTask = (page) =>
	page.evaluate(() => {
		const longest = Math.max(0, ...globalThis.longTasks);
		globalThis.longTasks = [];
		return Math.round(longest);
	});

async function measure(browser, address, files, { name, picker, ready }) {
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.addInitScript(() => {
		globalThis.longTasks = [];
		new PerformanceObserver((list) =>
			list.getEntries().forEach(({ duration }) => globalThis.longTasks.push(duration))
		).observe({ type: 'longtask' });
	});
	await page.goto(new URL(`lab/#v1&view=pictures&steps=${STEPS}`, address).href);
	await page.getByLabel(picker).waitFor();
	await page.waitForLoadState('networkidle');
	const ids = await rendererIds(browser);
	const now = () => Math.round(Math.max(...ids.map(privateMegabytes)));
	const before = now();
	await longestTask(page);
	let peak = 0;
	const watch = setInterval(() => (peak = Math.max(peak, now())), SAMPLE_MS);
	const peakSince = () => {
		const found = peak;
		peak = 0;
		return found;
	};
	try {
		await page.getByLabel(picker).setInputFiles(files);
		await page.getByText(ready).waitFor({ timeout: 5 * MINUTE });
		const reading = { peakMegabytes: peakSince(), longestTaskMs: await longestTask(page) };
		await page.getByRole('button', { name: 'Train', exact: true }).click();
		await page.getByText(`Finished: all ${STEPS} steps taken.`).waitFor({ timeout: 10 * MINUTE });
		const training = { peakMegabytes: peakSince(), longestTaskMs: await longestTask(page) };
		return {
			way: name,
			before,
			reading,
			training,
			after: now(),
			mostResident: Math.max(...ids.map(mostResident))
		};
	} finally {
		clearInterval(watch);
		await context.close();
	}
}

/**
 * @param {import('playwright').Page} page of the benchmark; only its browser is used
 * @returns what goes into the file of figures
 */
export async function benchMemory(page) {
	const folder = join(root, 'build');
	if (!existsSync(folder)) throw new Error('there is no build/: npm run build makes it');
	if (!existsSync('/proc/self/smaps_rollup'))
		throw new Error('the memory of a process is read from /proc, which is not here');
	const files = mkdtempSync(join(tmpdir(), 'cifar-'));
	const server = await serve({ folder, port: 0 });
	const figures = [];
	try {
		const paths = writeFiles(files);
		for (const way of WAYS) {
			const found = await measure(page.context().browser(), server.address, paths, way);
			figures.push(found);
			const of = ({ peakMegabytes, longestTaskMs }) =>
				`at most ${peakMegabytes} MB, longest task ${longestTaskMs || 'below 50'} ms`;
			console.log(
				`50,000 + 10,000 pictures as ${way.name}: ${found.before} MB before; reading: ${of(found.reading)}; ` +
					`${STEPS} steps: ${of(found.training)}; ${found.after} MB after; never more than ${found.mostResident} MB resident, shared pages included`
			);
		}
	} finally {
		await server.close();
		rmSync(files, { recursive: true });
	}
	return figures;
}
