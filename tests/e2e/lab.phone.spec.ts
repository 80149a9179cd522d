import { expect, test } from '@playwright/test';
import { openLab, showPart } from './lab-page.ts';

test('every part of the lab fits a phone', async ({ page }) => {
	await openLab(page);
	for (const part of ['Training', 'Answers', 'Inside', 'Runs', 'Race', 'Pictures', 'Open']) {
		await showPart(page, part);
		if (part === 'Open') {
			await page.getByRole('button', { name: 'Open the recorded run’s network' }).click();
			await expect(page.getByRole('heading', { name: 'hero.lbn' })).toBeVisible();
		}
		if (part === 'Inside') await expect(page.getByRole('group', { name: 'Layer' })).toBeVisible();
		expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), part).toBe(0);
	}
});

test('the cells of the confusion matrix can be hit with a finger', async ({ page }) => {
	await openLab(page, '#v1&view=answers');
	const box = await page.getByRole('button', { name: /brick answered rightly/ }).boundingBox();
	expect(box?.width).toBeGreaterThanOrEqual(24);
	expect(box?.height).toBeGreaterThanOrEqual(24);
});
