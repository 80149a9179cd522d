/** The network that goes while a run trains, with the copy for offline use: reading goes on, and so does the run. */
import { expect, test } from '@playwright/test';
import { LONG, stepOf, trainAWhile } from '../e2e/faults-page.ts';
import { faultTest, timed } from '../e2e/faults-report.ts';
import { TRAINING, button, rememberedStep } from '../e2e/lab-page.ts';
import { plainHost } from '../e2e/plain-host.ts';

test.use({ serviceWorkers: 'allow' });

faultTest(
	'the network goes while a run trains, and the reader turns to a chapter and back',
	'nothing',
	async ({ page, context }) => {
		const host = await plainHost('build');
		try {
			await page.goto(`${host.address}lab/${LONG}`);
			await page.evaluate(async () => {
				const { active } = await navigator.serviceWorker.ready;
				if (active?.state === 'activated') return;
				await new Promise((activated) => active?.addEventListener('statechange', activated));
			});
			await page.reload();
			await trainAWhile(page);
			await host.stop();
			await context.setOffline(true);
			const step = await stepOf(page);
			await expect.poll(() => stepOf(page), TRAINING).toBeGreaterThan(step);
			await button(page, 'Pause').click();
			await expect.poll(() => rememberedStep(page), TRAINING).toBeGreaterThan(step);
			const left = await rememberedStep(page);
			await page.getByRole('contentinfo').getByRole('link', { name: 'Glossary' }).click();
			await expect(page.getByRole('heading', { level: 1, name: 'Glossary' })).toBeVisible();
			await page.goto(`${host.address}pixel-embedding/`);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Lab' }).click();
			const time = await timed(async () => {
				await button(page, 'Go on from there').click();
				await expect(page.getByText(`Paused after step ${left.toLocaleString('en')}.`)).toBeVisible(TRAINING);
			});
			await trainAWhile(page);
			return `chapters open from the copy; the run goes on from step ${left} after ${time}`;
		} finally {
			await host.stop().catch(() => undefined);
		}
	}
);
