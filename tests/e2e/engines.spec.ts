// The fast engines in a real browser, on a page of their own that no reader gets: equal to the reference in every number.

import { expect, test, type Page } from '@playwright/test';
import type { EngineCheck } from '../../src/tools/engine-check/page.ts';
import { serveEngineCheck } from '../engine-check-page.ts';
import { collectErrors } from './page-errors.ts';

let server: Awaited<ReturnType<typeof serveEngineCheck>>;

test.beforeAll(async () => {
	server = await serveEngineCheck();
});

test.afterAll(() => server.close());

/** Run one check of the page; its errors on the console fail the test. */
async function check<Name extends keyof EngineCheck>(
	page: Page,
	name: Name
): Promise<Awaited<ReturnType<EngineCheck[Name]>>> {
	const errors = collectErrors(page);
	await page.goto(server.address);
	await page.waitForFunction(() => 'engineCheck' in globalThis);
	const report = await page.evaluate((chosen: string): Promise<unknown> => {
		const { engineCheck } = globalThis as unknown as {
			engineCheck: Record<string, () => Promise<unknown>>;
		};
		return engineCheck[chosen]();
	}, name);
	expect(errors).toEqual([]);
	// What crosses into the browser has no type; the page's own says what each check answers.
	return report as Awaited<ReturnType<EngineCheck[Name]>>;
}

test('every engine equals the reference in every number, in a worker', async ({ page }) => {
	// Half a minute on two idle cores; minutes where others use them.
	test.setTimeout(300_000);
	const { renderer, cells, glError } = await check(page, 'equality');
	expect(renderer, 'a worker has WebGL2').not.toBeNull();
	// Two forms of two engines, and WebGPU where the browser has it.
	expect(cells.length).toBeGreaterThanOrEqual(4);
	for (const { engine, equal, total, wrong } of cells) {
		expect(wrong, engine).toEqual([]);
		expect(total, engine).toBeGreaterThan(engine === 'WebGPU' ? 10_000 : 1_000_000);
		expect(equal, engine).toBe(total);
	}
	expect(glError).toBe(0);
});

test('float networks on WebGL2 agree with sums in float64', async ({ page }) => {
	const { difference, equal, total, glError } = await check(page, 'floats');
	expect(difference).toBeLessThan(1e-5);
	expect(total).toBeGreaterThan(10_000);
	expect(equal).toBe(total);
	expect(glError).toBe(0);
});

const LOST_AND_BACK = {
	run: 'DeviceLostError',
	repeat: 'DeviceLostError',
	load: 'DeviceLostError',
	afterwards: null
};

test('a lost WebGL2 context is a DeviceLostError, and a new engine works', async ({ page }) => {
	expect(await check(page, 'loss')).toEqual(LOST_AND_BACK);
});

test('a lost WebGPU device is a DeviceLostError, and a new engine works', async ({ page }) => {
	const report = await check(page, 'webgpuLoss');
	// WebGPU is optional, in a browser and so here.
	expect([null, LOST_AND_BACK]).toContainEqual(report);
});

test('fifty networks made and disposed of leave no WebGL object behind', async ({ page }) => {
	const [first, last, closed] = await check(page, 'leaks');
	expect(last).toEqual(first);
	expect(Object.values(closed)).toEqual([0, 0, 0, 0, 0]);
});
