import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { collectErrors, collectForeignRequests } from './page-errors.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const PAGE = '/pixel-embedding/';

async function open(page: Page, fragment = ''): Promise<void> {
	await page.goto(`${PAGE}${fragment}`);
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
}

const widget = (page: Page, name: string) => page.getByRole('figure', { name, exact: true });
const hero = (page: Page) =>
	widget(page, 'A table learning: where its thresholds go, and what a picture becomes');
const oneHot = (page: Page) => widget(page, 'One-hot row times table');
const bake = (page: Page) => widget(page, 'Baking a table: from latents to two bit-planes');
const look = (page: Page) => hero(page).getByRole('button', { name: 'Show it without a guess' }).click();

test('markers are placed with the keyboard and stay on the chart, scored', async ({ page }) => {
	const errors = collectErrors(page);
	const foreign = collectForeignRequests(page);
	await open(page);
	const marker = hero(page).getByRole('slider', { name: 'Marker 6' });
	await marker.press('Home');
	await marker.press('Shift+ArrowRight');
	await expect(marker).toHaveAttribute('aria-valuenow', '10');
	await hero(page).getByRole('button', { name: 'That is my guess' }).click();
	await expect(hero(page).getByText('your guess', { exact: true })).toBeVisible();
	await expect(hero(page).getByText(/your 6 markers/)).toBeVisible();
	expect(errors).toEqual([]);
	expect(foreign).toEqual([]);
});

test('time, value and picture are one state', async ({ page }) => {
	await open(page);
	await look(page);
	const step = hero(page).getByRole('slider', { name: 'Training step' });
	await step.press('Home');
	await expect(step).toHaveAttribute('aria-valuetext', 'step 0 of 1000');
	// At the start the word of every dark value is ten zeros, and rounding tells as much apart as the table.
	const value = hero(page).getByRole('slider', { name: 'Pixel value' });
	await expect(value).toHaveAttribute('aria-valuetext', 'value 23, word 0 0 0 0 0 0 0 0 0 0');
	await step.press('End');
	await expect(value).not.toHaveAttribute('aria-valuetext', 'value 23, word 0 0 0 0 0 0 0 0 0 0');

	const pixel = hero(page).getByRole('slider', { name: /^Pixel\. A test picture of studs/ });
	await pixel.press('ArrowRight');
	const text = await pixel.getAttribute('aria-valuetext');
	const picked = /value (\d+)/.exec(text ?? '')?.[1] ?? '';
	await expect(value).toHaveValue(picked);
	await value.fill('200');
	await expect(hero(page).getByText(/stands in 0 of these/)).toBeVisible();
});

test('another recorded table is fetched, and one that was never recorded says so', async ({ page }) => {
	await open(page);
	await look(page);
	await hero(page).getByLabel('Numbers in a word').selectOption('4');
	await expect(hero(page).getByRole('img', { name: /rows are the 4 entries of a word/ })).toBeVisible();
	await hero(page).getByLabel('Light').selectOption('bright');
	await expect(hero(page).getByText(/materials in bright light/)).toBeVisible();
	await hero(page).getByLabel('Seed').fill('77');
	await hero(page).getByLabel('Seed').blur();
	await expect(hero(page).getByText('No run was recorded with these settings')).toBeVisible();
	await hero(page).getByRole('button', { name: 'Reset' }).click();
	await expect(hero(page).getByRole('img', { name: /rows are the 10 entries of a word/ })).toBeVisible();
});

test('training live replaces the recording, and the recording comes back', async ({ page }) => {
	const errors = collectErrors(page);
	await open(page, '#w=table-learning&length=1&bits=1&seed=5');
	await look(page);
	await expect(hero(page).getByText('No run was recorded with these settings')).toBeVisible();
	await hero(page).getByRole('button', { name: 'Train live' }).click();
	await expect(hero(page).getByText('Live, on your machine')).toBeVisible();
	await hero(page).getByRole('button', { name: 'Pause' }).click({ timeout: 30_000 });
	await expect(hero(page).getByText(/^Paused after step/)).toBeVisible();
	await hero(page).getByRole('button', { name: 'Back to the start' }).click();
	await expect(hero(page).getByRole('button', { name: 'Train live' })).toBeVisible();
	expect(errors).toEqual([]);
});

test('a link brings a table, a step and a value back, and says what of it was ignored', async ({ page }) => {
	await open(page, '#w=table-learning&light=dark&init=dither&length=4&step=0&value=40&bits=3');
	await look(page);
	await expect(hero(page).getByRole('slider', { name: 'Pixel value' })).toHaveValue('40');
	await expect(hero(page).getByRole('slider', { name: 'Training step' })).toHaveAttribute(
		'aria-valuetext',
		'step 0 of 1000'
	);
	await expect(hero(page).getByText(/“bits” must be a whole number from 1 to 2/)).toBeVisible();
});

test('a one-hot row picks a row of the table, and only rows that occur get a gradient', async ({ page }) => {
	await open(page);
	await oneHot(page).getByRole('radio', { name: 'this pixel' }).check();
	await expect(
		oneHot(page).getByRole('img', { name: /rows looked up by this pixel: 1 of 256/ })
	).toBeVisible();
	await oneHot(page).getByRole('radio', { name: '1,000 training pictures' }).check();
	await oneHot(page)
		.getByRole('slider', { name: /^Value/ })
		.fill('250');
	await expect(oneHot(page).getByText('No gradient reaches row 250')).toBeVisible();
	await oneHot(page).getByRole('radio', { name: 'before training' }).check();
	await expect(oneHot(page).getByText('0.98').first()).toBeVisible();
});

test('a baked word is the bits of its levels', async ({ page }) => {
	await open(page, '#w=bake-table&value=255');
	await expect(bake(page).getByText('high bits, entry 1 first: 1111111111')).toBeVisible();
	await expect(bake(page).getByText(/0x3ff/).first()).toBeVisible();
	await expect(bake(page).getByText(/640 bytes/)).toBeVisible();
});

test('the first question is graded', async ({ page }) => {
	await open(page);
	await page.getByRole('radio', { name: 'words of four two-bit numbers, a dither' }).check();
	await page.getByRole('button', { name: 'Check' }).first().click();
	await expect(page.getByText(/that is where the dither put them/)).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme });
		await open(page);
		expect(await axeViolations(page)).toEqual([]);
		await look(page);
		await expect(hero(page).getByRole('button', { name: 'Train live' })).toBeVisible();
		expect(await axeViolations(page)).toEqual([]);
	});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('the table, its history and the results are there', async ({ page }) => {
		await page.goto(PAGE);
		await expect(page.getByRole('img', { name: /^The table after 1000 training steps/ })).toBeVisible();
		await expect(page.getByRole('img', { name: /places where the table's 10 entries step/ })).toBeVisible();
		await expect(page.getByRole('img', { name: /^in the dark\. float first layer: mean/ })).toBeVisible();
		await expect(page.getByRole('img', { name: /^The high bits/ })).toBeVisible();
	});
});
