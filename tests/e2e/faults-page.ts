/** The lab as the tests of faults use it. */
import { expect, type Page, type Worker } from '@playwright/test';
import { SHORT, TRAINING, button } from './lab-page.ts';

/** A run that no test waits for. */
export const LONG = SHORT.replace('steps=40', 'steps=20000');
const progress = (page: Page) => page.getByRole('progressbar', { name: 'Training steps taken' });
export const stepOf = async (page: Page): Promise<number> =>
	Number(await progress(page).getAttribute('value'));
export const trainers = (page: Page): Worker[] =>
	page.workers().filter((w) => w.url().includes('train.worker'));

/** Trains until a step has been seen. */
export async function trainAWhile(page: Page): Promise<void> {
	const before = await stepOf(page);
	await button(page, 'Train').click();
	await expect(button(page, 'Pause')).toBeVisible(TRAINING);
	await expect.poll(() => stepOf(page), TRAINING).toBeGreaterThan(before);
}
