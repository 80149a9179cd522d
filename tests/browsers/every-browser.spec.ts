// The same promises in every browser: pages open, a receipt holds to the bit, every integer engine equals the reference.

import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test as base, type TestInfo } from '@playwright/test';
import { serve } from '../../scripts/serve.mjs';
import { readReceipt } from '../../src/lib/run/parse-receipt.ts';
import type { EqualityReport } from '../../src/tools/engine-check/equality.worker.ts';
import { serveEngineCheck } from '../engine-check-page.ts';
import { playwrightDriver, webkitDriver, type Driver } from './driver.ts';
import { ENGINES, type Engine } from './engines.ts';

const folder = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
/** What a server says that lets anyone in. */
const OPEN_TO_ALL = {
	'Access-Control-Allow-Origin': '*',
	'Cross-Origin-Resource-Policy': 'cross-origin',
	'Content-Type': 'text/javascript'
};
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

/** What the status table takes from the report of these tests (scripts/status-report.mjs). */
const note = (
	info: TestInfo,
	type: 'browser' | 'pages' | 'data' | 'network' | 'cells',
	found: string
): void => void info.annotations.push({ type, description: found });

const slugs = (name: string): string[] => readdirSync(folder(name)).map((file) => file.slice(3, -3));
const PAGES = ['lab', 'speed', 'studies', 'notebook', 'glossary', 'references'];

test('every page opens, is alive, and throws nothing', async ({ driver, baseURL }, info) => {
	test.setTimeout(300_000);
	const chapters = slugs('content/chapters');
	expect(chapters.length).toBeGreaterThan(4);
	const notebooks = slugs('content/notebooks').map((name) => `notebook/${name}`);
	const pages = ['', ...[...chapters, ...notebooks, ...PAGES].map((page) => `${page}/`)];
	note(info, 'browser', driver.version);
	note(info, 'pages', String(pages.length));
	for (const page of pages) {
		await driver.open(`${baseURL}/${page}`);
		expect(await driver.run<string>('return document.querySelector("h1").innerText'), page).toMatch(/\w/);
		// Its script enables the theme button.
		const theme = `document.querySelector('header button[aria-label*="theme"]')`;
		await expect.poll(() => driver.run(`return ${theme}.disabled`), { timeout: 30_000 }).toBe(false);
		expect(driver.errors() ?? [], page).toEqual([]);
	}
});

for (const name of readdirSync(RECEIPTS))
	test(`the receipt ${name} holds: same pictures, same network`, async ({ driver, baseURL }, info) => {
		test.setTimeout(240_000);
		await driver.open(`${baseURL}/lab/#v1&view=runs`);
		await driver.upload('Check a receipt', `${RECEIPTS}/${name}`);
		await driver.press('Replay it here');
		const verdicts = ['The receipt holds', 'The receipt does not hold', 'Not taken'];
		expect(await driver.see(verdicts, 180_000)).toBe('The receipt holds');
		// The hashes stand in the file, which was made in another browser.
		const { dataHash, snapshotHash } = readReceipt(readFileSync(`${RECEIPTS}/${name}`, 'utf8'));
		for (const hash of [dataHash, snapshotHash]) {
			// Once as the file says it and once as this browser found it.
			const cells = `[...document.querySelectorAll('td')].filter(({ title }) => title === '${hash}').length`;
			expect(await driver.run<number>(`return ${cells}`), hash).toBe(2);
		}
		note(info, 'data', dataHash);
		note(info, 'network', snapshotHash);
	});

test('every integer engine equals the reference in every number', async ({ driver, engine }, info) => {
	test.setTimeout(600_000);
	const server = await serveEngineCheck();
	await driver.open(server.address);
	await expect.poll(() => driver.run('return "engineCheck" in globalThis'), { timeout: 30_000 }).toBe(true);
	const { renderer, cells } = await driver.run<EqualityReport>('return engineCheck.equality()');
	await server.close();
	for (const { engine: name, equal, total } of cells)
		note(info, 'cells', `${name}: ${equal} of ${total}${name.startsWith('WebGL') ? `, ${renderer}` : ''}`);
	expect(renderer !== null).toBe(engine.webglInWorker);
	expect(cells.length).toBeGreaterThanOrEqual(engine.webglInWorker ? 4 : 2);
	for (const { engine: name, equal, total, wrong } of cells) {
		expect(wrong, name).toEqual([]);
		expect(total, name).toBeGreaterThan(name === 'WebGPU' ? 10_000 : 1_000_000);
		expect(equal, name).toBe(total);
	}
});

test('a notebook’s cells run in their closed frame', async ({ driver, baseURL }) => {
	test.setTimeout(120_000);
	await driver.open(`${baseURL}/notebook/quantize-a-photo/`);
	await driver.press('Run all');
	await driver.see(['4 levels, one every 85 values'], 60_000);
	expect(driver.errors() ?? []).toEqual([]);
});

test('and reach no server from there', async ({ driver, baseURL }) => {
	const asked: string[] = [];
	const outside = createServer(({ url }, response) => {
		asked.push(url ?? '');
		response.writeHead(200, OPEN_TO_ALL).end('globalThis.loaded = true;');
	});
	await new Promise<void>((listening) => outside.listen(0, '127.0.0.1', listening));
	const there = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
	await driver.open(`${baseURL}/notebook/`);
	// The program in the closed frame is ours here: it has the doors that the notebooks' own program hides.
	const program = `
		const tries = {
			fetch: () => fetch('${there}/fetch'),
			script: () => importScripts('${there}/script'),
			module: () => import('${there}/module'),
			site: () => fetch('${baseURL}/runs/hero.json'),
			storage: () => new Promise((yes, no) => {
				const opening = indexedDB.open('x');
				opening.onsuccess = yes;
				opening.onerror = no;
			})
		};
		(async () => {
			const through = ['tried'];
			for (const [name, go] of Object.entries(tries)) try { await go(); through.push(name); } catch {}
			postMessage({ through });
		})();`;
	const through = await driver.run<string[]>(`return new Promise((done) => {
		const frame = document.createElement('iframe');
		frame.setAttribute('sandbox', 'allow-scripts');
		frame.src = 'frame.html';
		addEventListener('message', ({ data }) => {
			if (data.type === 'frame') frame.contentWindow.postMessage({ type: 'start', program: ${JSON.stringify(program)} }, '*');
			else done(data.through ?? [data.reason]);
		});
		document.body.append(frame);
	});`);
	expect(through).toEqual(['tried']);
	await fetch(`${there}/control`);
	expect(asked).toEqual(['/control']);
	// Firefox tells of each door that the policy closed.
	for (const told of driver.errors() ?? []) expect(told).toMatch(/(connect|script)-src/);
	await new Promise((closed) => outside.close(closed));
});

test('a run trains with the backend that the page chooses', async ({ driver, baseURL }) => {
	test.setTimeout(240_000);
	await driver.open(`${baseURL}/lab/#v1&encoding=pixel-embedding&d=2&steps=20&batch=8&light=1`);
	await driver.press('Train');
	await driver.see(['Finished: all 20 steps taken.'], 180_000);
	expect(driver.errors() ?? []).toEqual([]);
});
