import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { collectErrors, collectForeignRequests } from './page-errors.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function open(page: Page, fragment = ''): Promise<void> {
	await page.goto(`/the-race/${fragment}`);
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
}

const claims = (page: Page) => page.getByRole('figure', { name: /^One seed says so/ });
const race = (page: Page) => page.getByRole('figure', { name: /^Who is ahead of whom/ });
const coverage = (page: Page) => page.getByRole('figure', { name: /^A hundred studies/ });
const stretched = (page: Page) => page.getByRole('figure', { name: /^Stretch the axis/ });

test('a claim of one seed is judged, and the other seeds come in one by one', async ({ page }) => {
	const errors = collectErrors(page);
	const foreign = collectForeignRequests(page);
	await open(page);
	const figure = claims(page);
	await expect(figure.getByRole('img', { name: /on 1 of 5 seeds/ })).toBeVisible();
	await figure.getByRole('button', { name: 'It will not' }).press('Enter');
	await expect(figure.getByRole('img', { name: /on 2 of 5 seeds/ })).toBeVisible();
	await figure.getByRole('button', { name: 'One more seed' }).press('Enter');
	await expect(figure.getByRole('img', { name: /on 3 of 5 seeds/ })).toBeVisible();
	await figure.getByRole('button', { name: 'All seeds' }).click();
	await expect(figure.getByRole('status')).toContainText(/the claim (holds|does not hold)/);
	await expect(figure.getByRole('status')).toContainText(/You said it does not hold: (right|not so)/);
	await figure.getByRole('button', { name: 'Next claim' }).click();
	await expect(figure.getByText('Claim 2 of 6')).toBeVisible();
	expect(errors).toEqual([]);
	expect(foreign).toEqual([]);
});

test('half of the claims hold and half do not', async ({ page }) => {
	await open(page);
	await claims(page).getByText('Numbers as a table').click();
	const rows = claims(page).getByRole('table').getByRole('row');
	await expect(rows).toHaveCount(7);
	await expect(rows.filter({ hasText: 'the claim holds.' })).toHaveCount(3);
	await expect(rows.filter({ hasText: /does not hold/ })).toHaveCount(3);
});

test('a claim leads to a race of the two on new seeds', async ({ page }) => {
	await open(page, '#w=one-seed-wins&claim=1&seeds=5');
	await claims(page).getByRole('link', { name: 'Run the two on new seeds' }).click();
	await expect(race(page).getByRole('spinbutton', { name: 'starting from seed' })).toHaveValue('6');
	await expect(race(page).getByRole('checkbox', { checked: true, name: /^(?!close up)/ })).toHaveCount(2);
	await expect(race(page).getByText(/^4 runs of 300 steps/)).toBeVisible();
});

test('a guess stays on the chart of the recorded race', async ({ page }) => {
	await open(page);
	const guess = race(page).getByRole('slider', { name: /^In the dark/ });
	await guess.focus();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowRight');
	await race(page).getByRole('button', { name: 'That is my guess' }).click();
	await expect(race(page).getByText('Your guess: 1 points')).toBeVisible();
	await expect(race(page).getByText('your guess', { exact: true })).toBeVisible();
	await race(page).getByRole('combobox', { name: 'measured by' }).selectOption('float first layer');
	await expect(
		race(page).getByRole('img', { name: /^Differences of test accuracy to float first layer/ })
	).toBeVisible();
	await expect(race(page).getByText('your guess', { exact: true })).toHaveCount(0);
});

test('fewer seeds make the interval wider, and one has none', async ({ page }) => {
	await open(page);
	await race(page).getByRole('button', { name: 'Show it without a guess' }).click();
	const seeds = race(page).getByRole('slider', { name: 'Seeds counted' });
	const width = async (): Promise<number> => {
		const label = await race(page)
			.getByRole('img', { name: /^Differences/ })
			.getAttribute('aria-label');
		const [, low, high] = /learned from naive: \S+ \(([+−][\d.]+) to ([+−][\d.]+)\)/.exec(label ?? '') ?? [];
		const read = (text: string): number => Number(text.replace('−', '-'));
		return read(high) - read(low);
	};
	const five = await width();
	await seeds.focus();
	for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
	await expect(race(page).getByText('2 of 5', { exact: true })).toBeVisible();
	expect(await width()).toBeGreaterThan(2 * five);
	await page.keyboard.press('ArrowLeft');
	await expect(race(page).getByRole('img', { name: /learned from naive: \S+, one seed/ })).toBeVisible();
});

test('CIFAR-10 is recorded alone, and a link restores the study and what it is measured by', async ({
	page
}) => {
	await open(page, '#w=fair-race&study=cifar-10-dark&reference=float-first&seeds=3&close=0');
	await expect(
		race(page).getByRole('img', { name: /to float first layer, in points, CIFAR-10, dark, 3 seeds/ })
	).toBeVisible();
	await race(page).getByText('Race them live').click();
	await expect(race(page).getByText(/CIFAR-10 is not ours to hand out/)).toBeVisible();
});

