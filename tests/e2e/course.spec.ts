/** What every chapter has, tried on the page on design, which is one in form; and the glossary and the references. */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { collectErrors, collectForeignRequests } from './page-errors.ts';

const PAGE = '/design/';

/** The page, listening: the theme's button is enabled once it is. */
async function open(page: Page, fragment = ''): Promise<void> {
	await page.goto(`${PAGE}${fragment}`);
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
}

const question = (page: Page, name: string) => page.getByRole('group', { name });

test('the page asks no other server for anything and says nothing on the console', async ({ page }) => {
	const errors = collectErrors(page);
	const foreign = collectForeignRequests(page);
	await open(page);
	await page.getByRole('heading', { name: 'Check your understanding' }).scrollIntoViewIfNeeded();
	expect(errors).toEqual([]);
	expect(foreign).toEqual([]);
});

test('a term is explained on focus, closed by Escape, and leads to the glossary', async ({ page }) => {
	await open(page);
	const term = page.getByRole('link', { name: 'threshold', exact: true });
	const explanation = page.getByRole('tooltip').filter({ hasText: 'steps from one level to the next' });
	await expect(explanation).toBeHidden();
	await term.focus();
	await expect(explanation).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(explanation).toBeHidden();
	await term.hover();
	await expect(explanation).toBeVisible();
	await term.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Glossary' })).toBeVisible();
	expect(new URL(page.url()).hash).toBe('#threshold');
});

test('a reference says what it is and leads to the list', async ({ page }) => {
	await open(page);
	await page.getByRole('link', { name: 'Reference [2]' }).focus();
	await expect(page.getByRole('tooltip').filter({ hasText: 'Bengio et al. 2013' })).toBeVisible();
	await page.getByRole('link', { name: 'All references of the course' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'References' })).toBeVisible();
	await expect(page.getByRole('listitem').nth(1)).toContainText('Estimating or Propagating Gradients');
});

test('a check is graded, explains what is wrong, and is remembered', async ({ page }) => {
	await open(page);
	const colours = question(page, 'Which colour may a button have?');
	await colours.getByRole('radio', { name: /any, as long/ }).check();
	const buttons = page.getByRole('button', { name: 'Check', exact: true });
	await buttons.first().click();
	await expect(page.getByText('a coral button would look like level 2')).toBeVisible();
	await colours.getByRole('radio', { name: 'ink, or the accent' }).check();
	await buttons.first().click();
	await expect(page.getByText('1 of 2 answered right')).toBeVisible();

	const levels = question(page, 'How many levels do three bits give?').getByRole('textbox');
	await levels.fill('3');
	await levels.press('Enter');
	await expect(page.getByText('Three is the number of bits.')).toBeVisible();
	await levels.fill('8');
	await levels.press('Enter');
	await expect(page.getByText('2 of 2 answered right')).toBeVisible();

	await page.reload();
	await expect(page.getByText('2 of 2 answered right')).toBeVisible();
	await expect(levels).toHaveValue('8');
	await expect(colours.getByRole('radio', { name: 'ink, or the accent' })).toBeChecked();
});

test('a guess opens the result, stays on it, and is remembered', async ({ page }) => {
	await open(page);
	const result = page.getByRole('img', { name: /^Level 0 gets 17%/ });
	await expect(result).toBeHidden();
	const slider = page.getByRole('slider', { name: /^A picture has pixel values spread evenly/ });
	await slider.press('ArrowRight');
	await slider.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.getByText('Your guess: 26%. It is 17%.')).toBeVisible();
	await expect(result).toBeVisible();
	await page.reload();
	await expect(page.getByText('Your guess: 26%. It is 17%.')).toBeVisible();
	await expect(page.getByText('your guess', { exact: true })).toBeVisible();
});

