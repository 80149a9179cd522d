/** The teacher's pages: complete without JavaScript, printable, and every link opens a figure in the state that is meant. */
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { linksOf } from '../../src/lib/teach/guide/guide-file.ts';
import { axeViolations } from './axe.ts';

const GUIDES = 'content/teach';
const names = readdirSync(GUIDES).filter((name) => name.endsWith('.md'));
const slugOf = (name: string): string => name.slice(3, -3);

/** Pages of a PDF as Chromium writes it. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;

/** Fragments by the chapter that they open. */
function statesByChapter(): Map<string, string[]> {
	const states = new Map<string, Set<string>>();
	for (const name of names)
		for (const link of linksOf(readFileSync(`${GUIDES}/${name}`, 'utf8'))) {
			const found = /^\.\.\/\.\.\/\.\.\/([a-z-]+)\/#(w=.+)$/.exec(link);
			if (found) states.set(found[1], (states.get(found[1]) ?? new Set()).add(found[2]));
		}
	return new Map([...states].map(([slug, all]) => [slug, [...all]]));
}

const REFUSED = /There is no “|must be |is given twice/;

async function openState(page: Page, fragment: string) {
	const id = /^w=([a-z-]+)/.exec(fragment)?.[1] ?? '';
	await page.evaluate((hash) => (location.hash = hash), fragment);
	const figure = page.locator(`figure#${id}`);
	await expect(figure).toBeVisible();
	return figure;
}

test('a state that a figure does not know would be seen', async ({ page }) => {
	await page.goto('/what-a-bit-costs/');
	const figure = await openState(page, 'w=staircase&bits=9');
	await expect(figure).toContainText(REFUSED);
});

test('every link of the guides opens its figure in that state', async ({ page }) => {
	for (const [slug, fragments] of statesByChapter()) {
		await page.goto(`/${slug}/`);
		await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
		for (const fragment of fragments) {
			const figure = await openState(page, fragment);
			await expect(figure.locator('.notice').filter({ hasText: REFUSED }), fragment).toHaveCount(0);
		}
	}
});

test('the overview leads to a guide, its slides, its handout and the answers', async ({ page }) => {
	await page.goto('/teach/guide/');
	expect(await axeViolations(page)).toEqual([]);
	await expect(page.getByRole('heading', { level: 3, name: /^Four lessons/ })).toContainText('6 hours');
	await page.getByRole('link', { name: 'The first-layer problem' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'The first-layer problem' })).toBeVisible();
	expect(await axeViolations(page)).toEqual([]);
	await page.getByRole('link', { name: 'the handout', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'What two bits keep in the dark' })).toBeVisible();
	expect(await axeViolations(page)).toEqual([]);
	await page.getByRole('link', { name: 'The solutions' }).click();
	await expect(
		page.getByRole('heading', { name: 'On paper: What two bits keep in the dark' })
	).toBeInViewport();
	expect(await axeViolations(page)).toEqual([]);
});

test('keys turn the slides, one slide a window, and the notes are their own pages', async ({ page }) => {
	await page.setViewportSize({ width: 1280, height: 720 });
	await page.goto('/teach/slides/what-a-bit-costs/');
	await page.keyboard.press('ArrowRight');
	await expect(page.getByRole('heading', { name: /^I take bits away/ })).toBeInViewport();
	await expect(page.getByRole('heading', { level: 2, name: 'What a bit costs' })).not.toBeInViewport();
	expect(new URL(page.url()).hash).toBe('#slide-2');
	await page.keyboard.press('End');
	await expect(page.getByRole('heading', { name: 'The bill' })).toBeInViewport();
	await page.keyboard.press('Home');
	await expect(page.getByRole('heading', { level: 2, name: 'What a bit costs' })).toBeInViewport();
	expect(await axeViolations(page)).toEqual([]);
	await page.goto('/teach/slides/what-a-bit-costs/notes/');
	await expect(page.getByText('Keep them until slide 9.')).toBeVisible();
	await expect(page.getByRole('heading', { level: 2, name: 'Who has won?' })).toBeVisible();
});

test('without JavaScript: slides fill a screen and a page each, handouts fit on paper, the answers are all there', async ({
	browser
}) => {
	const context = await browser.newContext({
		javaScriptEnabled: false,
		viewport: { width: 1280, height: 720 }
	});
	const page = await context.newPage();
	for (const name of names) {
		await page.goto(`/teach/slides/${slugOf(name)}/`);
		const slides = page.getByRole('region', { name: /^Slide \d/ });
		const count = await slides.count();
		expect(count, name).toBeGreaterThanOrEqual(8);
		expect(count, name).toBeLessThanOrEqual(14);
		for (const slide of await slides.all()) {
			const box = await slide.boundingBox();
			expect(box?.height, `${name}: ${await slide.getAttribute('aria-label')}`).toBeLessThanOrEqual(724);
		}
		expect(pagesOf(await page.pdf({ preferCSSPageSize: true })), name).toBe(count);
		await page.goto(`/teach/handouts/${slugOf(name)}/`);
		expect(pagesOf(await page.pdf({ preferCSSPageSize: true })), name).toBeLessThanOrEqual(2);
	}
	await page.goto('/teach/answers/');
	await expect(page.getByText('Three bits have 2 · 2 · 2 = 8 patterns')).toBeVisible();
	await expect(page.getByRole('heading', { level: 2 })).toHaveCount(names.length);
	await context.close();
});
