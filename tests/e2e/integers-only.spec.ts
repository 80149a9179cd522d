import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { collectErrors, collectForeignRequests } from './page-errors.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const PAGE = '/integers-only/';

async function open(page: Page, fragment = ''): Promise<void> {
	await page.goto(`${PAGE}${fragment}`);
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
}

const widget = (page: Page, name: RegExp) => page.getByRole('figure', { name });
const xray = (page: Page) => widget(page, /^Integer x-ray/);
const board = (page: Page) => xray(page).getByRole('slider', { name: /terms of the sum/ });

/** The two results under the board, as numbers: by multiplying, and by counting bits. */
async function bothSums(page: Page): Promise<string[]> {
	return Promise.all(
		['multiply and add', 'compare and count'].map(async (name) => {
			const text = await xray(page)
				.getByRole('definition')
				.nth(name === 'multiply and add' ? 0 : 1)
				.textContent();
			return (text ?? '').replace(/^.*=\s*/s, '').trim();
		})
	);
}

test('a cell is walked down to its pixel and back up, and both sums agree on the way', async ({ page }) => {
	const errors = collectErrors(page);
	const foreign = collectForeignRequests(page);
	await open(page, '#w=x-ray&picture=brick&network=pixel-embedding&stage=5&channel=3&y=1&x=1');
	await expect(xray(page).getByText('Convolution 4, channel 3, row 1, column 1')).toBeVisible();
	for (const name of ['Convolution 3', 'Convolution 2', 'Convolution 1', 'Words']) {
		const [multiplied, counted] = await bothSums(page);
		expect(counted).toBe(multiplied);
		expect(counted).toMatch(/^−?\d+$/);
		await xray(page).getByRole('button', { name: 'Where this level comes from' }).click();
		await expect(xray(page).getByText(new RegExp(`^${name}, channel`))).toBeVisible();
	}
	await expect(xray(page).getByText(/No sum here: the level is looked up/)).toBeVisible();
	await xray(page).getByRole('button', { name: 'The pixel', exact: true }).click();
	await expect(xray(page).getByText(/^Pixel in row \d+, column \d+$/)).toBeVisible();
	for (let steps = 0; steps < 5; steps++) await xray(page).getByRole('button', { name: 'Back up' }).click();
	await expect(xray(page).getByText('Convolution 4, channel 3, row 1, column 1')).toBeVisible();
	await expect(xray(page).getByRole('button', { name: 'Back up' })).toHaveCount(0);
	expect(errors).toEqual([]);
	expect(foreign).toEqual([]);
});

test('maps and terms are walked with the keyboard', async ({ page }) => {
	await open(page);
	const maps = xray(page).getByRole('slider', { name: /^Convolution 2: levels of 32 channels/ });
	await expect(maps).toHaveAttribute('aria-valuetext', /^channel 18, row 3, column 3: level [0-3]$/);
	await maps.press('PageDown');
	await maps.press('ArrowRight');
	await expect(maps).toHaveAttribute('aria-valuetext', /^channel 19, row 3, column 4/);
	await board(page).press('Home');
	await expect(board(page)).toHaveAttribute('aria-valuetext', /^upper left, channel 0: level/);
	await board(page).press('ArrowDown');
	await expect(board(page)).toHaveAttribute('aria-valuetext', /^above, channel 0: level/);
	await board(page).press('Enter');
	await expect(xray(page).getByText(/^Convolution 1, channel 0/)).toBeVisible();
});

test('the bits of the same sum are shown, and the ones of a plane counted', async ({ page }) => {
	await open(page);
	await xray(page).getByRole('radio', { name: 'A1 ⊕ W' }).check({ force: true });
	await expect(board(page)).toHaveAccessibleName(/as A1 ⊕ W$/);
	await expect(xray(page).getByText(/^A1 ⊕ W has \d+ ones\./)).toBeVisible();
});

test('other pictures and networks get their own answers', async ({ page }) => {
	await open(page);
	await expect(xray(page).getByText('The network says brick, and is right.')).toBeVisible();
	await xray(page).getByRole('combobox', { name: 'Picture' }).selectOption('wood');
	await expect(xray(page).getByText('The network says fur, and is wrong.')).toBeVisible();
	await xray(page)
		.getByRole('combobox', { name: 'Network reads' })
		.selectOption({ label: 'plain rounding, 2 bits' });
	await expect(xray(page).getByText('The network says clouds, and is wrong.')).toBeVisible();
	await expect(xray(page).getByRole('button', { name: /^Words 32 × 32 × 3$/ })).toBeVisible();
	await xray(page)
		.getByRole('button', { name: /^Answer/ })
		.click();
	await expect(xray(page).getByRole('button', { name: /^clouds\s*150$/ })).toBeVisible();
});

test('a network that cannot be fetched is said, and the one before stays', async ({ page }) => {
	await page.route('**/networks/naive2.lbn', (route) => route.fulfill({ status: 404, body: '' }));
	await open(page);
	await xray(page)
		.getByRole('combobox', { name: 'Network reads' })
		.selectOption({ label: 'plain rounding, 2 bits' });
	await expect(xray(page).getByText(/naive2 could not be loaded: 404/)).toBeVisible();
	await expect(xray(page).getByText('The network says brick, and is right.')).toBeVisible();
});

test('a link brings a cell back, and says what of it was ignored', async ({ page }) => {
	await open(page, '#w=x-ray&picture=studs&stage=1&channel=14&y=12&x=9&layer=7');
	await expect(xray(page).getByText('Words, channel 14, row 12, column 9')).toBeVisible();
	await expect(xray(page).getByText('There is no “layer” here.')).toBeVisible();
	await xray(page).getByRole('button', { name: 'Reset' }).click();
	await expect(xray(page).getByText('Convolution 2, channel 18, row 3, column 3')).toBeVisible();
});

