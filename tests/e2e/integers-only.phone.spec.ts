import { expect, test } from '@playwright/test';

test('the chapter fits a phone, and a tap on a map opens the cell', async ({ page }) => {
	await page.goto('/integers-only/');
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
	expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);

	const xray = page.getByRole('figure', { name: /^Integer x-ray/ });
	await xray.getByRole('button', { name: /^Convolution 4/ }).tap();
	const maps = xray.getByRole('slider', { name: /^Convolution 4: levels of 64 channels/ });
	await maps.scrollIntoViewIfNeeded();
	const box = await maps.boundingBox();
	if (!box) throw new Error('the maps are not on the page');
	await page.touchscreen.tap(box.x + 2, box.y + 2);
	await expect(xray.getByText('Convolution 4, channel 0, row 0, column 0')).toBeVisible();
});
