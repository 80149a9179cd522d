import { expect, test } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { SHORT, TRAINING, button, openLab, rememberedStep, showPart, trainToEnd } from './lab-page.ts';
import { collectErrors } from './page-errors.ts';

test.setTimeout(300_000);

test('the parts are tabs: walked by keyboard, in the address, one at a time', async ({ page }) => {
	await openLab(page);
	await page.getByRole('tab', { name: 'Training' }).press('ArrowRight');
	await expect(page.getByRole('tab', { name: 'Answers' })).toBeFocused();
	await expect(page).toHaveURL(/view=answers/);
	await page.keyboard.press('End');
	await expect(page.getByRole('tabpanel')).toHaveCount(1);
	await expect(page.getByRole('tabpanel', { name: 'Open' })).toBeVisible();
	await page.reload();
	await expect(page.getByRole('tab', { name: 'Open' })).toHaveAttribute('aria-selected', 'true');
});

test('the recorded run shows its confusions before anything is trained', async ({ page }) => {
	await openLab(page, '#v1&view=answers');
	await expect(page.getByText(/of 2,000 test pictures right after\s+1,000 steps/)).toBeVisible();
	const cell = page.getByRole('button', { name: /brick answered rightly: \d+ of 200/ });
	await cell.focus();
	await page.keyboard.press('ArrowRight');
	await expect(page.getByRole('button', { name: /brick answered pebbles: \d+ of 200/ })).toBeFocused();
	await expect(page.getByText(/This run kept its answers to twelve pictures only/)).toBeVisible();
});

test('a finished run is questioned: confusions, classes, and the pictures behind a cell', async ({
	page
}) => {
	const errors = collectErrors(page);
	await openLab(page, SHORT);
	await showPart(page, 'Answers');
	await trainToEnd(page, 40);
	const matrix = page.getByRole('table', { name: /^What was answered to what/ });
	await expect(matrix.getByRole('button')).toHaveCount(100);
	// The counts of a row are its class's 200 test pictures.
	const labels = await matrix
		.getByRole('row', { name: /^wood/ })
		.getByRole('button')
		.evaluateAll((cells) => cells.map((cell) => cell.textContent ?? ''));
	const counts = labels.map((label) => Number(/: (\d+) of 200/.exec(label)?.[1]));
	expect(counts.reduce((a, b) => a + b, 0)).toBe(200);
	await expect(page.getByRole('table', { name: /^Right answers by class/ }).getByRole('row')).toHaveCount(11);

	const wrong = page.getByRole('region', { name: 'The pictures behind it' });
	await expect(wrong.getByRole('img', { name: /^Test picture/ })).toHaveCount(12);
	const confidences = await wrong
		.getByText(/^confidence/)
		.evaluateAll((all) =>
			all.map((each) => Number(/(\d+)%/.exec(each.parentElement?.textContent ?? '')?.[1]))
		);
	expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
	await wrong.getByRole('button', { name: 'Show 12 more' }).click();
	await expect(wrong.getByRole('img', { name: /^Test picture/ })).toHaveCount(24);

	const most = counts.indexOf(Math.max(...counts));
	await matrix.getByRole('row', { name: /^wood/ }).getByRole('button').nth(most).click();
	await expect(wrong.getByRole('heading')).toHaveText(new RegExp(`^${counts[most]} × wood`));
	for (const picture of await wrong.getByRole('img', { name: /^Test picture/ }).all())
		await expect(picture).toHaveAccessibleName(/: wood$/);
	expect(await axeViolations(page)).toEqual([]);
	expect(errors).toEqual([]);
});

test('the inside of the recorded network: filters, their curves, and every layer', async ({ page }) => {
	const errors = collectErrors(page);
	await openLab(page, '#v1&view=inside&value=20');
	await expect(page.getByRole('radio', { name: /^Filter/ })).toHaveCount(32);
	await page.getByRole('radio', { name: 'Filter 1', exact: true }).press('ArrowRight');
	await expect(
		page.getByRole('img', { name: /^Filter 2: its signs: \d+ of 270 signs are plus/ })
	).toBeVisible();
	await expect(page.getByRole('img', { name: /^upper left: value 20 adds/ })).toBeVisible();
	await page.getByRole('slider', { name: 'Pixel value' }).press('ArrowRight');
	await expect(page.getByRole('img', { name: /^upper left: value 21 adds/ })).toBeVisible();
	await page.getByRole('radio', { name: /^Convolution 3/ }).check({ force: true });
	const maps = page.getByRole('slider', { name: 'Convolution 3: levels of its 64 channels' });
	await expect(maps).toBeVisible();
	await maps.press('ArrowRight');
	await expect(page.getByText(/^Channel 1, row 1, column 2: level/)).toBeVisible();
	expect(errors).toEqual([]);
});

