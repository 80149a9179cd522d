/** The lab as its tests use it. Waits are long, because a loaded machine is slow and not wrong. */
import { expect, type Page } from '@playwright/test';

/** For what waits on training. */
export const TRAINING = { timeout: 180_000 };

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const tableImage = (page: Page, name: RegExp) => page.getByRole('img', { name });

/** A run short enough for a slow machine. */
export const SHORT = '#v1&encoding=pixel-embedding&d=4&steps=40&batch=8&light=1';

export async function openLab(page: Page, fragment = ''): Promise<void> {
	await page.goto(`/lab/${fragment}`);
	await expect(page.getByRole('combobox', { name: 'Encoding' })).toBeEnabled();
}

export async function showPart(page: Page, name: string): Promise<void> {
	await page.getByRole('tab', { name }).click();
	await expect(page.getByRole('tabpanel', { name })).toBeVisible();
}

/** Trains what the settings say to its end. */
export async function trainToEnd(page: Page, steps: number): Promise<void> {
	await button(page, 'Train').click();
	await expect(page.getByText(`Finished: all ${steps} steps taken.`)).toBeVisible(TRAINING);
}

/** The step of the run that this browser remembers as unfinished; 0 while there is none. */
export const rememberedStep = (page: Page): Promise<number> =>
	page.evaluate(async () => {
		const names = (await indexedDB.databases()).map(({ name }) => name);
		// Opening it would make it, empty.
		if (!names.includes('a-word-for-every-pixel')) return 0;
		return new Promise<number>((resolve, reject) => {
			const opening = indexedDB.open('a-word-for-every-pixel');
			opening.onerror = () => reject(new Error(String(opening.error)));
			opening.onsuccess = () => {
				const database = opening.result;
				const reading = database
					.transaction('lab')
					.objectStore('lab')
					.getAll(IDBKeyRange.bound('standing', 'standing;'));
				reading.onsuccess = () => {
					const standings = reading.result as { checkpoint: { step: number } }[];
					database.close();
					resolve(Math.max(0, ...standings.map(({ checkpoint }) => checkpoint.step)));
				};
				reading.onerror = () => reject(new Error(String(reading.error)));
			};
		});
	});
