import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { collectErrors, collectForeignRequests } from './page-errors.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const PAGE = '/one-number-many-bits/';

async function open(page: Page, fragment = ''): Promise<void> {
	await page.goto(`${PAGE}${fragment}`);
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
}

const widget = (page: Page, name: string) => page.getByRole('figure', { name });
const codes = (page: Page) => widget(page, 'Two values in six codes, and all pairs below');
const search = (page: Page) => widget(page, 'Find two near values that are far apart');
const planes = (page: Page) => codes(page).getByRole('listitem').filter({ hasText: 'Bit-planes' });

test('one slider walks along the neighbours in every code', async ({ page }) => {
	const errors = collectErrors(page);
	const foreign = collectForeignRequests(page);
	await open(page);
	await expect(codes(page).getByRole('listitem')).toHaveCount(6);
	await expect(planes(page)).toContainText('8 of 8 apart');

	const value = codes(page).getByRole('slider', { name: 'Value', exact: true });
	const other = codes(page).getByRole('slider', { name: 'Compared with' });
	await value.press('ArrowRight');
	await expect(other).toHaveValue('129');
	await expect(planes(page)).toContainText('1 of 8 apart');

	await other.press('End');
	await expect(planes(page)).toContainText('7 of 8 apart');
	await codes(page).getByRole('button', { name: 'Reset' }).click();
	await expect(planes(page)).toContainText('8 of 8 apart');
	expect(errors).toEqual([]);
	expect(foreign).toEqual([]);
});

test('pointing at a square reads that pair', async ({ page }) => {
	await open(page);
	const square = codes(page).getByRole('img', { name: /^Thermometer: distances of all pairs/ });
	await square.scrollIntoViewIfNeeded();
	const box = await square.boundingBox();
	if (!box) throw new Error('the square is not on the page');
	await page.mouse.move(box.x + 2, box.y + 2);
	const value = codes(page).getByRole('slider', { name: 'Value', exact: true });
	await expect.poll(async () => Number(await value.inputValue())).toBeLessThan(8);
	await expect(codes(page).getByRole('listitem').filter({ hasText: 'Thermometer' })).toContainText(
		'10 of 10 apart'
	);
});

test('the fitted code follows the light', async ({ page }) => {
	await open(page);
	const fitted = codes(page).getByRole('listitem').filter({ hasText: 'Quantile dither' });
	await expect(fitted).toContainText('fitted to dark pictures');
	await codes(page).getByRole('radio', { name: 'bright light' }).check();
	await expect(fitted).toContainText('fitted to bright pictures');
});

test('a link brings a pair back, and says what of it was ignored', async ({ page }) => {
	await open(page, '#w=codes&a=63&b=64&light=noon');
	await expect(planes(page)).toContainText('7 of 8 apart');
	await expect(codes(page).getByText(/“light” must be dark or bright/)).toBeVisible();
});

test('the search knows when it is won', async ({ page }) => {
	await open(page);
	const verdict = search(page).getByRole('status').filter({ hasText: /apart/ });
	await expect(verdict).toContainText('Some near values are farther apart');
	await search(page).getByRole('slider', { name: 'Compared with' }).press('End');
	await expect(verdict).toContainText('Near means at most 4');
	await search(page).getByRole('button', { name: 'Show me a pair' }).click();
	await expect(verdict).toContainText('Distance 8: no near values are farther apart');
	await expect(search(page).getByRole('slider', { name: 'Value', exact: true })).toHaveValue('127');
	await search(page).getByRole('radio', { name: 'Thermometer' }).check();
	await search(page).getByRole('button', { name: 'Show me a pair' }).click();
	await expect(verdict).toContainText('this code never jumps');
});

test('a guess stays beside the recorded accuracy', async ({ page }) => {
	await open(page);
	await page.getByRole('slider', { name: /How many percent/ }).press('Home');
	await page.getByRole('button', { name: 'That is my guess' }).click();
	await expect(page.getByText('you 0%')).toBeVisible();
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
	test('words, distances and coarse squares are there', async ({ page }) => {
		await page.goto(PAGE);
		await expect(planes(page)).toContainText('8 of 8 apart');
		await expect(page.getByRole('img', { name: /^Learned: distances of all pairs/ })).toBeVisible();
		await expect(page.getByRole('columnheader', { name: 'tells apart, in the dark' })).toBeVisible();
	});
});
