import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { button } from './lab-page.ts';
import { write } from './notebook-cells.ts';

test('what is kept is shown, saved and, after a question, deleted; what is not the site’s stays', async ({
	page
}) => {
	await page.goto('/notebook/quantize-a-photo/');
	await write(page, 1, 'const mine = 1;');
	await page.getByRole('button', { name: 'Change to the dark theme' }).click();
	await page.evaluate(() => localStorage.setItem('of-another-course', 'stays'));
	await expect.poll(() => page.evaluate(() => Object.keys(localStorage).length)).toBeGreaterThan(2);
	await page.goto('/privacy/');
	const row = (name: string) => page.getByRole('row').filter({ hasText: name });
	await expect(row('notebook:')).toContainText('kept now');
	await expect(row('theme')).toContainText('kept now');
	await expect(row('a-word-for-every-pixel: pictures')).not.toContainText('kept now');

	await button(page, 'Delete it all …').click();
	const dialog = page.getByRole('dialog', { name: 'Delete all of it?' });
	expect(await axeViolations(page)).toEqual([]);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		dialog.getByRole('button', { name: 'Save it all to a file' }).click()
	]);
	const saved = JSON.parse(readFileSync((await download.path()) ?? '', 'utf8')) as {
		localStorage: Record<string, string>;
	};
	expect(Object.keys(saved.localStorage).toSorted()).toEqual(['notebook:quantize-a-photo', 'theme']);
	await dialog.getByRole('button', { name: 'Keep it' }).click();
	await expect(row('theme')).toContainText('kept now');

	await button(page, 'Delete it all …').click();
	await dialog.getByRole('button', { name: 'Delete it all' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Deleted.' })).toBeVisible();
	expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['of-another-course']);
	await expect(page.getByText('kept now')).toHaveCount(0);
});

test('the licences name what is built in, with their words', async ({ page }) => {
	await page.goto('/licences/');
	for (const name of [
		'@tensorflow/tfjs-core',
		'svelte',
		'onnxruntime-web',
		'@fontsource-variable/newsreader'
	])
		await expect(page.getByRole('rowheader', { name, exact: true })).toBeVisible();
	const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'd3-shape' }) });
	await row.getByRole('link', { name: 'ISC' }).click();
	await expect(page.locator(':target')).toContainText('Permission to use, copy, modify');
	expect(await axeViolations(page)).toEqual([]);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('what the browser keeps is still to be read', async ({ page }) => {
		await page.goto('/privacy/');
		await expect(page.getByText('course-progress', { exact: true })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Delete it all …' })).toBeHidden();
	});
});
