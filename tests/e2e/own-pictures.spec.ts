import { expect, test, type Page, type Request } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { TRAINING, button, openLab, showPart, trainToEnd } from './lab-page.ts';
import { noiseFile } from './cifar10-bytes.ts';
import { png, stripes } from './own-pictures-bytes.ts';
import { mainThreadWork } from './page-work.ts';

const TINY = '#v1&encoding=pixel-embedding&d=4&steps=20&batch=8&view=pictures';
const picker = (page: Page) => page.getByLabel('Choose files of pictures, or drop them here');
const ledger = (page: Page) => page.getByRole('region', { name: 'Classes of the pictures' });
const row = (page: Page, name: string) => ledger(page).getByRole('row', { name: new RegExp(`^${name}`) });
const fingerprint = (page: Page) => page.locator('dd code');

async function openPictures(page: Page): Promise<void> {
	await openLab(page, TINY);
	await expect(picker(page)).toBeEnabled();
}

test('a zip of folders is shown before it is learned, trained on, and never sent', async ({ page }) => {
	const requests: Request[] = [];
	page.on('request', (request) => requests.push(request));
	await openPictures(page);
	await picker(page).setInputFiles(stripes(20));
	await expect(row(page, 'lying')).toContainText(/14\s*2\s*4$/);
	await expect(row(page, 'standing')).toContainText(/14\s*2\s*4$/);
	await expect(page.getByRole('img', { name: '8 pictures of lying' })).toBeVisible();
	await expect(page.getByRole('img', { name: /How often each pixel value occurs/ })).toBeVisible();
	await expect(fingerprint(page)).toHaveText(/^[0-9a-f]{64}$/);
	await expect(page.getByRole('radio', { name: /Your own pictures/ })).toBeChecked();
	expect(await axeViolations(page)).toEqual([]);
	const hash = await fingerprint(page).innerText();
	expect(page.url()).toContain(`data=own`);
	// What a mirror does to a reader's pictures the page cannot know.
	await expect(page.getByRole('checkbox', { name: /Show them in a mirror/ })).not.toBeChecked();
	expect(page.url()).toContain('mirror=off');
	expect(page.url()).toContain(`pictures=${hash}`);
	await showPart(page, 'Training');
	await trainToEnd(page, 20);
	await expect(page.getByText(/of\s+8 test pictures right/).first()).toBeVisible();
	const home = new URL(page.url()).origin;
	expect(requests.length).toBeGreaterThan(5);
	for (const request of requests) {
		expect(request.postData(), request.url()).toBeNull();
		expect(request.method()).toBe('GET');
		const url = new URL(request.url());
		expect(['data:', 'blob:'].includes(url.protocol) || url.origin === home, request.url()).toBe(true);
	}
});

test('pictures stay for the next visit, until they are deleted', async ({ page }) => {
	await openPictures(page);
	await picker(page).setInputFiles(stripes(10));
	await expect(page.getByText(/kept for your next visit/)).toBeVisible();
	const hash = await fingerprint(page).innerText();
	await page.reload();
	await expect(fingerprint(page)).toHaveText(hash);
	await expect(page.getByText('The next run learns from these pictures.')).toBeVisible();
	await button(page, 'Delete these pictures').click();
	await expect(ledger(page)).toBeHidden();
	await expect(page.getByRole('radio', { name: /Materials/ })).toBeChecked();
	await page.reload();
	await expect(picker(page)).toBeEnabled();
	await expect(ledger(page)).toBeHidden();
});

test('the same pictures in another order are the same data', async ({ page }) => {
	await openPictures(page);
	await picker(page).setInputFiles(stripes(10, ['one', 'two']));
	await expect(row(page, 'one')).toBeVisible();
	const first = await fingerprint(page).innerText();
	await picker(page).setInputFiles(stripes(10, ['two', 'one']));
	await expect(row(page, 'one')).toBeVisible();
	// The other pictures under the same names are other data.
	await expect(fingerprint(page)).not.toHaveText(first);
	await picker(page).setInputFiles({ ...stripes(10, ['one', 'two']), name: 'renamed.zip' });
	await expect(page.getByRole('heading', { name: 'renamed' })).toBeVisible();
	await expect(fingerprint(page)).toHaveText(first);
});

