import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { CHAPTERS } from '../../src/lib/course/chapters.ts';
import { writeOfflineList } from '../../scripts/offline-list.mjs';
import { SHORT, button, trainToEnd } from './lab-page.ts';
import { expectOutput } from './notebook-cells.ts';
import { collectErrors } from './page-errors.ts';
import { plainHost, type PlainHost } from './plain-host.ts';

test.use({ serviceWorkers: 'allow' });

let host: PlainHost;
test.beforeEach(async () => {
	host = await plainHost('build');
});
test.afterEach(() => host.stop());

/** One visit, until the copy is complete. */
async function visit(page: Page, path = ''): Promise<void> {
	await page.goto(host.address + path);
	await page.evaluate(async () => {
		const registration = await navigator.serviceWorker.ready;
		const worker = registration.active;
		if (worker?.state === 'activated') return;
		await new Promise((activated) => worker?.addEventListener('statechange', activated));
	});
}

const cacheNames = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys());

test('after one visit of one page everything opens without a network, and trains', async ({
	page,
	context
}) => {
	test.setTimeout(240_000);
	await visit(page, 'glossary/');
	await host.stop();
	await context.setOffline(true);
	const errors = collectErrors(page);
	for (const { slug, title } of CHAPTERS.slice(0, 9)) {
		await page.goto(`${host.address}${slug}/`);
		await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
	}
	// Inside the site as well, where pages fetch data instead of pages.
	await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Lab' }).click();
	await expect(page.getByRole('combobox', { name: 'Encoding' })).toBeEnabled();
	// A host without headers, and the copy brings them: exact clocks.
	expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
	await page.goto(`${host.address}lab/${SHORT.replace('steps=40', 'steps=6')}`);
	await page.reload();
	await trainToEnd(page, 6);
	await page.goto(`${host.address}notebook/quantize-a-photo/`);
	await expectOutput(page, 1, '6 * 7', '42');
	expect(await page.evaluate(() => document.fonts.check('1rem Newsreader'))).toBe(true);
	expect(errors).toEqual([]);
});

test('the room of notebook cells is closed when the service worker hands it out', async ({ page }) => {
	await visit(page);
	await page.goto(`${host.address}notebook/quantize-a-photo/`);
	await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
	// A nested worker has none of the library's labels: the frame itself has to hold.
	const source = `
		const code = \`(async () => {
			const tries = {
				fetch: () => fetch('${host.address}'),
				storage: () => new Promise((yes, no) => { const r = indexedDB.open('x'); r.onsuccess = yes; r.onerror = no; }),
				caches: () => caches.open('x'),
				script: () => importScripts('${host.address}theme.js')
			};
			const through = [];
			for (const [name, go] of Object.entries(tries)) try { await go(); through.push(name); } catch {}
			postMessage(self.origin + ' through: ' + (through.join() || 'nothing'));
		})()\`;
		const worker = new Worker('data:text/javascript,' + encodeURIComponent(code));
		await new Promise((yes, no) => { worker.onmessage = ({ data }) => yes(data); worker.onerror = no; })`;
	await expectOutput(page, 1, source, 'null through: nothing');
	await expect(page.locator('iframe')).not.toHaveAttribute('sandbox');
});

test('a frame that would have the origin of its page runs nothing', async ({ page }) => {
	await page.goto(`${host.address}glossary/`);
	const heard = await page.evaluate(async (address) => {
		const heard: unknown[] = [];
		addEventListener('message', ({ data }) => heard.push(data));
		const frame = document.createElement('iframe');
		frame.src = address;
		document.body.append(frame);
		await new Promise((loaded) => (frame.onload = loaded));
		frame.contentWindow?.postMessage({ type: 'start', program: 'postMessage(1)' }, '*');
		frame.contentWindow?.postMessage({ type: 'frame-ping', id: 1 }, '*');
		// A round through the frame's own queue, which holds both messages.
		await new Promise((done) => {
			frame.contentWindow?.addEventListener('message', done);
			frame.contentWindow?.postMessage({ type: 'last' }, '*');
		});
		return heard;
	}, `${host.address}notebook/frame.html?plain`);
	expect(heard).toEqual([]);
});

test('a page that is not in the copy says so, and an address without its slash leads home', async ({
	page,
	context
}) => {
	await visit(page);
	await page.goto(`${host.address}source/src/lib/core/fold.ts/`);
	await context.setOffline(true);
	await page.goto(`${host.address}source/src/lib/core/fold.ts/`);
	await expect(page.getByRole('heading', { level: 1, name: /fold\.ts/ })).toBeVisible();
	await page.goto(`${host.address}source/src/lib/core/config.ts/`);
	await expect(page.getByRole('heading', { name: 'This page needs a network' })).toBeVisible();
	await page.goto(`${host.address}lab`);
	await expect(page).toHaveURL(/\/lab\/$/);
});

test('a newer version is announced, waits for other tabs and for a run, and replaces the old copy', async ({
	page,
	context
}) => {
	test.setTimeout(120_000);
	const folder = mkdtempSync(join(tmpdir(), 'newer-'));
	try {
		cpSync('build', folder, { recursive: true });
		const glossary = join(folder, 'glossary/index.html');
		writeFileSync(
			glossary,
			readFileSync(glossary, 'utf8').replace('<title>', '<meta name="edition" content="newer"><title>')
		);
		writeOfflineList(folder);

		await visit(page, `lab/${SHORT}`);
		const old = await cacheNames(page);
		host.folder = folder;
		await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
		const line = page.getByRole('complementary', { name: 'Newer version' });
		await expect(line).toContainText('A newer version of this course is ready');
		// Both copies are there, and the page goes on with its own.
		expect(await cacheNames(page)).toEqual(expect.arrayContaining(old));

		await button(page, 'Step').click();
		await expect(page.getByText(/^Paused/).first()).toBeVisible({ timeout: 60_000 });
		const start = button(page, 'Start the new version');
		await start.click();
		await expect(line).toContainText('A run is open on this page, and goes on');

		await page.getByRole('contentinfo').getByRole('link', { name: 'Glossary' }).click();
		await expect(page).toHaveTitle(/^Glossary/);
		const other = await context.newPage();
		await other.goto(`${host.address}glossary/`);
		await expect(other).toHaveTitle(/^Glossary/);
		await start.click();
		await expect(line).toContainText('open in another tab too');
		await other.close();

		// The browser takes a moment to notice that a tab is gone.
		await expect(async () => {
			if (await start.isVisible()) await start.click();
			await expect(page.locator('meta[name="edition"]')).toHaveCount(1, { timeout: 2000 });
		}).toPass();
		await expect(line).toHaveCount(0);
		await expect.poll(async () => (await cacheNames(page)).filter((name) => old.includes(name))).toEqual([]);
	} finally {
		rmSync(folder, { recursive: true });
	}
});
