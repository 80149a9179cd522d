import { expect, test } from '@playwright/test';
import { deafSliders, lostByPress, walkByTab } from './keyboard.ts';
import { isSource, siteAddresses } from './pages.ts';
import { openWhole } from './whole-page.ts';

for (const address of siteAddresses().filter((each) => !isSource(each)))
	test(`${address} by keyboard alone`, async ({ page }) => {
		await openWhole(page, address);
		const { stops, faults } = await walkByTab(page);
		test.info().annotations.push({ type: 'keyboard', description: `${stops} stops` });
		expect.soft(faults).toEqual([]);
		expect(stops).toBeGreaterThan(5);
		expect.soft(await deafSliders(page)).toEqual([]);
		expect.soft(await lostByPress(page)).toEqual([]);
	});
