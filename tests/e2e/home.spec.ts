import { expect, test } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { collectErrors, collectForeignRequests } from './page-errors.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const time = { name: 'Training step', exact: true };

test('the table goes back to plain rounding and forward again with the scrubber', async ({ page }) => {
	const errors = collectErrors(page);
	const foreign = collectForeignRequests(page);
	await page.goto('/');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/A Word for Every\sPixel/);
	const scrubber = page.getByRole('slider', time);
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();

	await scrubber.press('Home');
	await expect(scrubber).toHaveAttribute('aria-valuetext', /^step 0 of/);
	await expect(
		page.getByRole('img', { name: /^The table after 0 training steps.* 0 of \d+ entries have moved/ })
	).toBeVisible();

	await scrubber.press('End');
	await expect(page.getByRole('img', { name: /^The table after [1-9]\d* training steps/ })).toBeVisible();
	await expect(page.getByRole('img', { name: / 0 of \d+ entries have moved/ })).toHaveCount(0);
	expect(errors).toEqual([]);
	expect(foreign).toEqual([]);
});

test('the word of a value can be read by keyboard', async ({ page }) => {
	await page.goto('/');
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
	const value = page.getByRole('slider', { name: 'Pixel value' });
	await value.press('Home');
	await expect(value).toHaveAttribute('aria-valuetext', /^value 0, word [0-3]( [0-3])*$/);
	await value.press('ArrowRight');
	await expect(value).toHaveAttribute('aria-valuetext', /^value 1, word/);
});

test('nothing plays by itself under reduced motion, and play can be pressed', async ({ page }) => {
	await page.goto('/');
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
	const play = page.getByRole('button', { name: 'Play the replay' });
	await expect(play).toBeVisible();
	await play.click();
	await page.getByRole('button', { name: 'Pause the replay' }).click();
	await expect(play).toBeVisible();
});

test('the theme is remembered', async ({ page }) => {
	await page.emulateMedia({ colorScheme: 'light' });
	await page.goto('/');
	const paper = (): Promise<string> =>
		page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	const light = await paper();
	await page.getByRole('button', { name: 'Change to the dark theme' }).click();
	const dark = await paper();
	expect(dark).not.toBe(light);
	await page.goto('/lab/');
	expect(await paper()).toBe(dark);
	await expect(page.getByRole('button', { name: 'Change to the light theme' })).toBeVisible();
});

test('the contents list has nine chapters and leads to the lab', async ({ page }) => {
	await page.goto('/');
	await expect(
		page.getByRole('list').filter({ hasText: 'What a bit costs' }).getByRole('listitem')
	).toHaveCount(9);
	await page.getByRole('link', { name: 'Open the lab' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Lab' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme });
		await page.goto('/');
		await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
		expect(await axeViolations(page)).toEqual([]);
	});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('the last table and every sentence are there', async ({ page }) => {
		await page.goto('/');
		await expect(page.getByRole('img', { name: /^The table after [1-9]\d* training steps/ })).toBeVisible();
		await expect(page.getByText('Recorded run')).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Is it faster?' })).toBeVisible();
	});
});
