// Notebooks on a phone: nothing scrolls sideways, everything can be hit.

import { expect, test } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { cell, codeOf, run, write } from './notebook-cells.ts';

test('a notebook that has run fits the screen', async ({ page }) => {
	await page.goto('/notebook/quantize-a-photo/');
	await page.getByRole('button', { name: 'Run all' }).click();
	await expect(cell(page, 7).getByText(/^done in/)).toBeVisible();
	const width = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBeLessThanOrEqual(390);
	const small = await page
		.locator('button, label[for], summary')
		.evaluateAll((buttons) =>
			buttons
				.map((each) => each.getBoundingClientRect())
				.filter(({ width, height }) => width > 1 && (width < 24 || height < 24))
		);
	expect(small).toEqual([]);
	expect(await axeViolations(page)).toEqual([]);
});

test('a cell is edited and run by touch', async ({ page }) => {
	await page.goto('/notebook/quantize-a-photo/');
	await write(page, 1, '6 * 7');
	await run(page, 1);
	await expect(cell(page, 1).getByText('42')).toBeVisible();
	await expect(codeOf(page, 1)).toHaveText('6 * 7');
});

for (const path of ['/notebook/', '/notebook/api/'])
	test(`${path} fits the screen`, async ({ page }) => {
		await page.goto(path);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
	});