test('the inside of one’s own run opens whenever it stands still', async ({ page }) => {
	await openLab(page, SHORT.replace('steps=40', 'steps=5000'));
	await showPart(page, 'Inside');
	await button(page, 'Train').click();
	await expect(page.getByText('It can be opened whenever it stands still')).toBeVisible(TRAINING);
	await button(page, 'Pause').click();
	await expect(page.getByRole('img', { name: /of 108 signs are plus/ })).toBeVisible(TRAINING);
});

test('a float first layer has straight lines and no levels, and says so', async ({ page }) => {
	await openLab(page, '#v1&encoding=float-first&steps=2&batch=2&view=inside');
	await button(page, 'Train').click();
	await expect(page.getByText('A float filter can only draw straight lines')).toBeVisible(TRAINING);
	await expect(
		page.getByText('A network with a float first layer has no levels to show there')
	).toBeVisible();
});

test('finished runs are kept over a reload, compared, looked at, named and deleted', async ({ page }) => {
	const errors = collectErrors(page);
	await openLab(page, `${SHORT}&view=runs`);
	await expect(page.getByText('None yet. Press Train')).toBeVisible();
	await trainToEnd(page, 40);
	await expect(page.getByRole('textbox', { name: 'Name of this run' })).toHaveCount(1);
	await page.getByRole('spinbutton', { name: 'Seed' }).fill('2');
	await button(page, 'Reset').click();
	await expect(page.getByText('Ready at step 0.')).toBeVisible(TRAINING);
	await trainToEnd(page, 40);
	await expect(page.getByRole('textbox', { name: 'Name of this run' })).toHaveCount(2);

	await page.reload();
	const names = page.getByRole('textbox', { name: 'Name of this run' });
	await expect(names).toHaveCount(2);
	await expect(names.first()).toHaveValue(/40 steps, seed 2$/);
	// The two newest stand side by side.
	await expect(page.getByText('Only the seed differs: this is what luck alone does.')).toBeVisible();
	await expect(page.getByRole('table', { name: 'What differs' }).getByRole('row')).toHaveCount(2);
	await expect(page.getByText(/^Of the same 2,000 test pictures B answers [\d.]+ points/)).toBeVisible();
	await expect(page.getByRole('table', { name: /^Confusions: B − A/ })).toBeVisible();
	await page.getByRole('combobox', { name: 'Run A' }).selectOption('recorded');
	await expect(page.getByText('One run each is no verdict.')).toBeVisible();

	await names.first().fill('the second seed');
	await names.first().press('Enter');
	await page.getByRole('button', { name: 'Look at the second seed' }).click();
	await expect(page.getByText('kept', { exact: true })).toBeVisible();
	await showPart(page, 'Answers');
	await expect(page.getByRole('img', { name: /^Test picture/ })).toHaveCount(12);
	await showPart(page, 'Inside');
	await expect(page.getByRole('img', { name: /of 108 signs are plus/ })).toBeVisible();
	await button(page, 'Back to the current run').click();
	await expect(page.getByText('recorded', { exact: true }).first()).toBeVisible();

	await showPart(page, 'Runs');
	await page.getByRole('button', { name: 'Delete the second seed' }).click();
	await button(page, 'Really delete').click();
	await expect(names).toHaveCount(1);
	await page.reload();
	await expect(names).toHaveCount(1);
	await expect(names.first()).toHaveValue(/seed 1$/);
	expect(await axeViolations(page)).toEqual([]);
	expect(errors).toEqual([]);
});

test('a run that is left goes on from where it stood', async ({ page }) => {
	await openLab(page, SHORT.replace('steps=40', 'steps=60'));
	await button(page, 'Step').click();
	await expect(page.getByText('Paused after step 1.')).toBeVisible(TRAINING);
	await expect.poll(() => rememberedStep(page), TRAINING).toBe(1);
	await page.reload();
	await expect(page.getByText('A run of yours was left at step 1')).toBeVisible();
	await button(page, 'Go on from there').click();
	await expect(page.getByText('Paused after step 1.')).toBeVisible(TRAINING);
	await trainToEnd(page, 60);
	// Losses of all steps, the one before the reload too.
	await expect(page.getByRole('slider', { name: 'Training loss: read a value' })).toHaveAttribute(
		'max',
		'59'
	);
	await page.reload();
	await expect(page.getByRole('combobox', { name: 'Encoding' })).toBeEnabled();
	await expect(page.getByText('A run of yours was left')).toHaveCount(0);
});

test('where storage is forbidden everything else works, and the page says what is not kept', async ({
	page
}) => {
	await page.addInitScript(() => {
		IDBFactory.prototype.open = () => {
			throw new DOMException('storage is forbidden here', 'SecurityError');
		};
	});
	await openLab(page, `${SHORT}&view=runs`);
	await expect(page.getByRole('alert')).toContainText('storage is forbidden here');
	await trainToEnd(page, 40);
	await expect(page.getByText('The run could not be kept in this browser')).toBeVisible(TRAINING);
	await expect(page.getByRole('combobox', { name: 'Run B' }).locator('option').first()).toHaveText(/^Now: /);
});
