/** Workers that end without a word: nothing tells the page, so it has to notice. Slow, because it waits as long as a slow machine needs. */
import { expect, type Page, type Worker } from '@playwright/test';
import { LONG, stepOf, trainAWhile, trainers } from '../e2e/faults-page.ts';
import { faultTest, timed } from '../e2e/faults-report.ts';
import { TRAINING, button, openLab, showPart } from '../e2e/lab-page.ts';

/** Ends a worker from within, in the middle of what it does: no event comes of it. */
const endSilently = (worker: Worker): Promise<void> =>
	worker.evaluate(() => {
		// After the answer to this question, which would otherwise never come.
		setTimeout(() => self.close(), 100);
	});

faultTest(
	'the training worker ends without a word',
	'the steps since the last checkpoint, which are taken again',
	async ({ page }) => {
		await openLab(page, LONG);
		await trainAWhile(page);
		await endSilently(trainers(page)[0]);
		const noticed = await timed(() =>
			expect(
				page.getByText(/The training worker no longer answered\. (The run went on|It had no checkpoint yet)/)
			).toBeVisible(TRAINING)
		);
		await expect.poll(() => stepOf(page), TRAINING).toBeGreaterThan(0);
		await expect.poll(() => trainers(page).length).toBe(1);
		return `noticed, said, and a new worker trains after ${noticed}`;
	}
);

faultTest(
	'one of two racing workers ends without a word',
	'the steps since its last checkpoint, which are taken again',
	async ({ page }) => {
		await openLab(page, LONG);
		await showPart(page, 'Race');
		const race = page.getByRole('region', { name: 'Race' });
		await race.getByRole('checkbox', { checked: true }).last().uncheck();
		await button(page, 'Start the race').click();
		const steps = async (): Promise<number[]> =>
			(await race.locator('p').allTextContents()).flatMap((text) =>
				[...(/(?:^Step |at step )(\d+)/.exec(text)?.slice(1) ?? [])].map(Number)
			);
		await expect
			.poll(async () => (await steps()).length === 2 && Math.min(...(await steps())), TRAINING)
			.toBeGreaterThan(0);
		await endSilently(trainers(page)[0]);
		const notice = race.getByText(/The training worker no longer answered\./);
		const noticed = await timed(() => expect(notice.last()).toBeVisible(TRAINING));
		const before = Math.min(...(await steps()));
		await expect.poll(async () => Math.min(...(await steps())), TRAINING).toBeGreaterThan(before);
		await expect.poll(() => trainers(page).length).toBe(2);
		return `noticed, said, and both train after ${noticed}`;
	}
);

const timingWorker = (page: Page): Worker | undefined =>
	page.workers().find((worker) => worker.url().includes('timing.worker'));

faultTest('a timing worker ends without a word', 'the rounds it had still to take', async ({ page }) => {
	await page.goto('/speed/');
	await page.getByRole('checkbox', { name: /WebGL2/ }).uncheck();
	await page.getByRole('radio', { name: '1', exact: true }).check();
	await button(page, 'Time them here').click();
	await expect(page.getByText(/^(Warming up|Timing), worker 1/)).toBeVisible(TRAINING);
	await endSilently(timingWorker(page)!);
	const noticed = await timed(() =>
		expect(page.getByText('A timing worker stopped: it no longer answered')).toBeVisible(TRAINING)
	);
	await expect(page.getByText(/^(Done: [\d,]+ samples\.|(Warming up|Timing), worker 2)/)).toBeVisible(
		TRAINING
	);
	const stop = button(page, 'Stop');
	if (await stop.isVisible()) await stop.click();
	await button(page, 'Time again').or(button(page, 'Time them here')).click();
	await expect(page.getByText(/A timing worker stopped/)).toHaveCount(0);
	await expect(page.getByText(/^(Warming up|Timing), worker 1/)).toBeVisible(TRAINING);
	return `said after ${noticed}; the next worker goes on, and it can be timed again`;
});
