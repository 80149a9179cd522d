import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { collectErrors, collectForeignRequests } from './page-errors.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function open(page: Page, fragment = ''): Promise<void> {
	await page.goto(`/the-first-layer-problem/${fragment}`);
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
}

const race = (page: Page) => page.getByRole('figure', { name: /^Two first layers/ });

test('a curve drawn with the arrow keys stays on the chart with the recorded race', async ({ page }) => {
	const errors = collectErrors(page);
	const foreign = collectForeignRequests(page);
	await open(page);
	const first = race(page).getByRole('slider', { name: 'Your guess after 100 steps' });
	await first.focus();
	await page.keyboard.press('PageUp');
	await page.keyboard.press('ArrowUp');
	await expect(first).toHaveAttribute('aria-valuetext', '21%');
	await page.keyboard.press('ArrowRight');
	await expect(race(page).getByRole('slider', { name: 'Your guess after 200 steps' })).toBeFocused();
	await race(page).getByRole('button', { name: 'That is my guess' }).click();
	await expect(
		race(page).getByRole('img', { name: /^Test accuracy .* in the dark\. Five seeds each/ })
	).toBeVisible();
	await expect(race(page).getByText(/your guess/)).toBeVisible();
	await expect(
		race(page)
			.getByText(/points apart|points/)
			.first()
	).toBeVisible();
	expect(errors).toEqual([]);
	expect(foreign).toEqual([]);
});

test('the pencil draws with the pointer', async ({ page }) => {
	await open(page);
	const chart = race(page).getByRole('group', { name: /Draw a line/ });
	await chart.scrollIntoViewIfNeeded();
	const from = await race(page).getByRole('slider', { name: 'Your guess after 100 steps' }).boundingBox();
	const to = await race(page).getByRole('slider', { name: 'Your guess after 1000 steps' }).boundingBox();
	if (!from || !to) throw new Error('the knots are not drawn');
	await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
	await page.mouse.down();
	await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2 - 90, { steps: 3 });
	await page.mouse.up();
	const value = async (step: number): Promise<number> =>
		Number(
			await race(page)
				.getByRole('slider', { name: `Your guess after ${step} steps` })
				.getAttribute('aria-valuenow')
		);
	expect(await value(1000)).toBeGreaterThan(await value(600));
	expect(await value(600)).toBeGreaterThan(await value(200));
});

test('light and step are in the link, and a link restores them', async ({ page }) => {
	await open(page, '#w=first-layer-race&light=1&step=500&length=300&seed=3');
	await race(page).getByRole('button', { name: 'Show it without a guess' }).click();
	await expect(race(page).getByRole('slider', { name: 'Light' })).toHaveAttribute('aria-valuetext', 'bright');
	await expect(race(page).getByRole('slider', { name: 'Training step' })).toHaveAttribute(
		'aria-valuetext',
		'step 500 of 1000'
	);
	await race(page).getByRole('slider', { name: 'Light' }).press('ArrowLeft');
	await expect(race(page).getByText('No run was recorded in this light.')).toBeVisible();
	await race(page).getByRole('button', { name: 'Reset' }).click();
	await expect(race(page).getByRole('slider', { name: 'Light' })).toHaveAttribute('aria-valuetext', 'dark');
});

test('both networks train on this machine, pause, go on and stop', async ({ page }) => {
	await open(page);
	await race(page).getByRole('button', { name: 'Show it without a guess' }).click();
	await race(page).getByRole('button', { name: 'Train live' }).click();
	await expect(race(page).getByText('Live, on your machine')).toBeVisible();
	await expect(
		race(page)
			.getByText(/% after step \d+/)
			.first()
	).toBeVisible({ timeout: 45_000 });
	await race(page).getByRole('button', { name: 'Pause' }).click();
	await race(page).getByRole('button', { name: 'Go on' }).click();
	await race(page).getByRole('button', { name: 'Stop' }).click();
	await expect(race(page).getByText('Recorded run', { exact: true })).toBeVisible();
});

test('less light moves the values of a picture below the first threshold', async ({ page }) => {
	await open(page);
	const figure = page.getByRole('figure', { name: 'What two bits keep of a picture' });
	const shareOfLevel0 = async (): Promise<number> => {
		const label = await figure.getByRole('img', { name: /^Histogram/ }).getAttribute('aria-label');
		return Number(/([\d.]+)% of its values are on level 0/.exec(label ?? '')?.[1]);
	};
	const bright = await shareOfLevel0();
	await figure.getByRole('slider', { name: 'Light' }).press('Home');
	await expect(figure.getByText(/^for your eye: values ×/)).toBeVisible();
	expect(await shareOfLevel0()).toBeGreaterThan(bright + 40);
	await figure.getByRole('combobox', { name: 'Material' }).selectOption({ label: 'studs' });
	await expect(figure.getByRole('img', { name: /picture of studs/ }).first()).toBeVisible();
});

test('ten pictures are one in the dark, and ten in bright light', async ({ page }) => {
	await open(page);
	const figure = page.getByRole('figure', { name: /^Ten pictures/ });
	await expect(figure.getByRole('status')).toHaveText('After rounding these are one picture.');
	await figure.getByRole('slider', { name: 'Light' }).press('End');
	await expect(figure.getByRole('status')).toHaveText('After rounding these are 10 different pictures.');
});

test('the pairs show what two bits keep, and the check explains a wrong pair', async ({ page }) => {
	await open(page);
	const figure = page.getByRole('figure', { name: 'Four pairs of pictures' });
	await figure.getByRole('checkbox', { name: 'Show what two bits keep of them' }).check();
	await expect(figure.getByText('all 1,024 pixels equal')).toBeVisible();
	const check = page.getByRole('region', { name: 'Check your understanding' });
	const question = check.getByRole('listitem').first();
	await question.getByRole('radio', { name: /^Pair B/ }).check();
	await question.getByRole('button', { name: 'Check' }).click();
	await expect(question.getByText(/1,023 of the 1,024 pixels/)).toBeVisible();
	await question.getByRole('radio', { name: /^Pair C/ }).check();
	await question.getByRole('button', { name: 'Check' }).click();
	await expect(question.getByText('Right.')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme });
		await open(page);
		expect(await axeViolations(page)).toEqual([]);
		await race(page).getByRole('button', { name: 'That is my guess' }).click();
		expect(await axeViolations(page)).toEqual([]);
	});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 } });
	test('nothing is wider than the window', async ({ page }) => {
		await open(page);
		await race(page).getByRole('button', { name: 'That is my guess' }).click();
		expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('the recorded race, the pictures and every number are there', async ({ page }) => {
		await page.goto('/the-first-layer-problem/');
		await expect(race(page).getByRole('img', { name: /^Test accuracy .*2-bit input \d/ })).toBeVisible();
		await expect(page.getByText('After rounding these are one picture.')).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Check your understanding' })).toBeVisible();
	});
});
