/** A tab that another one covers for a minute: the browser draws nothing of it and slows its timers, and it trains on. */
import { expect } from '@playwright/test';
import { faultTest, timed } from '../e2e/faults-report.ts';
import { SHORT, TRAINING } from '../e2e/lab-page.ts';
import { bareBrowser } from './bare-browser.ts';

const HIDDEN_MS = Number(process.env.FAULT_FROZEN_MS ?? 60_000);

const press = (name: string): string =>
	`[...document.querySelectorAll('button:enabled')].filter((each) => each.textContent.trim() === '${name}').map((each) => each.click()).length`;
const STEP = `document.querySelector('progress')?.value ?? 0`;
const TEXT = `document.body.innerText`;

faultTest(
	`the tab is covered by another one for ${HIDDEN_MS / 1000} s while it trains`,
	'nothing',
	async ({ address }) => {
		const browser = await bareBrowser();
		try {
			const tab = await browser.open(`${address}/lab/${SHORT.replace('steps=40', 'steps=20000')}`);
			await expect.poll(() => tab.value<number>(press('Train')), TRAINING).toBe(1);
			await expect.poll(() => tab.value<number>(STEP), TRAINING).toBeGreaterThan(0);
			expect(await tab.value('document.visibilityState')).toBe('visible');
			await browser.open('about:blank').then((cover) => cover.show());
			await expect.poll(() => tab.value('document.visibilityState')).toBe('hidden');
			const before = await tab.value<number>(STEP);
			await new Promise((resolve) => setTimeout(resolve, HIDDEN_MS));
			expect(await tab.value('document.visibilityState')).toBe('hidden');
			const after = await tab.value<number>(STEP);
			expect(after).toBeGreaterThan(before);
			await tab.show();
			const time = await timed(() =>
				expect.poll(() => tab.value<number>(STEP), TRAINING).toBeGreaterThan(after)
			);
			expect(await tab.value<string>(TEXT)).not.toMatch(/no longer answered|failed/);
			await expect.poll(() => tab.value<number>(press('Pause')), TRAINING).toBe(1);
			await expect.poll(() => tab.value<string>(TEXT), TRAINING).toMatch(/Paused after step [\d,]+\./);
			return `${after - before} steps taken meanwhile, and on after ${time} when it is shown again`;
		} finally {
			await browser.close();
		}
	}
);
