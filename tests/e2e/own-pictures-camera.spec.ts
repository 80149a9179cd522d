import { expect, test } from '@playwright/test';
import { launchOptions } from '../browser.ts';
import { axeViolations } from './axe.ts';
import { button, openLab, trainToEnd } from './lab-page.ts';

test.use({
	launchOptions: {
		...launchOptions,
		args: [
			...(launchOptions.args ?? []),
			'--use-fake-device-for-media-stream',
			'--use-fake-ui-for-media-stream'
		]
	}
});

test('two classes are recorded and learned', async ({ page }) => {
	test.setTimeout(120_000);
	await openLab(page, '#v1&encoding=pixel-embedding&d=4&steps=20&batch=8&view=pictures');
	await button(page, 'Or take pictures with your camera').click();
	const camera = page.getByRole('group', { name: 'Pictures from the camera' });
	await expect(camera.getByText('“this” needs at least 10 pictures.')).toBeVisible();
	for (const name of ['this', 'that']) {
		const own = camera
			.getByRole('listitem')
			.filter({ has: page.getByRole('button', { name: `Record ${name}` }) });
		const item = camera.getByRole('listitem').nth(name === 'this' ? 0 : 1);
		await own.getByRole('button').press('Enter');
		await expect(item.getByText(/^1[0-9] pictures$/)).toBeVisible({ timeout: 40_000 });
		await item.getByRole('button', { name: `Stop ${name}` }).press('Enter');
	}
	expect(await axeViolations(page)).toEqual([]);
	await button(page, 'Use these pictures').click();
	await expect(page.getByRole('rowheader', { name: 'this' })).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Camera pictures' })).toBeVisible();
	await trainToEnd(page, 20);
});
