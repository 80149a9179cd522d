import { expect, test } from '@playwright/test';

for (const address of ['/what-a-bit-costs/', '/a-convolution-in-few-bits/'])
	test(`${address} fits a phone`, async ({ page }) => {
		await page.goto(address);
		await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
		expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
	});
