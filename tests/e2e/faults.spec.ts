/** Things that go wrong on readers' machines while they train: the run survives, and the page says what happened. */
import { expect, test, type Page } from '@playwright/test';
import { LONG, stepOf, trainAWhile, trainers } from './faults-page.ts';
import { faultTest, timed } from './faults-report.ts';
import { SHORT, TRAINING, button, openLab, rememberedStep, trainToEnd } from './lab-page.ts';

test.setTimeout(240_000);

/** After the test's own question to a worker has been answered: a worker that ends takes the answer with it. */
const SOON_MS = 200;

/** Fingerprints of the networks of all runs that this browser keeps. */
const keptHashes = (page: Page): Promise<string[]> =>
	page.evaluate(
		() =>
			new Promise<string[]>((resolve, reject) => {
				const opening = indexedDB.open('a-word-for-every-pixel');
				opening.onerror = () => reject(new Error(String(opening.error)));
				opening.onsuccess = () => {
					const database = opening.result;
					const reading = database
						.transaction('lab')
						.objectStore('lab')
						.getAll(IDBKeyRange.bound('run:', 'run;'));
					reading.onsuccess = () => {
						database.close();
						resolve(
							(reading.result as { result: { snapshotHash: string } }[]).map(
								({ result }) => result.snapshotHash
							)
						);
					};
					reading.onerror = () => reject(new Error(String(reading.error)));
				};
			})
	);

faultTest(
	'the training worker throws, and another one breaks a promise',
	'the steps since the last checkpoint, which are taken again',
	async ({ page }) => {
		await openLab(page, LONG);
		await trainAWhile(page);
		await trainers(page)[0].evaluate((ms) => {
			setTimeout(() => {
				throw new Error('a fault inside');
			}, ms);
		}, SOON_MS);
		const first = await timed(async () => {
			await expect(page.getByText(/a fault inside\. (The run went on|It had no checkpoint yet)/)).toBeVisible(
				TRAINING
			);
			await expect.poll(() => stepOf(page), TRAINING).toBeGreaterThan(0);
		});
		await expect.poll(() => trainers(page).length).toBe(1);
		await trainers(page)[0].evaluate((ms) => {
			setTimeout(() => void Promise.reject(new Error('a broken promise')), ms);
		}, SOON_MS);
		const second = await timed(async () => {
			await expect(page.getByText(/failed: a broken promise\. (The run went on|It had no)/)).toBeVisible(
				TRAINING
			);
			await expect.poll(() => stepOf(page), TRAINING).toBeGreaterThan(0);
		});
		// A worker that was ended takes a moment to go.
		await expect.poll(() => trainers(page).length).toBe(1);
		return `a new worker trains after ${first} and ${second}`;
	}
);

faultTest('a part of the trainer cannot be fetched, or comes broken', 'nothing', async ({ page }) => {
	let answer: 'lost' | 'broken' | 'whole' = 'lost';
	await page.route(/tfjs-backend-wasm.*\.wasm$/, (route) => {
		if (answer === 'lost') return route.abort();
		if (answer === 'broken') return route.fulfill({ contentType: 'application/wasm', body: 'no module' });
		return route.continue();
	});
	await openLab(page, SHORT);
	const failed = page.getByRole('alert').filter({ hasText: 'A part of the trainer could not be loaded' });
	await button(page, 'Train').click();
	await expect(failed).toBeVisible(TRAINING);
	answer = 'broken';
	await button(page, 'Start again').click();
	await expect(page.getByText('Starting the trainer')).toBeVisible();
	await expect(failed).toBeVisible(TRAINING);
	answer = 'whole';
	await button(page, 'Start again').click();
	const time = await timed(() => expect(page.getByText('Ready at step 0.')).toBeVisible(TRAINING));
	return `Start again takes ${time}`;
});

faultTest('storage is full', 'what could not be kept, once the page is closed', async ({ page }) => {
	await page.addInitScript(() => {
		const full = (): never => {
			throw new DOMException('', 'QuotaExceededError');
		};
		IDBObjectStore.prototype.put = full;
		Storage.prototype.setItem = full;
	});
	await openLab(page, SHORT);
	await trainToEnd(page, 40);
	await expect(
		page.getByText(
			'The run could not be kept in this browser: its storage is full. What is on this page stays.'
		)
	).toBeVisible(TRAINING);
	return 'the run finishes; the page says what is not kept';
});

