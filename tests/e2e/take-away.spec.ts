import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';
import { decodeSnapshot, snapshotHash } from '#lib/core/snapshot.ts';
import { parseReceipt } from '#lib/run/parse-receipt.ts';
import { axeViolations } from './axe.ts';
import { SHORT, button, openLab, showPart, trainToEnd } from './lab-page.ts';

const row = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });

/** The content of the file behind a Save button, and its name. */
async function saved(page: Page, title: string): Promise<{ name: string; bytes: Buffer }> {
	const downloading = page.waitForEvent('download', { timeout: 60_000 });
	await row(page, title).getByRole('button').click();
	const download = await downloading;
	return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test('a finished run is taken away in every form, and the forms agree', async ({ page }) => {
	test.setTimeout(240_000);
	await openLab(page, SHORT);
	await trainToEnd(page, 40);
	await showPart(page, 'Take away');
	const lbn = await saved(page, 'Packed integers (.lbn)');
	expect(lbn.name).toBe('pixel-embedding-40-steps-seed-1.lbn');
	const network = decodeIntegerNetwork(lbn.bytes);
	expect([network.table.wordLength, network.classes]).toEqual([4, 10]);
	const snapshot = decodeSnapshot((await saved(page, 'Snapshot (.awep)')).bytes);
	const receipt = parseReceipt(JSON.parse((await saved(page, 'Receipt (JSON)')).bytes.toString('utf8')));
	expect(snapshotHash(snapshot)).toBe(receipt.snapshotHash);
	const card = (await saved(page, 'Model card (Markdown)')).bytes.toString('utf8');
	for (const fact of [receipt.dataHash, receipt.snapshotHash, `${(100 * receipt.testAccuracy).toFixed(1)} %`])
		expect(card).toContain(fact);
	expect((await saved(page, 'C99 source')).bytes.toString('utf8')).toContain('void classify(');
	expect((await saved(page, 'TypeScript source')).bytes.toString('utf8')).toContain(
		'export function classify('
	);
	const curves = (await saved(page, 'Curves (CSV)')).bytes.toString('utf8').trim().split('\r\n');
	expect(curves).toHaveLength(41);
	const confusion = (await saved(page, 'Confusion matrix (CSV)')).bytes.toString('utf8').trim().split('\r\n');
	expect(confusion).toHaveLength(11);
	for (const title of ['The table as a C header', 'ONNX', 'Safetensors'])
		expect((await saved(page, title)).bytes.length).toBeGreaterThan(1000);
});

test('the recorded run can be taken away at once', async ({ page }) => {
	await openLab(page, '#v1&view=take');
	const panel = page.getByRole('tabpanel', { name: 'Take away' });
	await expect(panel.getByRole('listitem')).toHaveCount(8);
	const { bytes } = await saved(page, 'Packed integers (.lbn)');
	expect(bytes.equals(readFileSync('static/networks/hero.lbn'))).toBe(true);
	await expect(panel.getByRole('status')).toHaveText(/^Saved as .*\.lbn\.$/);
	expect(await axeViolations(page)).toEqual([]);
});

test('a run that trains says when it can be taken', async ({ page }) => {
	await openLab(page, SHORT.replace('steps=40', 'steps=2000'));
	await showPart(page, 'Take away');
	await button(page, 'Train').click();
	await expect(page.getByText(/It can be opened whenever it stands still/)).toBeVisible({ timeout: 60_000 });
	await button(page, 'Pause').click();
	await expect(row(page, 'Packed integers (.lbn)')).toBeVisible({ timeout: 60_000 });
});
