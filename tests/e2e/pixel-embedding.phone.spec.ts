import { expect, test } from '@playwright/test';

test('the chapter fits a phone without sideways scrolling, and its controls a finger', async ({ page }) => {
	await page.goto('/pixel-embedding/');
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
	await page.getByRole('button', { name: 'Show it without a guess' }).click();
	await expect(page.getByRole('button', { name: 'Train live' })).toBeVisible();
	const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
	expect(widths[0]).toBeLessThanOrEqual(widths[1]);
	const small = await page
		.locator('.widget :is(button, input:not([type=radio], [type=checkbox]), select, summary):visible')
		.evaluateAll((elements) =>
			elements
				.filter((element) => {
					const box = element.getBoundingClientRect();
					return box.width < 24 || box.height < 24;
				})
				.map((element) => element.outerHTML.slice(0, 120))
		);
	expect(small).toEqual([]);
});
