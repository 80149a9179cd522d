import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { collectErrors } from './page-errors.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('a finished run gives a receipt; its replay holds, and one that was tampered with does not', async ({
	page
}) => {
	test.setTimeout(180_000);
	const errors = collectErrors(page);
	await page.goto('/lab/#v1&encoding=pixel-embedding&d=2&steps=20&batch=8&light=1');
	await page.getByRole('tab', { name: 'Runs' }).click();
	const receipts = page.getByRole('region', { name: 'Receipts' });
	await expect(button(page, 'Save this run’s receipt')).toBeDisabled();
	await expect(page.getByRole('combobox', { name: 'Encoding' })).toBeEnabled();
	await button(page, 'Train').click();
	await expect(page.getByText('Finished: all 20 steps taken.')).toBeVisible({ timeout: 60_000 });
	const saved = page.waitForEvent('download');
	await button(page, 'Save this run’s receipt').click();
	const download = await saved;
	expect(download.suggestedFilename()).toBe('receipt-pixel-embedding-20-steps-seed-1.json');
	const text = readFileSync(await download.path(), 'utf8');
	const receipt = JSON.parse(text) as { testAccuracy: number; codeVersion: string };

	const open = (name: string, content: string) =>
		receipts
			.getByLabel('Check a receipt')
			.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
	await open('mine.json', text);
	await button(page, 'Replay it here').click();
	await expect(receipts.getByText('The receipt holds: the replay came to the same result.')).toBeVisible({
		timeout: 60_000
	});
	await expect(receipts.getByRole('row', { name: /final network/ })).toContainText('equal');

	await open('better.json', JSON.stringify({ ...receipt, testAccuracy: 0.9 }));
	await button(page, 'Replay it here').click();
	await expect(
		receipts.getByText('The receipt does not hold: the replay came to another result.')
	).toBeVisible({
		timeout: 60_000
	});
	await expect(receipts.getByRole('row', { name: /test accuracy/ })).toContainText('different');
	await expect(receipts.getByRole('row', { name: /final network/ })).toContainText('equal');

	await open('notes.json', '{"hello": 1}');
	await expect(receipts.getByRole('alert')).toContainText('its format must be "awep-receipt", got none');
	await expect(receipts.getByRole('alert')).toContainText('The receipt opened before is still here.');
	expect(errors).toEqual([]);
});
