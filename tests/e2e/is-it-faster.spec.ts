import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { collectErrors, collectForeignRequests } from './page-errors.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function open(page: Page, fragment = ''): Promise<void> {
	await page.goto(`/is-it-faster/${fragment}`);
	await expect(page.getByRole('button', { name: 'Time the first calls here' })).toBeEnabled();
}

const guesses = (page: Page) => page.getByRole('figure', { name: /^A float first layer against/ });
const times = (page: Page) => page.getByRole('figure', { name: /^Microseconds for one picture/ });
const roofline = (page: Page) => page.getByRole('figure', { name: /^Four parts of two networks/ });
const amdahl = (page: Page) => page.getByRole('figure', { name: /^What the whole gains/ });
const calls = (page: Page) => page.getByRole('figure', { name: /^Every call, timed alone/ });

test('three guesses by keyboard stay on the chart with what was recorded', async ({ page }) => {
	const errors = collectErrors(page);
	const foreign = collectForeignRequests(page);
	await open(page);
	const whole = guesses(page).getByRole('slider', { name: 'The whole network, on the processor' });
	await expect(guesses(page).getByRole('img')).toBeHidden();
	for (let i = 0; i < 7; i++) await whole.press('ArrowRight');
	await expect(whole).toHaveAttribute('aria-valuetext', '1.7 times as long');
	await guesses(page).getByRole('button', { name: 'That is my guess' }).click();
	await expect(
		guesses(page).getByRole('img', { name: /on the processor: recorded 1\.31 ×, 95% interval 0\.78/ })
	).toBeVisible();
	await expect(guesses(page).getByText('you: 1.70')).toBeVisible();
	await expect(guesses(page).getByText('the paper: over 1.7')).toBeVisible();
	expect(errors).toEqual([]);
	expect(foreign).toEqual([]);
});

test('timing here puts marks beside the recorded ones, and resetting takes them away', async ({ page }) => {
	test.setTimeout(240_000);
	await open(page);
	await guesses(page).getByRole('button', { name: 'Show it without a guess' }).click();
	await page.getByRole('button', { name: 'Time them here' }).click();
	await expect(page.getByText(/[2-8] of 8 rounds are through\./)).toBeVisible({ timeout: 220_000 });
	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	await expect(page.getByText(/^Stopped after [2-8] of 8 rounds\./)).toBeVisible();
	await expect(guesses(page).getByText('Live, on your machine')).toBeVisible();
	await expect(
		times(page)
			.getByText(/^here \d+ µs/)
			.first()
	).toBeVisible();
	await expect(roofline(page).getByText('Live, on your machine')).toBeVisible();
	await expect(
		amdahl(page).getByRole('img', { name: /Measured, here: first layer [\d.]+, whole/ })
	).toBeVisible();
	await guesses(page).getByRole('button', { name: 'Reset' }).click();
	await expect(guesses(page).getByText('Recorded run', { exact: true })).toBeVisible();
});

test('networks that cannot be fetched are said, and nothing is stuck', async ({ page }) => {
	await page.route('**/networks/naive2.lbn', (route) => route.fulfill({ status: 404, body: '' }));
	await open(page);
	await page.getByRole('button', { name: 'Time them here' }).click();
	await expect(page.getByText('the trained network naive2.lbn could not be loaded: 404')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Time them here' })).toBeEnabled();
});

test('the times are of the whole network or of the first layer, and the link says which', async ({
	page
}) => {
	await open(page, '#w=everyone-timed&part=first');
	await expect(times(page).getByRole('radio', { name: 'the first layer alone' })).toBeChecked();
	await expect(times(page).getByRole('img', { name: /words, by popcount 29/ })).toBeVisible();
	await times(page).getByRole('radio', { name: 'the whole network' }).check();
	await expect(times(page).getByRole('img', { name: /all float, onnxruntime 389/ })).toBeVisible();
});

test('each part under the roofs says what holds it back', async ({ page }) => {
	await open(page);
	await expect(roofline(page).getByText(/it multiplies nothing at all/)).toBeVisible();
	await roofline(page).getByRole('radio', { name: 'all-float network' }).check();
	await expect(roofline(page).getByText(/So\s+arithmetic is the limit.*95%/s)).toBeVisible();
	await roofline(page).getByText('Download').click();
	const download = page.waitForEvent('download');
	await roofline(page).getByRole('button', { name: 'Parts (CSV)' }).click();
	const csv = readFileSync(await (await download).path()).toString();
	expect(csv).toContain('the first layer as a table,2211840,8.888');
	const loop = roofline(page).getByRole('slider', { name: /^A loop of your own/ });
	await loop.press('Home');
	await expect(roofline(page).getByText(/In float it gets\s+9\.8, held back by reading/s)).toBeVisible();
	await loop.press('End');
	await expect(roofline(page).getByText(/In float it gets\s+27\.2, held back by arithmetic/s)).toBeVisible();
	await open(page, '#w=roofline&part=attic');
	await expect(
		roofline(page).getByText(/“part” must be float-first, all-float, rest or table/)
	).toBeVisible();
});

test('share and speed-up give the whole by keyboard, and a link restores them', async ({ page }) => {
	await open(page, '#w=amdahl&share=50&speed=2');
	await expect(amdahl(page).getByText('The whole is 1.33 times as fast.')).toBeVisible();
	await amdahl(page).getByRole('slider', { name: 'Share of the time' }).press('ArrowRight');
	await expect(amdahl(page).getByText('The whole is 1.34 times as fast.')).toBeVisible();
	await amdahl(page).getByRole('button', { name: '44%: its share of the time' }).click();
	await expect(amdahl(page).getByText('The whole is 1.28 times as fast.')).toBeVisible();
	await amdahl(page).getByRole('button', { name: 'Reset' }).click();
	await expect(amdahl(page).getByRole('slider', { name: 'Share of the time' })).toHaveValue('5');
});

test('first calls are timed here, from cold', async ({ page }) => {
	await open(page);
	await calls(page).getByRole('button', { name: 'Show it without a guess' }).click();
	await page.getByRole('button', { name: 'Time the first calls here' }).click();
	await expect(page.getByRole('button', { name: 'Once more, from cold' })).toBeVisible({ timeout: 45_000 });
	await expect(calls(page).getByText('Live, on your machine')).toBeVisible();
	await expect(calls(page).getByRole('img', { name: /^400 calls of the network/ })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme });
		await open(page);
		expect(await axeViolations(page)).toEqual([]);
		await guesses(page).getByRole('button', { name: 'That is my guess' }).click();
		await calls(page).getByRole('button', { name: 'That is my guess' }).click();
		expect(await axeViolations(page)).toEqual([]);
	});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 } });
	test('nothing is wider than the window', async ({ page }) => {
		await open(page);
		await guesses(page).getByRole('button', { name: 'That is my guess' }).click();
		await calls(page).getByRole('button', { name: 'That is my guess' }).click();
		expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('every recorded figure and number is there', async ({ page }) => {
		await page.goto('/is-it-faster/');
		await expect(guesses(page).getByRole('img', { name: /recorded 2\.58 ×/ })).toBeVisible();
		await expect(roofline(page).getByRole('img', { name: /^Roofline of one core/ })).toBeVisible();
		await expect(calls(page).getByRole('img', { name: /each timed alone/ })).toBeVisible();
		await expect(page.getByText('98,384 of 98,384 numbers equal').first()).toBeAttached();
		await expect(page.getByRole('heading', { name: 'Check your understanding' })).toBeVisible();
	});
});
