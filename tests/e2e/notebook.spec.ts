// Notebooks: the reader's own code, run in the sandbox against the built site.

import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { cell, codeOf, output, run, write } from './notebook-cells.ts';

const QUANTIZE = '/notebook/quantize-a-photo/';

test.describe('a cell', () => {
	test('runs with the keyboard, after the cells it needs', async ({ page }) => {
		await page.goto(QUANTIZE);
		await page.getByRole('button', { name: 'Edit cell 2' }).click();
		await codeOf(page, 2).press('Control+Enter');
		await expect(cell(page, 2).getByText(/^done in/)).toBeVisible();
		await expect(cell(page, 1).getByText(/^done in/)).toBeVisible();
		await expect(cell(page, 2).getByRole('figure')).toContainText('4 levels, one every 85 values');
	});

	test('goes stale when it or what it uses is changed, and is not run by itself', async ({ page }) => {
		await page.goto(QUANTIZE);
		await page.getByRole('button', { name: 'Run all' }).click();
		await expect(cell(page, 2).getByText(/^done in/)).toBeVisible();
		await write(page, 1, "const pixels = data.drawPicture('landscape').subarray(0, 300);\npixels.length");
		await expect(cell(page, 1).getByText('stale: it was changed after it ran')).toBeVisible();
		await expect(cell(page, 2).getByText('stale: cell 1, which it uses, is stale')).toBeVisible();
		await run(page, 1);
		await expect(output(page, 1)).toHaveText('300');
		await expect(cell(page, 2).getByText('stale: cell 1, which it uses, has run since')).toBeVisible();
	});
});

test.describe('the reader’s text', () => {
	test('is kept over a reload, and reset brings the page’s own back, and the reader’s again', async ({
		page
	}) => {
		await page.goto(QUANTIZE);
		await write(page, 1, 'const mine = 5;');
		await page.getByRole('button', { name: 'Add a cell' }).click();
		await write(page, 8, 'mine + 1');
		await page.reload();
		await expect(codeOf(page, 1)).toHaveText('const mine = 5;');
		await run(page, 8);
		await expect(output(page, 8)).toHaveText('6');
		await page.getByRole('button', { name: 'Reset all' }).click();
		await expect(cell(page, 1)).toContainText("data.drawPicture('landscape')");
		await expect(cell(page, 8)).toHaveCount(0);
		await page.getByRole('button', { name: 'Bring my version back' }).click();
		await expect(codeOf(page, 1)).toHaveText('const mine = 5;');
		await expect(codeOf(page, 8)).toHaveText('mine + 1');
	});

	test('travels in a link, runs only when asked, and takes no one’s place for good', async ({
		page,
		context
	}) => {
		await context.grantPermissions(['clipboard-read', 'clipboard-write']);
		await page.goto(QUANTIZE);
		await write(page, 1, "'from the link'");
		await page.getByRole('button', { name: 'Copy link' }).click();
		await expect(page.getByText(/^Copied\./)).toBeVisible();
		const link = await page.evaluate(() => navigator.clipboard.readText());
		await write(page, 1, "'my own'");
		await page.goto('/notebook/');
		await page.goto(link);
		await expect(codeOf(page, 1)).toHaveText("'from the link'");
		await expect(cell(page, 1).getByText('not run')).toBeVisible();
		await expect(page).toHaveURL(/quantize-a-photo\/$/);
		await page.getByRole('button', { name: 'Bring my version back' }).click();
		await expect(codeOf(page, 1)).toHaveText("'my own'");
	});

	test('a damaged link is named, and the page is as it was', async ({ page }) => {
		await page.goto(`${QUANTIZE}#notebook=1.zzzz`);
		await expect(page.getByRole('alert')).toContainText(
			'The notebook in this link was not read: it is damaged'
		);
		await expect(cell(page, 1)).toContainText('data.drawPicture');
	});

	for (const kind of ['ipynb', 'js'])
		test(`is saved as .${kind} and opened again`, async ({ page }) => {
			await page.goto(QUANTIZE);
			await write(page, 2, 'const saved = "yes";');
			const waiting = page.waitForEvent('download');
			await page.getByRole('button', { name: `Save .${kind}` }).click();
			const path = await (await waiting).path();
			await page.getByRole('button', { name: 'Reset all' }).click();
			await page.getByLabel('Open a file…').setInputFiles({
				name: `mine.${kind}`,
				mimeType: 'text/plain',
				buffer: await readFile(path)
			});
			await expect(page.getByText(`mine.${kind} is open.`)).toBeVisible();
			await expect(codeOf(page, 2)).toHaveText('const saved = "yes";');
		});

	test('a notebook in another language is refused by name', async ({ page }) => {
		await page.goto(QUANTIZE);
		await page.getByLabel('Open a file…').setInputFiles({
			name: 'other.ipynb',
			mimeType: 'application/json',
			buffer: Buffer.from('{"cells":[],"metadata":{"language_info":{"name":"python"}}}')
		});
		await expect(page.getByRole('alert')).toContainText('its cells are written in python');
	});
});

