// Chapter 1 in German: as the English one, in other words.

import { expect, test } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { collectErrors } from './page-errors.ts';

const CHAPTER = '/de/what-a-bit-costs/';

test('figures, guesses and questions speak German, with a decimal comma', async ({ page }) => {
	const errors = collectErrors(page);
	await page.goto(CHAPTER);
	const stairs = page.getByRole('figure', { name: 'Runden ist eine Treppe' });
	await stairs.getByRole('slider', { name: 'Wert, der gerundet wird' }).fill('128');
	await stairs.getByRole('radio', { name: '3', exact: true }).check();
	await expect(stairs.getByRole('img')).toHaveAccessibleName(
		/^Eine Treppe mit 8 Absätzen\. Der Wert 128 .* 145,7/
	);

	await page.getByRole('button', { name: 'Das ist meine Schätzung' }).click();
	await expect(page.getByText('Deine Schätzung: 4,5. Es ist etwa 2,2.')).toBeVisible();

	const question = page.getByRole('group', { name: /^Werte von 0 bis 255 werden auf die Stufen/ });
	await question.getByRole('textbox', { name: 'Deine Antwort' }).fill('18,2');
	await page.getByRole('listitem').filter({ has: question }).getByRole('button', { name: 'Prüfen' }).click();
	await expect(page.getByText(/Richtig\.\s+Acht Stufen haben sieben Lücken/)).toBeVisible();
	await expect(page.getByText('1 von 4 richtig beantwortet.')).toBeVisible();
	expect(errors).toEqual([]);
});

test('a link opens the same state in both languages, and says what of it was ignored', async ({ page }) => {
	await page.goto(`${CHAPTER}#w=bit-microscope&bits=2&picture=dog`);
	await expect(page.getByText('„picture“ muss landscape, still-life', { exact: false })).toBeVisible();
	await expect(page.getByText('2 Bits je Farbe')).toBeVisible();
});

test('one language leads to the other, and each page says which it is', async ({ page }) => {
	await page.goto('/what-a-bit-costs/');
	await page.getByRole('navigation', { name: 'Languages' }).getByRole('link', { name: 'Deutsch' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Was ein Bit kostet' })).toBeVisible();
	await expect(page).toHaveTitle(/^Was ein Bit kostet/);
	await expect(page.locator('html')).toHaveAttribute('lang', 'de');
	// What is read is read in every language.
	await page.getByRole('navigation', { name: 'Sprachen' }).getByRole('link', { name: 'English' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'What a bit costs' })).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await page.goto(CHAPTER);
		expect(await axeViolations(page)).toEqual([]);
	});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the page is whole, in German, and names its other language', async ({ page }) => {
		await page.goto(CHAPTER);
		await expect(page.locator('html')).toHaveAttribute('lang', 'de');
		await expect(
			page.getByRole('navigation', { name: 'Sprachen' }).getByRole('link', { name: 'English' })
		).toHaveAttribute('href', '../../what-a-bit-costs/');
		await expect(page.getByRole('row', { name: /^3 8 36,4/ })).toBeVisible();
		await expect(page.locator('noscript summary').first()).toHaveText('Die Antwort');
		// The English page's anchors, so that links to sections hold.
		await expect(page.locator('#never-more-than-half-a-step')).toContainText(
			'Nie mehr als ein halber Schritt'
		);
	});
});
