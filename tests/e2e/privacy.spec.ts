import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { SHORT, button, openLab, trainToEnd } from './lab-page.ts';
import { write } from './notebook-cells.ts';

test('what is kept is shown, saved, after a question deleted, and brought back; what is not the site’s stays', async ({
	page
}) => {
	test.setTimeout(240_000);
	await openLab(page, SHORT.replace('steps=40', 'steps=6'));
	await trainToEnd(page, 6);
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
	const saved = readFileSync(await download.path());
	await dialog.getByRole('button', { name: 'Keep it' }).click();
	await expect(row('theme')).toContainText('kept now');

	await button(page, 'Delete it all …').click();
	await dialog.getByRole('button', { name: 'Delete it all' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Deleted.' })).toBeVisible();
	expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['of-another-course']);
	await expect(page.getByText('kept now')).toHaveCount(0);

	const back = page.getByLabel('Bring it back from a file');
	const file = (name: string, text: string) => ({
		name,
		mimeType: 'application/json',
		buffer: Buffer.from(text)
	});
	await back.setInputFiles(file('<b>mine</b>.json', String(saved).replace('"dark"', '7')));
	await expect(page.getByRole('alert')).toHaveText(
		'Nothing was brought back, and nothing is changed. <b>mine</b>.json: texts: theme must be a text.'
	);
	await back.setInputFiles(file('kept.json', String(saved)));
	await expect(page.getByText(/^Brought back: (?=.*theme)(?=.*1 notebook).*, 1 run\.$/)).toBeVisible();
	await back.setInputFiles(file('kept.json', String(saved)));
	await expect(
		page.getByText(/^Brought back: nothing\. Left as this browser has it: .*1 run\.$/)
	).toBeVisible();
	await page.goto('/lab/#v1&view=runs');
	await expect(page.getByRole('textbox', { name: 'Name of this run' })).toHaveValue(/6 steps, seed 1$/);
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
