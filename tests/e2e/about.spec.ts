// The page About: what it says of the tests is what their reports said.

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { comparedCells, parseStatus } from '../../src/routes/about/status.ts';
import { axeViolations } from './axe.ts';

const status = parseStatus(JSON.parse(readFileSync('content/data/status.json', 'utf8')));
const grouped = (n: number): string => n.toLocaleString('en');

test('the footer leads to it, and it says what the file of the tests says', async ({ page }) => {
	await page.goto('/glossary/');
	await page.getByRole('contentinfo').getByRole('link', { name: 'About' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'About' })).toBeVisible();
	await expect(page.getByText(`at commit ${status.commit}`)).toBeVisible();
	const cells = comparedCells(status.browsers);
	const term = page.getByText('numbers of integer engines compared with the reference');
	await expect(term.locator('xpath=following-sibling::dd[1]')).toHaveText(
		cells ? grouped(cells.total) : 'not run'
	);
	const table = page.getByRole('table', { name: /^Browsers/ });
	for (const { name, passed } of status.browsers ?? [])
		await expect(table.getByRole('row', { name: new RegExp(`^${name} `) })).toContainText(`${passed} passed`);
	const unit = page.getByRole('row', { name: /^Unit tests/ });
	await expect(unit).toContainText(status.tests.unit ? grouped(status.tests.unit.passed) : 'not run');
	expect(await axeViolations(page)).toEqual([]);
});

test('on a phone nothing is wider than the window', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('/about/');
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('it is whole', async ({ page }) => {
		await page.goto('/about/');
		await expect(page.getByText('Tokunaga').first()).toBeVisible();
		await expect(page.getByRole('heading', { name: 'What is not tested' })).toBeVisible();
		await expect(page.getByRole('table', { name: /^Browsers/ })).toBeVisible();
	});
});
