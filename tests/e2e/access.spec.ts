// The short form of `npm run test:access`: no page falls out of its window, has small targets or words over words on the narrowest phone.
// What axe finds on each chapter, light and dark, stands in the chapter's own file; here are forced colours, one page by keyboard.
import { expect, test } from '@playwright/test';
import { deafSliders, walkByTab } from '../access/keyboard.ts';
import { enter } from '../access/modes.ts';
import { pageFaults } from '../access/page-faults.ts';
import { isSource, siteAddresses } from '../access/pages.ts';
import { unnamedPictures } from '../access/unnamed-pictures.ts';
import { axeViolations } from './axe.ts';

/** One page of code stands for all, and the teacher's pages have their own tests. */
const addresses = siteAddresses().filter((each) => !isSource(each) && !each.startsWith('/teach/'));

test('every page fits a window of 320 px, with targets and words that are large enough, and names its pictures', async ({
	page
}) => {
	test.slow();
	for (const address of addresses) {
		await page.goto(address);
		await expect(page.getByRole('button', { name: /^(Change to the|Zur .* wechseln)/ })).toBeEnabled();
		// Drawings take the window's width once they are alive.
		await enter(page, '320 px');
		expect.soft(await pageFaults(page), address).toEqual([]);
		expect.soft(await unnamedPictures(page), address).toEqual([]);
	}
});

test('in forced colours a chapter’s charts, levels and marks keep a contrast that axe accepts', async ({
	page
}) => {
	await page.goto('/the-race/');
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
	await enter(page, 'forced colours');
	expect(await axeViolations(page)).toEqual([]);
});

test('after a press that takes the button away, the keyboard goes on from what came in its place', async ({
	page
}) => {
	await page.goto('/the-race/');
	const figure = page.locator('#one-seed-wins');
	await figure.scrollIntoViewIfNeeded();
	await figure.getByRole('button', { name: 'It will hold' }).press('Enter');
	await expect(figure.getByRole('button', { name: 'It will hold' })).toBeHidden();
	await expect(figure.locator(':focus')).toBeVisible();
});

test('the Tab key reaches every control of a chapter in order, and the focus is seen on each', async ({
	page
}) => {
	await page.goto('/training-through-a-staircase/');
	await expect(page.getByRole('button', { name: /^Change to the/ })).toBeEnabled();
	const { stops, faults } = await walkByTab(page);
	expect(faults).toEqual([]);
	expect(stops).toBeGreaterThan(50);
	expect(await deafSliders(page)).toEqual([]);
});
