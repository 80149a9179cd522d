/** Graphics that are taken away, and storage that says nothing: slow to bring about, so not with `npm test`. */
import { expect, type Page, type Worker } from '@playwright/test';
import { LONG, stepOf, trainAWhile, trainers } from '../e2e/faults-page.ts';
import { faultTest, timed } from '../e2e/faults-report.ts';
import { SHORT, TRAINING, button, openLab, trainToEnd } from '../e2e/lab-page.ts';

/** Makes workers remember their graphics contexts. They inherit no page script, so their own file gets its first line changed. */
async function catchContexts(page: Page, file: RegExp): Promise<void> {
	await page.route(file, async (route) => {
		const response = await route.fetch();
		const body = `self.contexts = []; const contextOf = OffscreenCanvas.prototype.getContext;
OffscreenCanvas.prototype.getContext = function (...wanted) {
	const context = contextOf.apply(this, wanted); if (context) self.contexts.push(context); return context; };
${await response.text()}`;
		await route.fulfill({ response, body });
	});
}

const loseContexts = (worker: Worker): Promise<void> =>
	worker.evaluate(() => {
		for (const context of (self as unknown as { contexts: WebGL2RenderingContext[] }).contexts)
			context.getExtension('WEBGL_lose_context')?.loseContext();
	});

faultTest(
	'the graphics context is lost while training on WebGL',
	'the steps since the last checkpoint, which are taken again on WebAssembly',
	async ({ page }) => {
		await catchContexts(page, /train\.worker.*\.js$/);
		await openLab(page, LONG);
		await page.getByRole('combobox', { name: 'Trains on' }).selectOption('webgl');
		await trainAWhile(page);
		await loseContexts(trainers(page)[0]);
		const time = await timed(async () => {
			await expect(page.getByText(/^The graphics processor took its memory back\. /)).toBeVisible(TRAINING);
			await expect.poll(() => stepOf(page), TRAINING).toBeGreaterThan(0);
		});
		await expect(page.getByText(/This run: WebAssembly/)).toBeVisible();
		return `trains on WebAssembly after ${time}`;
	}
);

faultTest(
	'the graphics context is lost while engines are timed',
	'the samples it was in',
	async ({ page }) => {
		await catchContexts(page, /timing\.worker.*\.js$/);
		await page.goto('/speed/');
		await page.getByRole('radio', { name: '1', exact: true }).check();
		await button(page, 'Time them here').click();
		await expect(page.getByText(/^Timing, worker 1, round/)).toBeVisible(TRAINING);
		const worker = page.workers().find((w) => w.url().includes('timing.worker'));
		await loseContexts(worker!);
		const time = await timed(() =>
			expect(page.getByText(/thrown away: .*the graphics device was lost/)).toBeVisible(TRAINING)
		);
		await expect(page.getByText(/^(Timing|Warming up), worker 1/)).toBeVisible(TRAINING);
		await button(page, 'Stop').click();
		await expect(page.getByText(/^Stopped after \d+ of 8 rounds\.$/)).toBeVisible();
		return `said after ${time}; the engine is made anew, and timing goes on`;
	}
);

faultTest('storage never answers', 'what could not be kept, once the page is closed', async ({ page }) => {
	await page.addInitScript(() => {
		IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
	});
	await openLab(page, SHORT);
	await trainToEnd(page, 40);
	await expect(
		page.getByText(/in this browser: it does not answer\. What is on this page stays\./)
	).toBeVisible(TRAINING);
	return 'the run finishes; the page says so after 10 s';
});