test('sections that were read are ticked, the present one is marked, and both outlast a reload', async ({
	page
}) => {
	await open(page);
	const sections = page.getByRole('navigation', { name: 'This chapter' });
	await sections.getByRole('link', { name: 'Sizes and families' }).click();
	await page.mouse.wheel(0, 150);
	await expect(sections.getByRole('link', { name: /^Sizes and families ?\(read\)$/ })).toHaveAttribute(
		'aria-current',
		'true'
	);
	await page.reload();
	await expect(sections.getByRole('link', { name: /^Sizes and families ?\(read\)$/ })).toBeVisible();
	await expect(sections.getByRole('link', { name: 'Motion', exact: true })).toBeVisible();
});

test('a course goes on where the browser forbids storage', async ({ page }) => {
	await page.addInitScript(() => {
		Object.defineProperty(window, 'localStorage', {
			get() {
				throw new DOMException('no', 'SecurityError');
			}
		});
	});
	const errors = collectErrors(page);
	await open(page);
	const levels = question(page, 'How many levels do three bits give?').getByRole('textbox');
	await levels.fill('8');
	await levels.press('Enter');
	await expect(page.getByText('1 of 2 answered right')).toBeVisible();
	expect(errors).toEqual([]);
});

test.describe('a figure in its frame', () => {
	const frame = (page: Page) => page.getByRole('figure', { name: /^A ramp of values/ });

	test('opens a link to its exact state, names what it ignores, and resets', async ({ page }) => {
		await open(page, '#w=controls&bits=3&ramp=dark&edges=2');
		const bits = frame(page).getByRole('slider', { name: /^Bits/ });
		await expect(bits).toHaveValue('3');
		await expect(frame(page).getByRole('combobox', { name: 'Values' })).toHaveValue('dark');
		await expect(frame(page).getByText('“edges” must be 1 or 0, not “2”.')).toBeVisible();
		await expect(bits).toBeInViewport();
		await frame(page).getByRole('button', { name: 'Reset' }).click();
		await expect(bits).toHaveValue('2');
	});

	test('copies a link to its state', async ({ page, context }) => {
		await context.grantPermissions(['clipboard-read', 'clipboard-write']);
		await open(page);
		await frame(page).getByRole('slider', { name: /^Bits/ }).press('ArrowRight');
		await frame(page).getByRole('button', { name: 'Copy link' }).click();
		await expect(frame(page).getByText('Copied')).toBeVisible();
		const copied = await page.evaluate(() => navigator.clipboard.readText());
		expect(new URL(copied).hash).toBe('#w=controls&bits=3&ramp=even&edges=1');
	});

	test('saves a standalone drawing, a picture and its numbers', async ({ page }) => {
		await open(page);
		const save = async (entry: string): Promise<Buffer> => {
			await frame(page).getByText('Download').click();
			const download = page.waitForEvent('download');
			await frame(page).getByRole('button', { name: entry }).click();
			return readFileSync(await (await download).path());
		};
		const svg = (await save('Picture (SVG)')).toString();
		expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
		expect(svg).toContain('fill: rgb(51, 37, 124)'.replace(': ', ':'));
		expect(svg).not.toMatch(/var\(--|class=/);
		const png = await save('Picture (PNG)');
		expect(png.subarray(1, 4).toString()).toBe('PNG');
		const csv = (await save('Numbers (CSV)')).toString().split('\r\n');
		expect(csv.slice(0, 2)).toEqual(['value,level', '0,0']);
		expect(csv).toHaveLength(66);
	});

	test('shows its numbers as a table', async ({ page }) => {
		await open(page);
		await expect(frame(page).getByRole('table')).toHaveCount(0);
		await frame(page).getByText('Numbers as a table').press('Enter');
		await expect(frame(page).getByRole('row')).toHaveCount(65);
	});

	test('fills the window where the browser has no full screen, and comes back on Escape', async ({
		page
	}) => {
		await page.addInitScript(() => {
			Object.defineProperty(document, 'fullscreenEnabled', { value: false });
		});
		await open(page);
		await frame(page).getByRole('button', { name: 'Full screen' }).click();
		const size = await frame(page).boundingBox();
		expect(size).toMatchObject({ x: 0, y: 0, height: 800 });
		await page.keyboard.press('Escape');
		await expect(frame(page).getByRole('button', { name: 'Full screen' })).toBeVisible();
		expect((await frame(page).boundingBox())?.x).toBeGreaterThan(0);
	});

	test('leads to the code that computes it', async ({ page }) => {
		await open(page);
		await frame(page).getByRole('link', { name: 'The code that computes it' }).click();
		await expect(
			page.getByRole('heading', { level: 1, name: 'src/routes/design/ControlSpecimens.svelte' })
		).toBeVisible();
	});
});

test('paper has the text, the notes and the figures, and no controls', async ({ page }) => {
	await open(page);
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page.getByText(/^1?Side notes stand in the margin/)).toBeVisible();
	await expect(page.getByRole('img', { name: /^Two strips/ })).toBeVisible();
	await expect(page.locator('button:visible, input[type=range]:visible, select:visible')).toHaveCount(0);
	await expect(page.getByRole('navigation')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const)
	for (const path of [PAGE, '/glossary/', '/references/'])
		test(`axe finds nothing on ${path}, ${colorScheme}`, async ({ page }) => {
			await page.emulateMedia({ colorScheme });
			await page.goto(path);
			await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
			expect(await axeViolations(page)).toEqual([]);
		});

test('every written chapter can be reached, has one heading of the first level, and leads on', async ({
	page
}) => {
	await page.goto('/');
	const links = page.getByRole('list').filter({ hasText: 'What a bit costs' }).getByRole('link');
	const addresses = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
	for (const address of addresses) {
		await page.goto(address);
		await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
		await expect(page.getByRole('navigation', { name: 'Chapters' }).getByRole('link')).not.toHaveCount(0);
	}
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the page is complete: notes, formulas, results, questions with answers, tables', async ({ page }) => {
		await page.goto(PAGE);
		await expect(page.getByText(/^1?Side notes stand in the margin/)).toBeVisible();
		await expect(page.getByRole('math').first()).toBeAttached();
		await expect(page.getByRole('img', { name: /^Level 0 gets 17%/ })).toBeVisible();
		// Playwright looks for text and roles outside of <noscript> alone.
		await page.locator('noscript summary').last().click();
		await expect(page.locator('noscript p').last()).toContainText('Three bits have 2 · 2 · 2 = 8 patterns.');
		await page.getByText('Numbers as a table').click();
		await expect(page.getByRole('row')).toHaveCount(69);
		await expect(page.getByRole('button', { name: 'Copy link' })).toHaveCount(0);
		await page.getByRole('link', { name: 'threshold', exact: true }).click();
		await expect(page.getByText('steps from one level to the next')).toBeVisible();
	});
});

/** Until `release` is called, the page's scripts do not arrive. */
async function holdScripts(page: Page): Promise<() => void> {
	let release = (): void => undefined;
	const released = new Promise<void>((resolve) => (release = resolve));
	await page.route(/_app\/immutable\/.*\.js$/, async (route) => {
		await released;
		await route.continue();
	});
	return release;
}

test('a click that comes before the page is alive is not lost', async ({ page }) => {
	const release = await holdScripts(page);
	await page.goto('/lab/#v1&encoding=naive2&steps=5&batch=8', { waitUntil: 'commit' });
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	release();
	await expect(page.getByText('Finished: all 5 steps taken.')).toBeVisible({ timeout: 60_000 });
});

test('nor is a file that is chosen then', async ({ page }) => {
	const release = await holdScripts(page);
	await page.goto('/notebook/quantize-a-photo/', { waitUntil: 'commit' });
	const file = { name: 'other.ipynb', mimeType: 'application/json', buffer: Buffer.from('{"cells": 1}') };
	await page.getByLabel('Open a file…').setInputFiles(file);
	release();
	await expect(page.getByRole('alert')).toContainText('other.ipynb');
});
