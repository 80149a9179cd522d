import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { collectErrors, collectForeignRequests } from './page-errors.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const ADDRESS = '/a-convolution-in-few-bits/';

async function open(page: Page, fragment = ''): Promise<void> {
	await page.goto(`${ADDRESS}${fragment}`);
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
}

const convolution = (page: Page) => page.getByRole('figure', { name: 'One output, in float and in bits' });

test('the bits can be stepped through, from the window to the sum', async ({ page }) => {
	const errors = collectErrors(page);
	const foreign = collectForeignRequests(page);
	await open(page);
	const figure = convolution(page);
	const step = figure.getByRole('slider', { name: 'Step', exact: true });
	await expect(step).toHaveAttribute('aria-valuetext', /^One multiplication: 6 times 0\.102 is 0\.61\./);
	await step.press('Home');
	await expect(figure.getByText('Nine levels under the window, nine signs of the filter.')).toBeVisible();
	for (let i = 0; i < 3; i++) await figure.getByRole('button', { name: 'One step on' }).click();
	await expect(figure.getByText(/^A0, lane 1: [01] and [01] (agree|differ)\./)).toBeVisible();
	await step.press('End');
	await figure.getByRole('button', { name: 'One step back' }).click();
	await expect(figure.getByText('3 times 5, minus 3, minus 2 times 3: the sum is 6.')).toBeVisible();
	expect(errors).toEqual([]);
	expect(foreign).toEqual([]);
});

test('play runs and can be stopped, and nothing plays by itself', async ({ page }) => {
	await open(page);
	const figure = convolution(page);
	await figure.getByRole('button', { name: 'Play the bits' }).click();
	await figure.getByRole('button', { name: 'Pause' }).click();
	await expect(figure.getByRole('button', { name: 'Play the bits' })).toBeVisible();
});

test('the window moves with the arrow keys, and the sums agree at every place', async ({ page }) => {
	await open(page);
	const figure = convolution(page);
	const place = figure.getByRole('slider', { name: /^Place of the window, on the picture\./ });
	await expect(place).toHaveAttribute(
		'aria-valuetext',
		'column 9, row 12: sum 6, output 0.61, in float 0.54'
	);
	await place.press('ArrowRight');
	await expect(place).toHaveAttribute('aria-valuetext', /^column 10, row 12: sum -?\d+/);
	await place.press('Home');
	await expect(place).toHaveAttribute('aria-valuetext', /^column 1, row 12/);
	await expect(figure.getByText('900 of 900')).toBeVisible();
});

test('a link opens picture, filter, place and step', async ({ page }) => {
	await open(page, '#w=bit-convolution&picture=ripples&filter=diagonal&x=4&y=5&step=1');
	const figure = convolution(page);
	await expect(figure.getByRole('combobox', { name: /^Picture/ })).toHaveValue('ripples');
	await expect(figure.getByText(/^The signs as bits, plus is 1/)).toBeVisible();
	await expect(figure.getByRole('slider', { name: /on the picture\./ })).toHaveAttribute(
		'aria-valuetext',
		/^column 4, row 5/
	);
	await expect(figure.getByText('−0.22')).toBeVisible();
});

test('a guessed scale stays on the chart', async ({ page }) => {
	await open(page);
	const predict = page.getByRole('region', { name: 'Predict' });
	await predict.getByRole('slider').fill('0.5');
	await predict.getByRole('button', { name: 'That is my guess' }).click();
	await expect(predict.getByText('your guess: 0.50')).toBeVisible();
	await expect(predict.getByText('best: 0.30')).toBeVisible();
});

test('operations follow channels and bits', async ({ page }) => {
	await open(page);
	const figure = page.getByRole('figure', { name: /^One output of a 3 × 3 convolution/ });
	await expect(figure.getByText('On words: 55 operations')).toBeVisible();
	await figure.getByLabel('Bits of an activation').selectOption('8');
	await expect(figure.getByText('On words: 223 operations')).toBeVisible();
	await figure.getByLabel('Channels').selectOption('64');
	await expect(figure.getByText('In float: 1,151 operations')).toBeVisible();
});

test('one output is computed by clicking bits, with an explanation on the way', async ({ page }) => {
	await open(page);
	const figure = page.getByRole('figure', { name: 'Now you: one output, by clicking bits' });
	await figure.getByRole('button', { name: 'Check it' }).click();
	await expect(figure.getByText(/lanes are not right yet\. For example A0, lane 1/)).toBeVisible();
	for (const plane of [0, 1]) {
		const lanes = figure.getByRole('group', { name: `A${plane} exclusive-or W` }).getByRole('button');
		for (const lane of await lanes.all()) {
			const [, bit, sign] = /: ([01]) and ([01]),/.exec((await lane.getAttribute('aria-label')) ?? '') ?? [];
			if (bit !== sign) await lane.press('Space');
		}
	}
	const sum = figure.getByRole('textbox', { name: /^Sum:/ });
	await sum.fill('99');
	await sum.press('Enter');
	await expect(figure.getByText('The bits are right, the sum is not')).toBeVisible();
	const formula = (await figure.getByText(/^Sum: 3/).textContent()) ?? '';
	const [, ones, once, twice] = /3 · (\d+) − (\d+) − 2 · (\d+)/.exec(formula)?.map(Number) ?? [];
	await sum.fill(String(3 * ones - once - 2 * twice));
	await figure.getByRole('button', { name: 'Check it' }).click();
	await expect(figure.getByText('Right.', { exact: true })).toBeVisible();
	await figure.getByRole('button', { name: 'Another one' }).click();
	await expect(figure.getByText('Right.', { exact: true })).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme });
		await open(page);
		expect(await axeViolations(page)).toEqual([]);
	});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('pictures, bits and the answer to the exercise are there', async ({ page }) => {
		await page.goto(ADDRESS);
		await expect(convolution(page).getByRole('img', { name: /^The bits of this window/ })).toBeVisible();
		await page
			.getByRole('figure', { name: 'Now you: one output, by clicking bits' })
			.getByText('The answer', { exact: true })
			.click();
		await expect(page.getByText(/^A0 ⊕ W is [01]( [01]){8}/)).toBeVisible();
	});
});