faultTest('storage is forbidden', 'what could not be kept, once the page is closed', async ({ page }) => {
	await page.addInitScript(() => {
		const forbidden = (): never => {
			throw new DOMException('', 'SecurityError');
		};
		Object.defineProperty(window, 'localStorage', { get: forbidden });
		IDBFactory.prototype.open = forbidden;
	});
	await page.goto('/one-number-many-bits/');
	const check = page.getByRole('region', { name: 'Check your understanding' });
	const question = check.getByRole('listitem').first();
	await question.getByRole('textbox', { name: 'Your answer' }).fill('7');
	await question.getByRole('button', { name: 'Check' }).click();
	await expect(question.getByText('Right.')).toBeVisible();
	await expect(
		check.getByText(/^This browser does not keep your answers: its storage is full or/)
	).toBeVisible();
	await check.getByRole('link', { name: 'Save them as a file' }).click();
	await page.getByText('See every word of it', { exact: true }).click();
	await expect(page.getByLabel('The hand-in file')).toContainText('flips-at-64');
	return 'the check says so, and its answers can be saved as a file';
});

faultTest('the tab is hidden and offline in the middle of a run', 'nothing', async ({ page, context }) => {
	await openLab(page, SHORT);
	await button(page, 'Train').click();
	await expect(button(page, 'Pause')).toBeVisible(TRAINING);
	await context.setOffline(true);
	// A hidden page gets no frames.
	await page.evaluate(() => {
		Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
		Object.defineProperty(document, 'hidden', { value: true, configurable: true });
		window.requestAnimationFrame = () => 0;
		document.dispatchEvent(new Event('visibilitychange'));
	});
	await expect(page.getByText('Finished: all 40 steps taken.')).toBeVisible(TRAINING);
	await context.setOffline(false);
	expect(await keptHashes(page)).toHaveLength(1);
	return 'training goes on, and the finished run is kept';
});

faultTest('the page is reloaded in the middle of a run', 'nothing', async ({ page, browser }) => {
	const few = SHORT.replace('steps=40', 'steps=12');
	await openLab(page, few);
	for (const step of [1, 2, 3]) {
		await button(page, 'Step').click();
		await expect(page.getByText(`Paused after step ${step}.`)).toBeVisible(TRAINING);
	}
	await expect.poll(() => rememberedStep(page), TRAINING).toBe(3);
	await page.reload();
	const time = await timed(async () => {
		await button(page, 'Go on from there').click();
		await expect(page.getByText('Paused after step 3.')).toBeVisible(TRAINING);
	});
	await trainToEnd(page, 12);
	await expect.poll(() => keptHashes(page), TRAINING).toHaveLength(1);

	const unbroken = await browser.newContext();
	const other = await unbroken.newPage();
	await openLab(other, few);
	await trainToEnd(other, 12);
	await expect.poll(() => keptHashes(other), TRAINING).toHaveLength(1);
	expect(await keptHashes(page)).toEqual(await keptHashes(other));
	await unbroken.close();
	return `goes on from step 3 after ${time}; the network equals the unbroken run's to the bit`;
});

faultTest('two tabs train at once', 'nothing', async ({ page, context }) => {
	await openLab(page, LONG);
	await button(page, 'Step').click();
	await expect(page.getByText('Paused after step 1.')).toBeVisible(TRAINING);
	await expect.poll(() => rememberedStep(page), TRAINING).toBe(1);
	const other = await context.newPage();
	await openLab(other, SHORT);
	await trainToEnd(other, 40);
	await expect.poll(() => keptHashes(other), TRAINING).toHaveLength(1);
	await expect(other.getByText('A run of yours was left')).toHaveCount(0);
	await page.close();
	await other.reload();
	await expect(other.getByText('A run of yours was left at step 1')).toBeVisible();
	expect(await keptHashes(other)).toHaveLength(1);
	return 'one tab’s finished run is kept, the other’s unfinished one is offered';
});

faultTest('twenty fast clicks on every button', 'nothing', async ({ page }) => {
	await openLab(page, LONG);
	await trainAWhile(page);
	await page.getByRole('group', { name: 'Training', exact: true }).evaluate((group) => {
		for (let i = 0; i < 20; i++) for (const each of group.querySelectorAll('button')) each.click();
	});
	await expect(page.getByText(/^(Ready at|Paused after) step [\d,]+\./)).toBeVisible(TRAINING);
	await expect.poll(() => trainers(page).length).toBe(1);
	await trainAWhile(page);
	return 'one worker, which trains on';
});
