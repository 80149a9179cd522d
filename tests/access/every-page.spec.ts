import { expect, test } from '@playwright/test';
import { axeViolations } from '../e2e/axe.ts';
import { enter, MODE_NAMES, MODES } from './modes.ts';
import { pageFaults } from './page-faults.ts';
import { siteAddresses } from './pages.ts';
import { unnamedPictures } from './unnamed-pictures.ts';
import { openWhole } from './whole-page.ts';

for (const address of siteAddresses())
	test(address, async ({ page }) => {
		await openWhole(page, address);
		for (const mode of MODE_NAMES)
			await test.step(mode, async () => {
				await enter(page, mode);
				const found =
					MODES[mode].looksFor === 'rules'
						? [...(await axeViolations(page)), ...(await unnamedPictures(page))]
						: await pageFaults(page);
				test.info().annotations.push({ type: mode, description: found.join('\n') });
				expect.soft(found, mode).toEqual([]);
			});
	});