test('a live race is measured first, then runs, pauses and can be stopped', async ({ page }) => {
	test.setTimeout(240_000);
	await open(page, '#w=fair-race&study=materials-dark&layers=3,7&reference=dither&live=1&steps=100');
	await expect(race(page).getByText(/^2 runs of 100 steps/)).toBeVisible();
	await race(page).getByRole('button', { name: 'Measure this machine' }).click();
	await expect(race(page).getByText(/on this machine, at \d+ ms a step/)).toBeVisible({ timeout: 120_000 });
	await race(page).getByRole('button', { name: 'Start the race' }).click();
	await expect(race(page).getByText('Live, on your machine', { exact: true })).toBeVisible();
	await race(page).getByRole('button', { name: 'Pause' }).click();
	await expect(race(page).getByText(/^Paused\. About/)).toBeVisible();
	await race(page).getByRole('button', { name: 'Go on' }).click();
	await expect(race(page).getByRole('button', { name: 'Race again' })).toBeVisible({ timeout: 120_000 });
	const board = race(page).getByRole('region', { name: 'Runs of the live race' });
	await expect(board.getByRole('cell', { name: /^\d+\.\d%$/ })).toHaveCount(2);
	await expect(race(page).getByRole('img', { name: /naive, 2 bits: [+−][\d.]+, one seed/ })).toBeVisible();
	await race(page).getByRole('button', { name: 'Back to the recording' }).click();
	await expect(race(page).getByText('Recorded run', { exact: true })).toBeVisible();
});

test('with one layer there is no race', async ({ page }) => {
	await open(page, '#w=fair-race&layers=7');
	await expect(race(page).getByText('A race needs two first layers or more.')).toBeVisible();
	await expect(race(page).getByRole('button', { name: 'Measure this machine' })).toBeDisabled();
});

test('intervals of few seeds miss the truth more often than they say', async ({ page }) => {
	await open(page);
	const longRun = (): Promise<number> =>
		coverage(page)
			.getByText(/^\d+ of these hundred/)
			.textContent()
			.then((text) => Number(/long run: (\d+)%/.exec(text ?? '')?.[1]));
	await coverage(page).getByRole('slider', { name: 'Seeds a study' }).press('Home');
	await expect(page.getByRole('figure', { name: /^A hundred studies of 2 seeds/ })).toBeVisible();
	expect(await longRun()).toBeLessThan(60);
	await coverage(page)
		.getByRole('radio', { name: /^Student/ })
		.check();
	expect(await longRun()).toBeGreaterThan(92);
	await coverage(page).getByRole('button', { name: 'Another hundred' }).click();
	await coverage(page).getByRole('button', { name: 'Another hundred' }).click();
	await expect(coverage(page).getByText(/hundred number 3/)).toBeVisible();
});

test('the axis stretches until the histogram is flat, and the light can be changed', async ({ page }) => {
	await open(page);
	await expect(
		stretched(page).getByRole('img', { name: /in the dark, on the axis of values/ })
	).toBeVisible();
	await stretched(page).getByRole('button', { name: 'Stretch' }).click();
	await expect(stretched(page).getByRole('img', { name: /in the dark, stretched flat/ })).toBeVisible();
	await stretched(page).getByRole('radio', { name: 'in bright light' }).check();
	await expect(stretched(page).getByRole('img', { name: /in bright light, stretched flat/ })).toBeVisible();
	await stretched(page).getByRole('button', { name: 'Reset' }).click();
	await expect(
		stretched(page).getByRole('img', { name: /in the dark, on the axis of values/ })
	).toBeVisible();
});

test('words of one bit have their own chart', async ({ page }) => {
	await open(page);
	const figure = page.getByRole('figure', { name: /^The same codes/ });
	await figure.getByRole('radio', { name: 'one bit a number' }).check();
	await expect(figure.getByRole('img', { name: /^In the dark, one bit a number/ })).toBeVisible();
});

test('the check explains a one-seed win', async ({ page }) => {
	await open(page);
	const check = page.getByRole('region', { name: 'Check your understanding' });
	const question = check.getByRole('listitem').first();
	await question.getByRole('radio', { name: /^Yes: 4.6 points/ }).check();
	await question.getByRole('button', { name: 'Check' }).click();
	await expect(question.getByText(/Four other seeds/)).toBeVisible();
	await question.getByRole('radio', { name: /^Not yet/ }).check();
	await question.getByRole('button', { name: 'Check' }).click();
	await expect(question.getByText('Right.')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme });
		await open(page, '#w=fair-race&study=materials-dark');
		await claims(page).getByRole('button', { name: 'It will hold' }).click();
		await claims(page).getByRole('button', { name: 'All seeds' }).click();
		expect(await axeViolations(page)).toEqual([]);
	});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 } });
	test('nothing is wider than the window', async ({ page }) => {
		await open(page, '#w=fair-race&study=materials-dark');
		expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('the recorded race, every claim with its outcome, and every number are there', async ({ page }) => {
		await page.goto('/the-race/');
		await expect(
			race(page).getByRole('img', { name: /^Differences .* learned from naive: \+[\d.]+ \(/ })
		).toBeVisible();
		await claims(page).getByText('Numbers as a table').click();
		await expect(
			claims(page)
				.getByRole('row', { name: /the claim holds\./ })
				.first()
		).toBeVisible();
		await expect(page.getByText(/Against the fixed dither: [+−]?[\d.]+ \(/)).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Check your understanding' })).toBeVisible();
	});
});
