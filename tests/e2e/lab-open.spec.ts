import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { decodeRunFile } from '#lib/run/run-file.ts';
import { axeViolations } from './axe.ts';
import { SHORT, TRAINING, button, openLab, showPart, trainToEnd } from './lab-page.ts';
import { stripes } from './own-pictures-bytes.ts';
import { collectErrors } from './page-errors.ts';

test.setTimeout(240_000);

const picker = (page: Page) => page.getByLabel('Choose a file, or drop it anywhere on the lab');
const part = (page: Page) => page.getByRole('tabpanel', { name: 'Open' });
const finding = (page: Page, name: string) => part(page).getByRole('region', { name }).getByRole('status');

async function take(page: Page, title: string): Promise<string> {
	await showPart(page, 'Take away');
	const downloading = page.waitForEvent('download', { timeout: 60_000 });
	await page.getByRole('listitem').filter({ hasText: title }).getByRole('button').click();
	return (await downloading).path();
}

test('packed integers come back: looked into, tested, compared and timed, and the run stays', async ({
	page
}) => {
	const errors = collectErrors(page);
	await openLab(page, '#v1&light=0');
	await showPart(page, 'Open');
	await picker(page).setInputFiles('static/networks/pixel-embedding.lbn');
	await expect(part(page).getByText('a packed network: whole numbers alone')).toBeVisible();
	await expect(part(page).getByText('Nothing has been replaced by it.')).toBeVisible();
	expect(await axeViolations(page)).toEqual([]);

	await button(page, 'Compare every engine with the reference').click();
	await expect(finding(page, 'Engines against the reference')).toHaveText(
		/^([\d,]+) of \1 cells are equal\.$/,
		TRAINING
	);
	await button(page, 'Test it on materials, dark').click();
	await expect(finding(page, 'How right it is')).toContainText(/[\d,]+ of 2,000 right, [\d.]+%/, TRAINING);
	await button(page, 'Time it beside the networks of the speed page').click();
	await expect(part(page).getByText('the opened file, WASM').first()).toBeVisible(TRAINING);
	await part(page)
		.getByRole('region', { name: 'How fast it is here' })
		.getByRole('button', { name: 'Stop' })
		.click();
	await expect(part(page).getByText(/A packed file holds signs and thresholds\./)).toBeVisible();

	await button(page, 'See its answers').click();
	await expect(page.getByText('opened', { exact: true })).toBeVisible();
	await expect(page.getByRole('button', { name: /brick answered rightly/ })).toBeVisible();
	await showPart(page, 'Inside');
	await expect(page.getByRole('group', { name: 'Layer' })).toBeVisible();
	await showPart(page, 'Training');
	await expect(page.getByText(/holds a network and no run/)).toBeVisible();
	await button(page, 'Back to the current run').click();
	await expect(page.getByRole('img', { name: /^The table at step [1-9]/ })).toBeVisible();
	expect(errors).toEqual([]);
});

