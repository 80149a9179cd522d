/** Opens a page as a reader has it who has read all of it: everything that waits for being seen is there. */
import { expect, type Page } from '@playwright/test';

export async function openWhole(page: Page, address: string): Promise<void> {
	const response = await page.goto(address);
	expect(response?.ok() || /\/(404|200)\.html$/.test(address), `${address} answers`).toBe(true);
	await page.evaluate(() => document.fonts.ready.then(() => undefined));
	// The teacher's papers bring no code: they are whole as they come. All other pages are once their buttons answer.
	const alive = (await page.locator('link[rel=modulepreload]').count()) > 0;
	if (alive)
		await expect(page.getByRole('button', { name: /^(Change to the|Zur .* wechseln)/ })).toBeEnabled();
	// A window as tall as the page shows all of it at once.
	const size = page.viewportSize() ?? { width: 1280, height: 800 };
	const height = await page.evaluate(() => document.documentElement.scrollHeight);
	await page.setViewportSize({ ...size, height: Math.min(height, 30_000) });
	await page.waitForLoadState('networkidle');
	await page.setViewportSize(size);
}