test('the fold follows gamma and beta, turned round or flat, and stays exact', async ({ page }) => {
	await open(page);
	const fold = widget(page, /^Batch norm becomes/);
	await fold.scrollIntoViewIfNeeded();
	await expect(fold.getByText('T1 = −52, T2 = −33, T3 = −14')).toBeVisible();
	await fold.getByRole('slider', { name: 'shift, beta' }).press('Home');
	await expect(fold.getByText('T1 = −52, T2 = −33, T3 = −14')).toHaveCount(0);
	await fold.getByRole('button', { name: 'As trained' }).click();
	await expect(fold.getByText('T1 = −52, T2 = −33, T3 = −14')).toBeVisible();
	await fold.getByRole('button', { name: 'Turn it round' }).click();
	await expect(fold.getByText(/Folding turns all 288 signs/)).toBeVisible();
	await expect(fold.getByText('1,729 of 1,729')).toBeVisible();
	await fold.getByRole('button', { name: 'Make it constant' }).click();
	await expect(fold.getByText('T1 = always, T2 = always, T3 = never')).toBeVisible();
});

test('a word is packed by hand, and a wrong lane is named', async ({ page }) => {
	await open(page);
	const pack = widget(page, /^Now you: pack one word/);
	await pack.scrollIntoViewIfNeeded();
	await pack.getByRole('button', { name: 'Check it' }).click();
	await expect(pack.getByRole('status').filter({ hasText: 'Not yet.' })).toContainText(
		/Look at lane \d of A/
	);
	for (const plane of [0, 1])
		for (let lane = 0; lane < 10; lane++) {
			const bit = pack.getByRole('button', { name: new RegExp(`^A${plane}, lane ${lane},`) });
			const level = Number(/level (\d)/.exec((await bit.getAttribute('aria-label')) ?? '')?.[1]);
			if ((level >> plane) & 1) await bit.click();
		}
	await pack.getByRole('button', { name: 'Check it' }).click();
	await expect(pack.getByRole('status').filter({ hasText: 'Right.' })).toBeVisible();
});

test('every byte of the file says what it is', async ({ page }) => {
	await open(page);
	await widget(page, /bytes of float32/).scrollIntoViewIfNeeded();
	const bytes = widget(page, /bytes of float32/).getByRole('slider', { name: 'Bytes of the file' });
	await bytes.press('Home');
	await expect(bytes).toHaveAttribute('aria-valuetext', 'byte 0, header: the letters LOWB');
	await bytes.press('PageDown');
	await expect(bytes).toHaveAttribute('aria-valuetext', /^byte 32, table: plane 0: bit 0 of eight entries/);
	await bytes.press('End');
	await expect(bytes).toHaveAttribute('aria-valuetext', /^byte 12247, last layer: signs/);
});

test('every engine equals the reference, and one wrong threshold is seen in all layers', async ({ page }) => {
	await open(page);
	const cells = widget(page, /^Every engine of this browser/);
	await cells.scrollIntoViewIfNeeded();
	const verdict = cells.getByRole('status').filter({ hasText: /cells are equal/ });
	await expect(verdict).toHaveText(/^([\d,]+) of \1 cells are equal\.$/, { timeout: 40_000 });
	await expect(cells.getByRole('img', { name: /^WebAssembly: ([\d,]+) of \1 cells equal$/ })).toBeVisible();
	await cells.getByRole('radio', { name: 'with one threshold raised by 1' }).check();
	await expect(verdict).toHaveText(/cells are equal: [\d,]+ are not\.$/, { timeout: 40_000 });
	await expect(cells.getByText('65 wrong').first()).toBeVisible();
});

test('guesses stay beside what came out', async ({ page }) => {
	await open(page);
	// The fault's table and the sums are fetched when they come near.
	await page.getByRole('slider', { name: /How many different sums/ }).scrollIntoViewIfNeeded();
	await page.getByRole('slider', { name: /How many different sums/ }).press('Home');
	await page.getByRole('button', { name: 'That is my guess' }).first().click();
	await expect(page.getByText('12 different sums; you said 0')).toBeVisible();
	await page.getByRole('slider', { name: /How many of them change/ }).press('End');
	await page.getByRole('button', { name: 'That is my guess' }).click();
	await expect(page.getByText('you said 160 of 160')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme });
		await open(page);
		// A button goes when it was pressed.
		const reveal = page.getByRole('button', { name: 'Show it without a guess' });
		while ((await reveal.count()) > 0) await reveal.first().click();
		for (const name of [
			/^Batch norm becomes/,
			/^Now you: pack/,
			/bytes of float32/,
			/^One sum/,
			/^Every engine/
		]) {
			await widget(page, name).scrollIntoViewIfNeeded();
			await expect(widget(page, name).getByRole('button', { name: 'Reset' })).toBeVisible();
		}
		expect(await axeViolations(page)).toEqual([]);
	});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('the cell, its sum, the fold and the sizes are there', async ({ page }) => {
		await page.goto(PAGE);
		await expect(xray(page).getByText('Convolution 2, channel 18, row 3, column 3')).toBeVisible();
		await expect(xray(page).getByText(/reaches one threshold/)).toBeVisible();
		await expect(page.getByText(/level 1 at the sum −52, level 2 at −33 and level 3 at −14/)).toBeVisible();
		await expect(
			page.getByText(/As float32 the weights take 333,568 bytes\. The file takes 12,248/)
		).toBeVisible();
		await expect(page.getByText(/sums of the classes: 144 of 160/)).toBeVisible();
		await expect(page.getByText(/200 orders of the float products give 12 different sums/)).toBeVisible();
	});
});