test('a run that is taken away halfway comes back, and ends as if it had never stopped', async ({ page }) => {
	// Few pictures have their fingerprint at once.
	await openLab(page, '#v1&encoding=pixel-embedding&d=2&steps=24&batch=8&view=pictures');
	await page.getByLabel('Choose files of pictures, or drop them here').setInputFiles(stripes(10));
	await expect(page.getByText('The next run learns from these pictures.')).toBeVisible();
	await trainToEnd(page, 24);
	const whole = decodeRunFile(readFileSync(await take(page, 'The run itself (.awrun)')));
	expect(whole.result?.confusion.length).toBe(4);

	await button(page, 'Reset').click();
	for (let step = 1; step <= 3; step++) {
		await button(page, 'Step').click();
		await expect(page.getByText(`Paused after step ${step}.`)).toBeVisible(TRAINING);
	}
	const halfway = await take(page, 'The run itself (.awrun)');
	const name = decodeRunFile(readFileSync(halfway));
	expect([name.step, name.losses.length]).toEqual([3, 3]);

	// Another run is under way when the file comes back: it is put aside, not lost.
	await page.getByRole('spinbutton', { name: 'Seed' }).fill('7');
	await button(page, 'Reset').click();
	await button(page, 'Step').click();
	await expect(page.getByText('Paused after step 1.')).toBeVisible(TRAINING);
	await showPart(page, 'Open');
	await picker(page).setInputFiles(halfway);
	await expect(part(page).getByText(/^24 steps of 8 pictures, seed 1,.* never mirrored$/)).toBeVisible();
	await button(page, 'Go on from step 3').click();
	await expect(page.getByText('Paused after step 3.')).toBeVisible(TRAINING);
	await expect(page.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('1');
	await trainToEnd(page, 24);
	const again = decodeRunFile(readFileSync(await take(page, 'The run itself (.awrun)')));
	expect(again.network).toEqual(whole.network);
	expect(again.losses).toEqual(whole.losses);

	await showPart(page, 'Runs');
	await page.getByRole('button', { name: /^Go on with .*seed 7, step 1$/ }).click();
	await expect(page.getByText('Paused after step 1.')).toBeVisible(TRAINING);
	await expect(page.getByText('on this machine, seed 7')).toBeVisible();
});

test('a kept run begins a new one, whose settings say so', async ({ page }) => {
	await openLab(page, SHORT.replace('d=4', 'd=2').replace('steps=40', 'steps=4'));
	await trainToEnd(page, 4);
	await showPart(page, 'Open');
	await button(page, 'Open this run').click();
	await button(page, 'Test it on its own test pictures').click();
	await expect(finding(page, 'How right it is')).toContainText(
		'This is what the file says, to the picture.',
		TRAINING
	);
	await button(page, 'Begin a new run with these weights').click();
	await expect(page).toHaveURL(/start=[0-9a-f]{64}/);
	await button(page, 'Reset').click();
	await expect(button(page, 'Train')).toBeEnabled(TRAINING);
	await trainToEnd(page, 4);
	await expect(
		page.getByRole('region', { name: 'Settings' }).getByText(/Begins with the network/)
	).toBeVisible();
	await page.reload();
	await expect(page.getByText(/These settings begin with the network .*: open its file first/)).toBeVisible();
	await expect(button(page, 'Train')).toBeDisabled();
});

test('what is no file of ours is refused by name, dropped or chosen, and names are text', async ({
	page
}) => {
	const dialogs: string[] = [];
	page.on('dialog', (dialog) => {
		dialogs.push(dialog.message());
		void dialog.dismiss();
	});
	await openLab(page);
	const transfer = await page.evaluateHandle(() => {
		const data = new DataTransfer();
		data.items.add(new File(['hello'], '<img src=x onerror=alert(1)>.lbn'));
		return data;
	});
	await page.getByRole('region', { name: 'The run' }).dispatchEvent('drop', { dataTransfer: transfer });
	const alert = part(page).getByRole('alert');
	await expect(alert).toContainText(
		'<img src=x onerror=alert(1)>.lbn: the file begins like none that is known here'
	);
	await expect(alert).toContainText('Nothing else has changed.');
	await button(page, 'Open the recorded run’s network').click();
	await expect(part(page).getByRole('heading', { name: 'hero.lbn' })).toBeVisible();
	const cut = readFileSync('static/networks/hero.lbn').subarray(0, 900);
	await picker(page).setInputFiles({ name: 'cut.lbn', mimeType: '', buffer: cut });
	await expect(alert).toContainText(/cut\.lbn: this network takes \d+ bytes, the file has 900/);
	await expect(alert).toContainText('What was open is still here.');
	await expect(part(page).getByRole('heading', { name: 'hero.lbn' })).toBeVisible();
	expect(dialogs).toEqual([]);
});
