/** Two tabs that share one storage, both at work. */
import { expect, type Page } from '@playwright/test';
import { LONG, trainAWhile } from '../e2e/faults-page.ts';
import { faultTest } from '../e2e/faults-report.ts';
import { TRAINING, button, openLab, rememberedStep, showPart } from '../e2e/lab-page.ts';

/** Answers the question of this place in the chapter's check. */
async function answer(page: Page, place: number, text: string): Promise<void> {
	const check = page.getByRole('region', { name: 'Check your understanding' });
	const question = check.getByRole('listitem').nth(place);
	await question.getByRole('textbox', { name: 'Your answer' }).fill(text);
	await question.getByRole('button', { name: 'Check' }).click();
	await expect(question.getByText('✓ Right.')).toBeVisible();
}

faultTest('two tabs answer questions of one chapter', 'nothing', async ({ page, context }) => {
	const chapter = '/one-number-many-bits/';
	const other = await context.newPage();
	await page.goto(chapter);
	await other.goto(chapter);
	// Each has read what there was before either wrote.
	await answer(page, 0, '7');
	await answer(other, 1, '21');
	await answer(page, 1, '21');
	await page.close();
	await other.reload();
	const check = other.getByRole('region', { name: 'Check your understanding' });
	await expect(check.getByText(/^2 of \d+ answered right\./)).toBeVisible();
	await expect(check.getByText('✓ Right.')).toHaveCount(2);
	return 'both tabs’ answers are there after a reload';
});

faultTest('two tabs train at the same time and are both closed', 'nothing', async ({ page, context }) => {
	const other = await context.newPage();
	for (const tab of [page, other]) {
		await openLab(tab, LONG);
		await trainAWhile(tab);
	}
	for (const tab of [page, other]) {
		await button(tab, 'Pause').click();
		await expect(tab.getByText(/^Paused after step [\d,]+\./)).toBeVisible(TRAINING);
		// Written down a moment after the pause.
		await expect.poll(() => rememberedStep(tab), TRAINING).toBeGreaterThan(0);
	}
	const keys = (): Promise<number> =>
		other.evaluate(
			() =>
				new Promise<number>((resolve) => {
					const opening = indexedDB.open('a-word-for-every-pixel');
					opening.onsuccess = () => {
						const counting = opening.result
							.transaction('lab')
							.objectStore('lab')
							.count(IDBKeyRange.bound('standing', 'standing;'));
						counting.onsuccess = () => {
							opening.result.close();
							resolve(counting.result);
						};
					};
				})
		);
	await expect.poll(keys, TRAINING).toBe(2);
	await page.close();
	await other.close();
	const later = await context.newPage();
	await openLab(later);
	await expect(later.getByText(/A run of yours was left at step/)).toBeVisible();
	await showPart(later, 'Runs');
	await expect(later.getByRole('button', { name: /^Go on with / })).toHaveCount(1);
	return 'one run is offered, the other is put aside and can be gone on with';
});
