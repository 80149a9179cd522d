import { expect, test } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { button, openLab } from './lab-page.ts';

const line = 'Set by your teacher';
const LINK =
	'#preset=1&title=Week%203&task=Find%20a%20short%20word.&chapter=pixel-embedding&hide=rate.data&lock=light&each-seed=1&limit=8&seed=40&light=0&steps=60';

test('the lab keeps to a class preset through changes, usual settings and a reload', async ({ page }) => {
	await openLab(page, LINK);
	const preset = page.getByRole('region', { name: line });
	await expect(preset).toContainText('Week 3');
	await expect(preset).toContainText('Find a short word.');
	await expect(preset).toContainText('this word has 20, too many');
	await expect(page.getByRole('slider', { name: 'Light' })).toBeDisabled();
	await expect(page.getByRole('slider', { name: 'Light' })).toHaveValue('0');
	await expect(page.getByRole('spinbutton', { name: 'Seed' })).toBeDisabled();
	await expect(page.getByRole('spinbutton', { name: 'Steps' })).toHaveValue('60');
	await expect(page.getByRole('group', { name: 'The pictures' })).toHaveCount(0);
	await page.getByText('Finer points of the recipe').click();
	await expect(page.getByRole('slider', { name: 'Smoothing' })).toBeVisible();
	await expect(page.getByRole('spinbutton', { name: 'Learning rate' })).toHaveCount(0);

	await expect(page.getByText('Type your number in the class first')).toBeVisible();
	await preset.getByRole('spinbutton', { name: 'Your number in the class' }).fill('1000');
	await expect(preset).toContainText('A whole number from 1 to 999.');
	await preset.getByRole('spinbutton', { name: 'Your number in the class' }).fill('7');
	await expect(preset).toContainText('Your seed is 40 + 7 = 47.');
	await page.getByRole('slider', { name: 'Word length d' }).fill('4');
	await expect(preset).toContainText('this word has 8.');
	await expect(page.getByText('Type your number in the class first')).toHaveCount(0);

	await page.reload();
	await expect(preset).toContainText('Your seed is 40 + 7 = 47.');
	await expect(page.getByRole('slider', { name: 'Word length d' })).toHaveValue('4');
	await button(page, 'All settings back to usual').click();
	await expect(page.getByRole('slider', { name: 'Word length d' })).toHaveValue('10');
	await expect(page.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('47');
	expect(await axeViolations(page)).toEqual([]);

	await preset.getByRole('link', { name: /Begin with chapter 6/ }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Pixel embedding' })).toBeVisible();
	await expect(preset).toContainText('Week 3');
	await preset.getByRole('link', { name: 'Your class’s lab' }).click();
	await expect(page.getByRole('slider', { name: 'Light' })).toBeDisabled();
	await expect(preset).toContainText('Your seed is 40 + 7 = 47.');
	await preset.getByRole('button', { name: 'Leave the preset' }).click();
	await expect(preset).toHaveCount(0);
	await expect(page.getByRole('slider', { name: 'Light' })).toBeEnabled();
	await expect(page).not.toHaveURL(/preset/);
});

test('a preset of another version, and one with words out of range, are named; markup stays text', async ({
	page
}) => {
	await openLab(page, '#v1&steps=77&preset=9&title=x');
	await expect(page.getByRole('alert')).toContainText('it is version “9”, and this page reads 1.');
	await expect(page.getByRole('spinbutton', { name: 'Steps' })).toHaveValue('77');

	await page.goto(
		`/lab/?again#preset=1&title=${encodeURIComponent('<img src=x onerror="document.title=1">')}&light=7&__proto__=1&lock=moon`
	);
	const notice = page.getByRole('alert');
	await expect(notice).toContainText('“light” must be a number from 0 to 1, not “7”.');
	await expect(notice).toContainText('The lab has no setting “__proto__”.');
	await expect(notice).toContainText('The lab has no control “moon” to lock.');
	await expect(page.getByRole('region', { name: line })).toContainText('<img src=x onerror=');
	await expect(page).toHaveTitle(/^Lab/);
});