test('what cannot be read is refused by name, and what was there stays', async ({ page }) => {
	await openPictures(page);
	await picker(page).setInputFiles(stripes(10));
	await expect(row(page, 'lying')).toBeVisible();
	const refusals: [string, Buffer, string][] = [
		['notes.txt', Buffer.from('dear diary'), 'notes.txt: this looks like a text file'],
		['cut.zip', stripes(10).buffer.subarray(0, 900), 'cut.zip: the zip archive has no directory at its end'],
		[
			'digits',
			Buffer.from([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28]),
			'a file of pictures and its file of labels'
		]
	];
	for (const [name, buffer, words] of refusals) {
		await picker(page).setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
		await expect(page.getByRole('alert')).toContainText(words);
		await expect(page.getByRole('alert')).toContainText('The pictures from before are still here.');
		await expect(row(page, 'lying')).toBeVisible();
	}
});

test('a damaged picture is named', async ({ page }) => {
	const { zipSync } = await import('fflate');
	const good = png(32, (x) => [x, x, x]);
	const bad = Uint8Array.from(good);
	bad.fill(0xff, 41, bad.length - 20);
	const zip = zipSync({ 'a/1.png': good, 'b/broken.png': bad });
	await openPictures(page);
	await picker(page).setInputFiles({ name: 'x.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) });
	await expect(page.getByRole('alert')).toContainText('b/broken.png: the picture is damaged');
});

test('names of classes are text and nothing else', async ({ page }) => {
	const dialogs: string[] = [];
	page.on('dialog', (dialog) => {
		dialogs.push(dialog.message());
		void dialog.dismiss();
	});
	const name = '<img src=x onerror=alert(1)>';
	await openPictures(page);
	await picker(page).setInputFiles(stripes(10, [name, 'plain']));
	await expect(ledger(page).getByText(name)).toBeVisible();
	await showPart(page, 'Training');
	await trainToEnd(page, 20);
	await showPart(page, 'Answers');
	await expect(page.getByText(name).first()).toBeVisible();
	expect(dialogs).toEqual([]);
});

test('settings for other pictures say so and do not train', async ({ page }) => {
	await openLab(page, `#v1&data=own&steps=20&pictures=${'ab'.repeat(32)}`);
	await expect(
		page.getByText(/These settings are for pictures with the fingerprint abababababab…: choose them/)
	).toBeVisible();
	await expect(button(page, 'Train')).toBeDisabled();
	await showPart(page, 'Pictures');
	await picker(page).setInputFiles(stripes(10));
	await expect(page.getByText('The next run learns from these pictures.')).toBeVisible();
	await expect(button(page, 'Train')).toBeEnabled();
});

test('a receipt of own pictures is replayed on them, and refused on others', async ({ page }) => {
	test.setTimeout(240_000);
	await openPictures(page);
	await picker(page).setInputFiles(stripes(10));
	await expect(row(page, 'lying')).toBeVisible();
	await trainToEnd(page, 20);
	await showPart(page, 'Runs');
	const downloading = page.waitForEvent('download');
	await button(page, 'Save this run’s receipt').click();
	const receipt = await (await downloading).path();
	await page.getByLabel('Check a receipt').setInputFiles(receipt);
	await button(page, 'Replay it here').click();
	await expect(page.getByText('The receipt holds: the replay came to the same result.')).toBeVisible(
		TRAINING
	);
	await showPart(page, 'Pictures');
	await picker(page).setInputFiles(stripes(12));
	await expect(row(page, 'lying')).toContainText(/9\s*1\s*2$/);
	await showPart(page, 'Runs');
	await page.getByLabel('Check a receipt').setInputFiles(receipt);
	await button(page, 'Replay it here').click();
	await expect(page.getByText(/These settings are for pictures with the fingerprint/).first()).toBeVisible();
});

test('fifty thousand pictures are read and kept without holding up the page', async ({ browser, page }) => {
	test.setTimeout(300_000);
	await openPictures(page);
	const files = Array.from({ length: 5 }, (_, i) => noiseFile(`data_batch_${i + 1}.bin`, 10_000, i + 1));
	const paths = await Promise.all(
		[...files, noiseFile('test_batch.bin', 10_000, 6)].map(async ({ name, buffer }) => {
			const path = test.info().outputPath(name);
			await (await import('node:fs/promises')).writeFile(path, buffer);
			return path;
		})
	);
	const { heaviest, control } = await mainThreadWork(browser, page, async () => {
		await picker(page).setInputFiles(paths);
		await expect(row(page, 'all 10')).toContainText(/48,000\s*2,000\s*10,000$/, { timeout: 200_000 });
	});
	expect(heaviest).toBeLessThan(control);
	await expect(page.getByText(/184 MB, kept for your next visit/)).toBeVisible();
	const hash = await fingerprint(page).innerText();
	await page.reload();
	await expect(fingerprint(page)).toHaveText(hash, { timeout: 60_000 });
});