test('the editor completes names of the library', async ({ page }) => {
	await page.goto(QUANTIZE);
	await write(page, 2, '');
	await expect(page.locator('.cm-editor')).toBeVisible();
	await codeOf(page, 2).pressSequentially('core.fixedT');
	await expect(page.getByRole('option', { name: /fixedTable/ })).toBeVisible();
	// The editor takes no key for 75 ms, so that a list which has just opened does not swallow one.
	await page.waitForTimeout(150);
	await page.keyboard.press('Enter');
	await expect(codeOf(page, 2)).toHaveText('core.fixedTable');
});

test('a text area serves where the editor cannot be fetched', async ({ page }) => {
	await page.route(/code-editor|chunks\//, (route) =>
		route.request().resourceType() === 'script' && started ? route.abort() : route.continue()
	);
	let started = false;
	await page.goto(QUANTIZE);
	await page.getByRole('button', { name: 'Run cell 1', exact: true }).click();
	await expect(cell(page, 1).getByText(/^done in/)).toBeVisible();
	started = true;
	await page.getByRole('button', { name: 'Edit cell 2' }).click();
	await codeOf(page, 2).fill('1 + 1');
	await run(page, 2);
	await expect(output(page, 2)).toHaveText('2');
	await expect(page.locator('.cm-editor')).toHaveCount(0);
});

test('a run trains under its cell, and the next cells use it', async ({ page }) => {
	await page.goto('/notebook/fold-and-verify/');
	await write(
		page,
		1,
		`const run = await lab.train({ steps: 8, batchSize: 4, seed: 7 });
await run.finished();
const snapshot = await run.snapshot();
run.step`
	);
	await run(page, 5);
	await expect(output(page, 1)).toContainText('of the test pictures right after 8 steps', {
		timeout: 40_000
	});
	await expect(output(page, 5)).toContainText('Both say');
	await run(page, 6);
	await expect(output(page, 6)).toContainText('ripples');
});

test('a photo of the reader’s is waited for, and can be refused', async ({ page }) => {
	await page.goto(QUANTIZE);
	await write(page, 1, 'const photo = await lab.photo({ side: 16 });\nphoto.pixels.length');
	await run(page, 1);
	const input = page.getByLabel('Choose a photo');
	await input.setInputFiles({ name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
	await expect(output(page, 1)).toContainText('no.png was not taken');
	await input.setInputFiles('docs/home.png');
	await expect(output(page, 1)).toContainText('768');
});

test('a cell inside a chapter runs like any other', async ({ page }) => {
	await page.goto('/design/');
	await run(page, 1);
	await expect(output(page, 1)).toContainText('A dither of four');
});

test('the list of what a cell can call has every room, with anchors', async ({ page }) => {
	await page.goto('/notebook/api/#core.fixedTable');
	for (const room of ['show', 'draw', 'lab', 'A run', 'core', 'data', 'engines'])
		await expect(page.getByRole('heading', { level: 2, name: room, exact: true })).toBeVisible();
	await expect(page.getByText('fixedTable(e: Encoding): LevelTable')).toBeInViewport();
	expect(await axeViolations(page)).toEqual([]);
});

test('without JavaScript the notebook is text and code', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(QUANTIZE);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Quantize a photo');
	await expect(page.getByText('core.roundPixels(bits)')).toBeVisible();
	await expect(page.getByRole('button', { name: /^Run/ })).toHaveCount(0);
	await context.close();
});

for (const scheme of ['light', 'dark'] as const)
	test(`axe finds nothing on a notebook that has run (${scheme})`, async ({ page }) => {
		await page.emulateMedia({ colorScheme: scheme });
		await page.goto(QUANTIZE);
		await page.getByRole('button', { name: 'Run all' }).click();
		await expect(cell(page, 7).getByText(/^done in/)).toBeVisible();
		expect(await axeViolations(page)).toEqual([]);
	});
