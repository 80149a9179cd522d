import { expect, test } from '@playwright/test';

for (const path of ['/', '/lab/'])
	test(`${path} fits a phone without sideways scrolling, and nothing jumps`, async ({ page }) => {
		await page.addInitScript(() => {
			const shifts = ((window as unknown as { shifts: number[] }).shifts = []);
			new PerformanceObserver((list) => {
				for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
					if (!entry.hadRecentInput) (shifts as number[]).push(entry.value);
			}).observe({ type: 'layout-shift', buffered: true });
		});
		await page.goto(path);
		await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
		await page.evaluate(() => document.fonts.ready);
		const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
		expect(widths[0]).toBeLessThanOrEqual(widths[1]);
		const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
		expect(shifts.reduce((a, b) => a + b, 0)).toBeLessThan(0.02);
	});

test('every control is at least 24 pixels high and wide', async ({ page }) => {
	await page.goto('/lab/');
	await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
	const small = await page
		.locator('button:visible, input:visible:not([type=radio]), select:visible, summary:visible')
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
