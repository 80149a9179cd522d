import { expect, test } from '@playwright/test';
import { SHORT, TRAINING, button, openLab } from './lab-page.ts';

test.setTimeout(240_000);

test('a setting changed during a run waits for Reset, and says so', async ({ page }) => {
	await openLab(page, SHORT.replace('steps=40', 'steps=5000'));
	await button(page, 'Step').click();
	await expect(page.getByText('Paused after step 1.')).toBeVisible(TRAINING);
	await page.getByRole('spinbutton', { name: 'Seed' }).fill('9');
	await expect(page.getByText('Changed settings apply from Reset.')).toBeVisible();
	await expect(page.getByText('on this machine, seed 1')).toBeVisible();
	await button(page, 'Reset').click();
	await expect(page.getByText('on this machine, seed 9')).toBeVisible();
	await expect(page.getByText('Ready at step 0.')).toBeVisible(TRAINING);
	await expect(page.getByText('Changed settings apply from Reset.')).toHaveCount(0);
});

test('the settings are in the address and come back from it', async ({ page, context }) => {
	await openLab(page);
	await page.getByRole('combobox', { name: 'Encoding' }).selectOption('Dither');
	await page.getByRole('slider', { name: 'Word length d' }).press('Home');
	await page.getByRole('spinbutton', { name: 'Steps' }).fill('77');
	await expect(page).toHaveURL(/#v1&encoding=dither&d=1&.*&steps=77&/);
	const second = await context.newPage();
	await second.goto(page.url());
	await expect(second.getByRole('combobox', { name: 'Encoding' })).toHaveValue('dither');
	await expect(second.getByRole('spinbutton', { name: 'Steps' })).toHaveValue('77');
	await expect(second.getByRole('slider', { name: 'Word length d' })).toHaveValue('1');
});

test('a link that is partly wrong is named, and the notice can be dismissed', async ({ page }) => {
	await openLab(page, '#v1&d=99&colour=blue&steps=60');
	const notice = page.getByRole('alert').filter({ hasText: 'Some of this link' });
	await expect(notice).toContainText('“d” must be a whole number from 1 to 16, not “99”.');
	await expect(notice).toContainText('The lab has no setting “colour”.');
	await expect(page.getByRole('spinbutton', { name: 'Steps' })).toHaveValue('60');
	await expect(page.getByRole('slider', { name: 'Word length d' })).toHaveValue('10');
	await button(page, 'Dismiss').click();
	await expect(notice).toHaveCount(0);
});

test('a number out of range is refused beside its field', async ({ page }) => {
	await openLab(page, SHORT);
	await page.getByRole('spinbutton', { name: 'Steps' }).fill('0');
	await expect(page.getByRole('alert')).toHaveText('A whole number from 1 to 20,000; 40 stays.');
	await expect(page).toHaveURL(/steps=40/);
});

test('every setting says what it does', async ({ page }) => {
	await openLab(page);
	await page.getByText('Finer points of the recipe').click();
	const settings = page.getByRole('region', { name: 'Settings' });
	const names = [
		'Encoding',
		'Bits of an entry',
		'Table starts as',
		'Steps',
		'Batch size',
		'Seed',
		'Learning rate',
		'Table rate',
		'Smoothing',
		'Table learns for',
		'Light'
	];
	for (const name of names)
		await expect(settings.getByLabel(name).first()).toHaveAccessibleDescription(/\w+ \w+ \w+.*\.$/);
	await page.getByRole('spinbutton', { name: 'Seed' }).focus();
	const hint = page.getByText('The same seed gives the same run again');
	await expect(hint).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(hint).toBeHidden();
});

test('a value that is not the usual one is marked, and leads back', async ({ page }) => {
	await openLab(page);
	const steps = page.getByRole('spinbutton', { name: 'Steps' });
	await steps.fill('77');
	await page.getByRole('button', { name: 'Steps, back to usual: 1,000' }).click();
	await expect(steps).toHaveValue('1000');
	await expect(page.getByRole('button', { name: /^Steps, back to/ })).toHaveCount(0);

	await page.getByRole('combobox', { name: 'Encoding' }).selectOption('Bit-planes');
	await page.getByRole('slider', { name: 'Light' }).press('End');
	await button(page, 'All settings back to usual').click();
	await expect(page.getByRole('combobox', { name: 'Encoding' })).toHaveValue('pixel-embedding');
	await expect(page.getByRole('slider', { name: 'Light' })).toHaveValue('0');
	await expect(button(page, 'All settings back to usual')).toBeDisabled();
});

test('every encoding trains', async ({ page }) => {
	const names = [
		['naive', 'Naive rounding'],
		['bit-planes', 'Bit-planes'],
		['thermometer', 'Thermometer'],
		['quantile-dither', 'Quantile dither'],
		['float-first', 'Float first layer'],
		['all-float', 'All float']
	];
	await openLab(page, '#v1&encoding=dither&d=2&steps=2&batch=2');
	for (const [kind, name] of names) {
		await page.getByRole('combobox', { name: 'Encoding' }).selectOption(name);
		await expect(page).toHaveURL(new RegExp(`encoding=${kind}&`));
		if (kind !== names[0][0]) await button(page, 'Reset').click();
		await expect(button(page, 'Train')).toBeEnabled(TRAINING);
		await button(page, 'Train').click();
		await expect(page.getByText('Finished: all 2 steps taken.')).toBeVisible(TRAINING);
	}
});

test('a formula of one’s own is drawn, refused where it is wrong, trained, and carried by the link', async ({
	page,
	context
}) => {
	await openLab(page, '#v1&encoding=dither&d=2&steps=3&batch=2');
	await page.getByRole('combobox', { name: 'Encoding' }).selectOption('Your own');
	const formula = page.getByRole('textbox', { name: 'Formula of v, k, d and top' });
	await formula.fill('top*v/25');
	await formula.fill('top*v/255 + q');
	await expect(page.getByRole('alert')).toContainText('There is no “q” here; there are v, k, d, top');
	await expect(page).toHaveURL(/formula=top\*v%2F25$/);
	await formula.fill('(v > 20)*top');
	await expect(page.getByRole('alert')).toHaveCount(0);
	await expect(page.getByRole('img', { name: /^Your own \(your formula\), 2 × 2 bits/ })).toBeVisible();
	await button(page, 'Train').click();
	await expect(page.getByText('Finished: all 3 steps taken.')).toBeVisible(TRAINING);
	await expect(page.getByRole('img', { name: /^The table at step/ })).toBeVisible();
	const second = await context.newPage();
	await second.goto(page.url());
	await expect(second.getByRole('textbox', { name: 'Formula of v, k, d and top' })).toHaveValue(
		'(v > 20)*top'
	);
});

test('a formula that does not fit another word length keeps the old one, and says why', async ({ page }) => {
	await openLab(page, `#v1&encoding=custom&d=2&formula=${encodeURIComponent('top*k/(d - 1)')}`);
	await page.getByRole('slider', { name: 'Word length d' }).press('Home');
	await expect(page.getByText('Not taken: the formula top*k/(d - 1): At v = 0, k = 0')).toBeVisible();
	await expect(page).not.toHaveURL(/d=1&/);
});

test('a table from a file is checked line by line, and carried by the link', async ({ page, context }) => {
	await openLab(page, '#v1&encoding=custom');
	const file = (rows: string[]) => ({
		name: 'words.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(rows.join('\n'))
	});
	const rows = Array.from({ length: 256 }, (_, v) => `${v >> 6},${v & 1},0`);
	const picker = page.getByLabel('Or a file of 256 words (CSV or JSON)');
	await picker.setInputFiles(file(rows.with(9, '1,7,0')));
	await expect(page.getByRole('alert')).toHaveText(
		'words.csv was not taken. Line 10, entry 2: expected a level 0, 1, 2 or 3, got “7”.'
	);
	await picker.setInputFiles(file(rows));
	await expect(page.getByRole('alert')).toHaveCount(0);
	await expect(page.getByText('A file’s table is in use: 3 × 2 bits.')).toBeVisible();
	await expect(page.getByRole('slider', { name: 'Word length d' })).toBeDisabled();
	const second = await context.newPage();
	await second.goto(page.url());
	await expect(second.getByText('A file’s table is in use: 3 × 2 bits.')).toBeVisible();
});
