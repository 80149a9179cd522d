// Notebooks: the reader's own code, run in the sandbox against the built site.

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
		await expect(cell(page, 2).getByRole('figure')).toContainText('The same in 2 bits');
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
		await expect(cell(page, 2).getByText(/^done in/)).toBeVisible();
		expect(await axeViolations(page)).toEqual([]);
	});
