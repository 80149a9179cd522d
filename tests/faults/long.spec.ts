/** Faults that take minutes: a thousand lives of a run, and a minute in a page that is frozen. */
import { expect, type Page } from '@playwright/test';
import { trainers } from '../e2e/faults-page.ts';
import { faultTest, timed } from '../e2e/faults-report.ts';
import { SHORT, TRAINING, button, openLab } from '../e2e/lab-page.ts';
import { ownBytes } from './own-bytes.ts';

const CYCLES = Number(process.env.FAULT_CYCLES ?? 50);
const FROZEN_MS = Number(process.env.FAULT_FROZEN_MS ?? 60_000);
/** Cycles before the first reading: code is compiled, and caches fill. */
const WARM_UP = 10;
const LONG = SHORT.replace('steps=40', 'steps=5000');

interface Reading {
	/** All that is counted as the page's heap: also compiled code, and the browser's own notes of what happened when. */
	readonly heapBytes: number;
	/** What the site's own objects take of it. */
	readonly ownBytes: number;
	readonly listeners: number;
	readonly nodes: number;
	readonly workers: number;
	readonly records: number;
}

/** What the page holds after a forced garbage collection. */
async function read(page: Page): Promise<Reading> {
	// A worker that was ended takes a moment to go.
	await expect.poll(() => trainers(page).length, TRAINING).toBe(1);
	const session = await page.context().newCDPSession(page);
	await session.send('Performance.enable');
	for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
	const { metrics } = await session.send('Performance.getMetrics');
	const own = await ownBytes(session);
	await session.detach();
	const metric = (name: string): number => {
		const found = metrics.find((each) => each.name === name);
		if (!found) throw new Error(`the browser gives no ${name}`);
		return found.value;
	};
	const records = await page.evaluate(
		() =>
			new Promise<number>((resolve, reject) => {
				const opening = indexedDB.open('a-word-for-every-pixel');
				opening.onerror = () => reject(new Error(String(opening.error)));
				opening.onsuccess = () => {
					const counting = opening.result.transaction('lab').objectStore('lab').count();
					counting.onsuccess = () => {
						opening.result.close();
						resolve(counting.result);
					};
				};
			})
	);
	return {
		heapBytes: metric('JSHeapUsedSize'),
		ownBytes: own,
		listeners: metric('JSEventListeners'),
		nodes: metric('Nodes'),
		workers: trainers(page).length,
		records
	};
}

/** Start, pause, reset, and then another run in a new worker, which ends the old one. */
async function cycle(page: Page, index: number): Promise<void> {
	await button(page, 'Train').click();
	await button(page, 'Pause').click();
	await expect(page.getByText(/^Paused after step [\d,]+\./)).toBeVisible(TRAINING);
	await button(page, 'Reset').click();
	await expect(page.getByText('Ready at step 0.')).toBeVisible(TRAINING);
	await page.evaluate(
		(fragment) => {
			location.hash = fragment;
		},
		LONG.replace('steps=5000', `steps=${5001 + (index % 7)}`)
	);
	await expect(page.getByText('Changed settings apply from Reset.')).toBeVisible();
	await button(page, 'Reset').click();
	await expect(page.getByText('Changed settings apply from Reset.')).toBeHidden(TRAINING);
	await expect(page.getByText('Ready at step 0.')).toBeVisible(TRAINING);
}

faultTest(`${CYCLES} times start, pause, reset, and a new trainer`, 'nothing', async ({ page }) => {
	await openLab(page, LONG);
	for (let i = 0; i < WARM_UP; i++) await cycle(page, i);
	const before = await read(page);
	const time = await timed(async () => {
		for (let i = 0; i < CYCLES; i++) {
			await cycle(page, i);
			if ((i + 1) % 50 === 0) console.log(`${i + 1} of ${CYCLES} cycles`);
		}
	});
	const after = await read(page);
	const ownSlope = (after.ownBytes - before.ownBytes) / CYCLES;
	const slope = (after.heapBytes - before.heapBytes) / CYCLES;
	console.log(JSON.stringify({ before, after, ownSlope, slope }));
	expect(after.workers).toBe(1);
	expect(after.records).toBe(before.records);
	expect(after.listeners - before.listeners).toBeLessThan(CYCLES);
	expect(after.nodes - before.nodes).toBeLessThan(CYCLES);
	// A cycle that kept its run would keep at least the table and its samples: tens of thousands of bytes.
	expect(ownSlope).toBeLessThan(64);
	expect(slope).toBeLessThan(8192);
	return `${Math.round(ownSlope)} bytes of the site’s own objects a cycle, ${after.listeners - before.listeners} listeners and ${after.records - before.records} records more after ${CYCLES} cycles in ${time}`;
});

faultTest(`the page is frozen for ${FROZEN_MS / 1000} s while it trains`, 'nothing', async ({ page }) => {
	await openLab(page, LONG);
	await button(page, 'Train').click();
	await expect(button(page, 'Pause')).toBeVisible(TRAINING);
	const session = await page.context().newCDPSession(page);
	await session.send('Page.setWebLifecycleState', { state: 'frozen' });
	await new Promise((resolve) => setTimeout(resolve, FROZEN_MS));
	await session.send('Page.setWebLifecycleState', { state: 'active' });
	const progress = page.getByRole('progressbar', { name: 'Training steps taken' });
	const step = Number(await progress.getAttribute('value'));
	const time = await timed(() =>
		expect.poll(async () => Number(await progress.getAttribute('value')), TRAINING).toBeGreaterThan(step)
	);
	await expect(page.getByText(/no longer answered/)).toHaveCount(0);
	expect(page.workers().filter((worker) => worker.url().includes('train.worker'))).toHaveLength(1);
	return `the same trainer goes on after ${time}`;
});
