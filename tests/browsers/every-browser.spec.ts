// The same promises in every browser: pages open, a receipt holds to the bit, every integer engine equals the reference.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test as base } from '@playwright/test';
import { serve } from '../../scripts/serve.mjs';
import type { EqualityReport } from '../../src/tools/engine-check/equality.worker.ts';
import { serveEngineCheck } from '../engine-check-page.ts';
import { playwrightDriver, webkitDriver, type Driver } from './driver.ts';
import { ENGINES, type Engine } from './engines.ts';

const folder = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const RECEIPTS = folder('tests/golden/receipts');

async function freePort(): Promise<number> {
	const { port, close } = await serve({ folder: '.', port: 0 });
	await close();
	return port;
}

const test = base.extend<object, { engine: Engine; driver: Driver }>({
	engine: [async ({}, use, { project }) => use(ENGINES[project.name]), { scope: 'worker' }],
	driver: [
		async ({ engine }, use) => {
			const driver =
				engine.browser === 'webkit'
					? await webkitDriver(process.env.WEBKIT_DRIVER ?? 'WebKitWebDriver', await freePort())
					: await playwrightDriver(engine.browser, engine.options, { width: 1280, height: 800 });
			await use(driver);
			await driver.close();
		},
		{ scope: 'worker' }
	]
});

test('every page opens, is alive, and throws nothing', async ({ driver, baseURL }) => {
	test.setTimeout(300_000);
	const chapters = readdirSync(folder('content/chapters')).map((name) => name.slice(3, -3));
	expect(chapters.length).toBeGreaterThan(4);
	for (const page of [
		'',
		...[...chapters, 'lab', 'speed', 'studies', 'glossary', 'references'].map((p) => `${p}/`)
	]) {
		await driver.open(`${baseURL}/${page}`);
		expect(await driver.run<string>('return document.querySelector("h1").innerText'), page).toMatch(/\w/);
		// Its script enables the theme button.
		const theme = `document.querySelector('header button[aria-label*="theme"]')`;
		await expect.poll(() => driver.run(`return ${theme}.disabled`), { timeout: 30_000 }).toBe(false);
		expect(driver.errors() ?? [], page).toEqual([]);
	}
});

for (const name of readdirSync(RECEIPTS))
	test(`the receipt ${name} holds: same pictures, same network`, async ({ driver, baseURL }) => {
		test.setTimeout(240_000);
		await driver.open(`${baseURL}/lab/#v1&view=runs`);
		await driver.upload('Check a receipt', `${RECEIPTS}/${name}`);
		await driver.press('Replay it here');
		const verdicts = ['The receipt holds', 'The receipt does not hold', 'Not taken'];
		expect(await driver.see(verdicts, 180_000)).toBe('The receipt holds');
		// The hashes stand in the file, which was made in another browser.
		const { snapshotHash } = JSON.parse(readFileSync(`${RECEIPTS}/${name}`, 'utf8')) as {
			snapshotHash: string;
		};
		expect(snapshotHash).toMatch(/^[0-9a-f]{64}$/);
		expect(await driver.run('return document.body.innerText')).toContain(snapshotHash.slice(0, 12));
	});

test('every integer engine equals the reference in every number', async ({ driver, engine }, info) => {
	test.setTimeout(600_000);
	const server = await serveEngineCheck();
	await driver.open(server.address);
	await expect.poll(() => driver.run('return "engineCheck" in globalThis'), { timeout: 30_000 }).toBe(true);
	const { renderer, cells } = await driver.run<EqualityReport>('return engineCheck.equality()');
	await server.close();
	const counted = cells.map(({ engine: name, equal, total }) => `${name} ${equal} of ${total}`);
	info.annotations.push({
		type: 'cells',
		description: `${driver.version}, ${renderer ?? 'no WebGL2'}: ${counted.join('; ')}`
	});
	expect(renderer !== null).toBe(engine.webglInWorker);
	expect(cells.length).toBeGreaterThanOrEqual(engine.webglInWorker ? 4 : 2);
	for (const { engine: name, equal, total, wrong } of cells) {
		expect(wrong, name).toEqual([]);
		expect(total, name).toBeGreaterThan(name === 'WebGPU' ? 10_000 : 1_000_000);
		expect(equal, name).toBe(total);
	}
});

test('a run trains with the backend that the page chooses', async ({ driver, baseURL }) => {
	test.setTimeout(240_000);
	await driver.open(`${baseURL}/lab/#v1&encoding=pixel-embedding&d=2&steps=20&batch=8&light=1`);
	await driver.press('Train');
	await driver.see(['Finished: all 20 steps taken.'], 180_000);
	expect(driver.errors() ?? []).toEqual([]);
});
