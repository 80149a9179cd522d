import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { collectErrors, collectForeignRequests } from './page-errors.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const ADDRESS = '/what-a-bit-costs/';

async function open(page: Page, fragment = ''): Promise<void> {
	await page.goto(`${ADDRESS}${fragment}`);
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
}

/** The microscope, once its first picture has come: only then are there enlarged pixels. */
async function openMicroscope(page: Page, fragment = '') {
	await open(page, fragment);
	const microscope = page.getByRole('figure', { name: 'A picture in fewer bits' });
	await microscope.scrollIntoViewIfNeeded();
	await expect(microscope.getByRole('img', { name: /^The pixels around column/ }).first()).toBeVisible();
	return microscope;
}

test('the staircase tells where a value goes, by keyboard', async ({ page }) => {
	const errors = collectErrors(page);
	const foreign = collectForeignRequests(page);
	await open(page);
	const value = page.getByRole('slider', { name: 'Value to round' });
	await expect(value).toHaveAttribute('aria-valuetext', 'value 143, level 2, error +27');
	await value.press('End');
	await expect(value).toHaveAttribute('aria-valuetext', 'value 255, level 3, error 0');
	const staircase = page.getByRole('figure', { name: 'Rounding is a staircase' });
	await staircase.getByRole('radio', { name: '1', exact: true }).check();
	await expect(
		staircase.getByRole('img', { name: /A staircase of 2 stairs.*larger than 127.5/ })
	).toBeVisible();
	await staircase.getByRole('button', { name: 'Reset' }).click();
	await expect(value).toHaveAttribute('aria-valuetext', 'value 143, level 2, error +27');
	expect(errors).toEqual([]);
	expect(foreign).toEqual([]);
});

test('a guess stays on the chart of the growing error', async ({ page }) => {
	await open(page);
	const predict = page.getByRole('region', { name: 'Predict' });
	await predict.getByRole('slider').fill('3');
	await predict.getByRole('button', { name: 'That is my guess' }).click();
	await expect(predict.getByText('your guess: times 3')).toBeVisible();
	await expect(predict.getByText('It is about 2.2')).toBeVisible();
});

test('fewer bits: the histogram snaps to fewer levels, and the numbers follow', async ({ page }) => {
	const microscope = await openMicroscope(page);
	await microscope.getByRole('radio', { name: '2', exact: true }).check();
	await expect(microscope.getByRole('img', { name: /they fall on 4 levels, 85 apart/ })).toBeVisible();
	await microscope.getByRole('radio', { name: '2', exact: true }).press('ArrowRight');
	await expect(microscope.getByRole('img', { name: /they fall on 2 levels, 255 apart/ })).toBeVisible();
});

test('the magnifier moves with the arrow keys and reads out value and level', async ({ page }) => {
	const microscope = await openMicroscope(page);
	const pixel = microscope.getByRole('slider', { name: /^Pixel under the magnifier\./ });
	await expect(pixel).toHaveAttribute('aria-valuetext', /^column 178, row 100: red 200, level 5/);
	await pixel.press('ArrowRight');
	await pixel.press('Shift+ArrowDown');
	await expect(pixel).toHaveAttribute('aria-valuetext', /^column 179, row 110: red \d+, level [0-7]/);
});

test('another picture, from the list and from a link', async ({ page }) => {
	const microscope = await openMicroscope(page);
	await microscope.getByRole('radio', { name: 'Fruit on linen' }).check();
	await expect(microscope.getByRole('slider', { name: /An orange, a lemon and a plum/ })).toBeVisible();

	await page.goto('/');
	const linked = await openMicroscope(
		page,
		'#w=bit-microscope&bits=1&picture=materials-dark&x=5&y=6&error=all&stretched=0'
	);
	await expect(linked.getByRole('radio', { name: 'Materials in low light' })).toBeChecked();
	await expect(linked.getByRole('radio', { name: '1', exact: true })).toBeChecked();
	await expect(linked.getByRole('slider', { name: /^Pixel under the magnifier\./ })).toHaveAttribute(
		'aria-valuetext',
		/^column 5, row 6/
	);
});

test('a photo of the reader’s own is taken, and what is no picture is refused in words', async ({ page }) => {
	const foreign = collectForeignRequests(page);
	const microscope = await openMicroscope(page);
	const png = await page.request.get('/pictures/ramp-8.png');
	const field = microscope.getByLabel('A photo of yours…');
	await field.setInputFiles({ name: 'mine.png', mimeType: 'image/png', buffer: await png.body() });
	await expect(microscope.getByText('mine.png, the middle square. It stays on this machine.')).toBeVisible();
	await field.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
	await expect(microscope.getByRole('alert')).toHaveText(/notes.txt was not taken/);
	expect(foreign).toEqual([]);
});

test('a camera that is not there is said to be missing', async ({ page }) => {
	const microscope = await openMicroscope(page);
	await microscope.getByRole('button', { name: 'Camera' }).click();
	await expect(microscope.getByRole('alert')).toHaveText(/camera/);
	await expect(microscope.getByRole('button', { name: 'Camera' })).toBeVisible();
});

test('the questions at the end are graded, with a word on a typical mistake', async ({ page }) => {
	await open(page);
	const question = page.getByRole('group', { name: /How many levels do three bits give/ });
	await question.getByRole('textbox').fill('7');
	await question.getByRole('textbox').press('Enter');
	await expect(page.getByText(/Seven is the highest level/)).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme });
		await openMicroscope(page);
		expect(await axeViolations(page)).toEqual([]);
	});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('the text, the rounded lake, its error and the numbers are there', async ({ page }) => {
		await page.goto(ADDRESS);
		const microscope = page.getByRole('figure', { name: 'A picture in fewer bits' });
		// What is drawn to be pulled is a picture as long as nothing pulls.
		await expect(
			microscope.getByRole('img', { name: /^Pixel under the magnifier.*A lake in the evening.* 8 levels/ })
		).toBeVisible();
		await expect(microscope.getByText('18.1')).toBeVisible();
		await expect(page.getByRole('img', { name: /^The mean error grows from 0.5/ })).toBeVisible();
	});
});
