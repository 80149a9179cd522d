import { expect, test } from '@playwright/test';

for (const path of ['/design/', '/glossary/', '/references/'])
	test(`${path} fits a phone without sideways scrolling`, async ({ page }) => {
		await page.goto(path);
		await page.evaluate(() => document.fonts.ready);
		const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
		expect(widths[0]).toBeLessThanOrEqual(widths[1]);
	});

test('a side note opens in place, and a tap explains a term before it leads away', async ({ page }) => {
	await page.goto('/design/');
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
	const note = page.getByText(/Side notes stand in the margin/);
	await expect(note).toBeHidden();
	await page.getByRole('checkbox', { name: 'Show side note 1' }).check({ force: true });
	await expect(note).toBeVisible();

	await page.getByRole('link', { name: 'threshold', exact: true }).tap();
	const explanation = page.getByRole('tooltip').filter({ hasText: 'steps from one level to the next' });
	await expect(explanation).toBeVisible();
	expect(new URL(page.url()).pathname).toBe('/design/');
	await explanation.getByRole('link', { name: 'Glossary' }).tap();
	await expect(page.getByRole('heading', { level: 1, name: 'Glossary' })).toBeVisible();
});
