import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { noiseFile } from './cifar10-bytes.ts';
import { mainThreadWork } from './page-work.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const picker = (page: Page) => page.getByLabel('Choose CIFAR-10 files, or drop them here');
const REAL = join('..', 'shared', 'data', 'cifar-10');

async function open(page: Page): Promise<void> {
	await page.goto('/lab/#v1&encoding=pixel-embedding&d=4&steps=20&batch=8&view=pictures');
	await expect(page.getByRole('combobox', { name: 'Encoding' })).toBeEnabled();
}

test('CIFAR-10 without files waits for them', async ({ page }) => {
	await open(page);
	await page.getByRole('radio', { name: /^CIFAR-10,/ }).check();
	await expect(page.getByText('Choose your CIFAR-10 files first, under “Pictures”.')).toBeVisible();
	await expect(button(page, 'Train')).toBeDisabled();
});

test('files of the reader’s own are read and trained on', async ({ page }) => {
	await open(page);
	await picker(page).setInputFiles([
		noiseFile('data_batch_1.bin', 300, 1),
		noiseFile('test_batch.bin', 100, 2)
	]);
	await expect(
		page.getByText('2 files: 270 pictures to learn from, 30 for validation, 100 for the test.')
	).toBeVisible();
	await expect(page.getByRole('radio', { name: /^CIFAR-10,/ })).toBeChecked();
	await button(page, 'Train').click();
	await expect(page.getByText('Finished: all 20 steps taken.')).toBeVisible({ timeout: 45_000 });
	await page.getByRole('tab', { name: 'Training' }).click();
	await expect(page.getByRole('img', { name: /^Test picture 1: / })).toBeVisible();
	await expect(page.getByText(/of\s+100 test pictures right/).first()).toBeVisible();
});

test('the settings say which pictures are used, and lead to where they are chosen', async ({ page }) => {
	await page.goto('/lab/#v1&light=0');
	const settings = page.getByRole('region', { name: 'Settings' });
	await expect(settings.getByText('materials, dark')).toBeVisible();
	await settings.getByRole('button', { name: 'Choose pictures' }).press('Enter');
	await expect(page.getByRole('tab', { name: 'Pictures' })).toBeFocused();
	const mirror = page.getByRole('checkbox', { name: /Show them in a mirror/ });
	await expect(mirror).toBeChecked();
	await mirror.press('Space');
	await expect(settings.getByText('never mirrored')).toBeVisible();
	await expect(page).toHaveURL(/mirror=off/);
	await page.reload();
	await expect(mirror).not.toBeChecked();
});

test('a reading can be cancelled, and nothing has changed', async ({ page }) => {
	// A reader that says how far it is, and never ends.
	await page.route('**/cifar10.worker*', (route) =>
		route.fulfill({
			contentType: 'text/javascript',
			headers: { 'cross-origin-embedder-policy': 'require-corp' },
			body: "onmessage = () => postMessage({ type: 'progress', done: 30, of: 184 });"
		})
	);
	await open(page);
	await picker(page).setInputFiles([noiseFile('data_batch_1.bin', 300, 1)]);
	await expect(page.getByText('30 of 184 MB')).toBeVisible();
	await button(page, 'Cancel').click();
	await expect(page.getByText('30 of 184 MB')).toBeHidden();
	await expect(picker(page)).toBeEnabled();
	await expect(page.getByRole('alert')).toHaveCount(0);
	await expect(page.getByRole('radio', { name: /Materials/ })).toBeChecked();
});

test('a wrong file is refused beside the drop area, and what was there stays', async ({ page }) => {
	await open(page);
	await picker(page).setInputFiles([noiseFile('data_batch_1.bin', 300, 1)]);
	await expect(page.getByText('1 file:')).toBeVisible();
	await picker(page).setInputFiles([
		{ name: 'holiday.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(5000, 3) }
	]);
	const alert = page.getByRole('alert');
	await expect(alert).toContainText('holiday.bin: expected a multiple of 3073 bytes, got 5000');
	await expect(alert).toContainText('The files chosen before are still in use.');
	await expect(page.getByText('1 file:')).toBeVisible();
	await expect(button(page, 'Train')).toBeEnabled();
});

test('a wrong file does not touch a run', async ({ page }) => {
	await open(page);
	await button(page, 'Step').click();
	await expect(page.getByText('Paused after step 1.')).toBeVisible({ timeout: 45_000 });
	await picker(page).setInputFiles([
		{ name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a0000', 'hex') }
	]);
	await expect(page.getByRole('alert')).toContainText('photo.png: this looks like');
	await expect(page.getByText('Paused after step 1.')).toBeVisible();
	await expect(page.getByRole('radio', { name: /Materials/ })).toBeChecked();
});

test('dropped files are taken like chosen ones', async ({ page }) => {
	await open(page);
	const bytes = noiseFile('data_batch_1.bin', 200, 3).buffer.toString('base64');
	const transfer = await page.evaluateHandle((base64) => {
		const data = new DataTransfer();
		const raw = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
		data.items.add(new File([raw], 'data_batch_1.bin'));
		return data;
	}, bytes);
	await page.getByRole('group', { name: 'CIFAR-10 files' }).dispatchEvent('drop', { dataTransfer: transfer });
	await expect(page.getByText('1 file:')).toBeVisible();
});

test('the real CIFAR-10 is read without holding up the page, and trained on', async ({ browser, page }) => {
	test.skip(!existsSync(REAL), 'needs a copy of CIFAR-10 beside the repository');
	test.setTimeout(240_000);
	await open(page);
	const { heaviest, control } = await mainThreadWork(browser, page, async () => {
		await picker(page).setInputFiles(
			['data_batch_1.bin', 'data_batch_2.bin', 'test_batch.bin'].map((name) => join(REAL, name))
		);
		await expect(
			page.getByText(/3 files: 18,000 pictures to learn from, 2,000 for validation, 2,000 for the test\./)
		).toBeVisible({ timeout: 60_000 });
		await button(page, 'Train').click();
		await expect(page.getByText('Finished: all 20 steps taken.')).toBeVisible({ timeout: 120_000 });
	});
	expect(heaviest).toBeLessThan(control);
});
