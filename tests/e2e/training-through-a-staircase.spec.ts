import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { collectErrors, collectForeignRequests } from './page-errors.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const PAGE = '/training-through-a-staircase/';

async function open(page: Page, fragment = ''): Promise<void> {
	await page.goto(`${PAGE}${fragment}`);
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
}

const picture = (page: Page, text: RegExp) => page.getByRole('img', { name: text });

test('the backward function decides how many weights stop', async ({ page }) => {
	const errors = collectErrors(page);
	const foreign = collectForeignRequests(page);
	await open(page);
	await expect(picture(page, /^After step 100: .* 20 of 40 other latents have stopped/)).toBeVisible();

	await page.getByRole('button', { name: 'the truth' }).click();
	await expect(picture(page, /latent is \+0\.95.* 40 of 40 other latents have stopped/)).toBeVisible();

	await page.getByRole('button', { name: 'identity' }).click();
	await expect(picture(page, / 0 of 40 other latents have stopped/)).toBeVisible();

	await page.getByRole('button', { name: 'clipped' }).click();
	await page.getByRole('checkbox', { name: /^Put latents back/ }).check();
	await expect(picture(page, / 0 of 40 other latents have stopped/)).toBeVisible();

	await page.getByRole('button', { name: 'Reset' }).click();
	await expect(picture(page, / 20 of 40 other latents have stopped/)).toBeVisible();
	expect(errors).toEqual([]);
	expect(foreign).toEqual([]);
});

test('a function of one’s own is used, and a mistake in it is explained while the last one stays', async ({
	page
}) => {
	const errors = collectErrors(page);
	await open(page);
	const field = page.getByRole('textbox', { name: 'g(x) =' });
	await field.fill('x > 0.5');
	await expect(picture(page, / 40 of 40 other latents have stopped/)).toBeVisible();
	await expect(field).toHaveAttribute('aria-invalid', 'false');

	await field.fill('sin(x)');
	await expect(page.getByText('There is no “sin” here')).toBeVisible();
	await expect(field).toHaveAttribute('aria-invalid', 'true');
	await expect(picture(page, /^After step 100/)).toBeVisible();

	await field.fill('1/(x - 0.5)');
	await expect(page.getByText(/g\(x\) is no finite number at x = 0\.500/)).toBeVisible();
	await field.fill('0/0');
	await expect(page.getByText(/the run ends before step 1/)).toBeVisible();
	expect(errors).toEqual([]);
});

test('time goes step by step with the keyboard', async ({ page }) => {
	await open(page);
	const time = page.getByRole('slider', { name: 'Step of the run' });
	await time.press('Home');
	await expect(time).toHaveAttribute('aria-valuetext', 'step 0 of 100');
	await expect(picture(page, /^After step 0: the ball’s latent is \+0\.95, on level 3/)).toBeVisible();
	await page.getByRole('button', { name: 'One step' }).press('Enter');
	await expect(picture(page, /^After step 1: /)).toBeVisible();
	await time.press('End');
	await expect(page.getByRole('button', { name: 'To step 0' })).toBeVisible();
});

test('a link brings the function and the numbers back', async ({ page }) => {
	const g = Array.from('0*x', (character) => character.charCodeAt(0)).join(',');
	await open(page, `#w=straight-through&rate=0.5&target=0.7&ball=0.2&clamp=1&g=${g}`);
	await expect(page.getByRole('textbox', { name: 'g(x) =' })).toHaveValue('0*x');
	await expect(page.getByRole('slider', { name: /^Target/ })).toHaveAttribute('aria-valuetext', '0.70');
	await expect(page.getByRole('checkbox', { name: /^Put latents back/ })).toBeChecked();
	await expect(picture(page, /latent is \+0\.20/)).toBeVisible();
});

test('a guess stays on the chart of the restless weight', async ({ page }) => {
	await open(page);
	await page.getByRole('slider', { name: /Where will it be at the end/ }).press('End');
	await page.getByRole('button', { name: 'That is my guess' }).click();
	await expect(page.getByText('your guess 0.80')).toBeVisible();
	await expect(page.getByText(/It is on level 2 in 20 of them/)).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme });
		await open(page);
		await page.getByRole('button', { name: 'Show it without a guess' }).click();
		expect(await axeViolations(page)).toEqual([]);
	});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('the picture, its table and the restless weight are there', async ({ page }) => {
		await page.goto(PAGE);
		await expect(picture(page, /^After step 100: .* 20 of 40 other latents have stopped/)).toBeVisible();
		await expect(page.getByText(/It is on level 2 in 20 of them/)).toBeVisible();
		await expect(page.getByRole('textbox', { name: 'g(x) =' })).toHaveCount(0);
	});
});
