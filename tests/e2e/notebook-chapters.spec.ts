// Cells inside chapters: code to read, which runs when the reader asks, and costs nothing before.

import { expect, test } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { cell, codeOf, output, run, write } from './notebook-cells.ts';

const CELLS = {
	'what-a-bit-costs': 'Rounding error',
	'one-number-many-bits': 'largestJump'
} as const;

for (const [chapter, shown] of Object.entries(CELLS))
	test(`the cell of ${chapter} runs as it stands`, async ({ page }) => {
		await page.goto(`/${chapter}/`);
		await run(page, 1);
		await expect(cell(page, 1).getByText(/^done in/)).toBeVisible({ timeout: 30_000 });
		await expect(output(page, 1)).toContainText(shown);
	});

test('its program is fetched when the reader asks for it, and the keyboard goes on from there', async ({
	page
}) => {
	const fetched: string[] = [];
	page.on('request', (request) => fetched.push(request.url()));
	await page.goto('/what-a-bit-costs/');
	await cell(page, 1).scrollIntoViewIfNeeded();
	expect(fetched.filter((url) => /cell\.worker/.test(url))).toEqual([]);
	await page.getByRole('button', { name: 'Run cell 1', exact: true }).press('Enter');
	await expect(output(page, 1)).toContainText('largest');
	expect(fetched.filter((url) => /cell\.worker/.test(url))).toHaveLength(1);
	await expect(cell(page, 1).getByRole('button').first()).toBeFocused();
	await write(page, 1, 'core.roundPixels(3).levels');
	await codeOf(page, 1).press('Control+Enter');
	await expect(output(page, 1)).toHaveText('8');
	await page.getByRole('button', { name: 'Reset the code of cell 1' }).click();
	await expect(cell(page, 1)).toContainText('Math.floor(value / step + 0.5)');
});

test('Edit opens the editor at once', async ({ page }) => {
	await page.goto('/one-number-many-bits/');
	await page.getByRole('button', { name: 'Edit cell 1' }).click();
	await expect(codeOf(page, 1)).toBeFocused();
	expect(await axeViolations(page)).toEqual([]);
});

test('without JavaScript it is code to read', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/one-number-many-bits/');
	await expect(page.getByText('core.distinctWords(mine)')).toBeVisible();
	await expect(page.getByRole('button', { name: /cell/ })).toHaveCount(0);
	await context.close();
});
