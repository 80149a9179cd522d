/** The teacher's pages on a phone: nothing is wider than the window. */
import { expect, test } from '@playwright/test';

for (const path of [
	'guide/',
	'guide/the-race/',
	'slides/the-first-layer-problem/',
	'handouts/one-number-many-bits/',
	'answers/'
])
	test(`${path} fits`, async ({ page }) => {
		await page.goto(`/teach/${path}`);
		await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
		expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
			0
		);
	});
