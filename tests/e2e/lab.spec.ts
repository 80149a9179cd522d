import { expect, test } from '@playwright/test';
import { axeViolations } from './axe.ts';
import {
	SHORT,
	TRAINING,
	button,
	openLab,
	rememberedStep,
	showPart,
	tableImage,
	trainToEnd
} from './lab-page.ts';
import { collectErrors } from './page-errors.ts';
import { mainThreadWork } from './page-work.ts';

test.setTimeout(240_000);

test('a recorded run is there before anything is pressed, and says that it is recorded', async ({ page }) => {
	await openLab(page);
	await expect(page.getByText('recorded', { exact: true }).first()).toBeVisible();
	await expect(tableImage(page, /^The table at step [1-9]/)).toBeVisible();
	await expect(button(page, 'Reset')).toBeDisabled();
});

test('train to the end: the table moves, the test is taken, and the run stops by itself', async ({
	page
}) => {
	const errors = collectErrors(page);
	await openLab(page, SHORT);
	await button(page, 'Train').click();
	await expect(page.getByText('live', { exact: true })).toBeVisible();
	await expect(page.getByText('Finished: all 40 steps taken.')).toBeVisible(TRAINING);
	await expect(
		tableImage(page, /^The table at step 40\..* [1-9]\d* of 1024 entries have moved/)
	).toBeVisible();
	await expect(page.getByText(/^Answers after step 40: \d+ of/)).toBeVisible();
	await expect(button(page, 'Train')).toBeDisabled();

	const scrubber = page.getByRole('slider', { name: 'Training step', exact: true });
	await scrubber.press('Home');
	await expect(tableImage(page, /^The table at step 0\..* 0 of 1024 entries have moved/)).toBeVisible();
	expect(errors).toEqual([]);
});

test('pause, step, and reset follow what the trainer says', async ({ page }) => {
	await openLab(page, SHORT.replace('steps=40', 'steps=5000'));
	await button(page, 'Step').click();
	await expect(page.getByText('Paused after step 1.')).toBeVisible(TRAINING);
	await button(page, 'Train').click();
	await button(page, 'Pause').click();
	const paused = page.getByText(/^Paused after step [\d,]+\./);
	await expect(paused).toBeVisible();
	const before = Number(/step ([\d,]+)/.exec((await paused.textContent()) ?? '')?.[1].replace(',', ''));
	await button(page, 'Step').click();
	await expect(page.getByText(`Paused after step ${(before + 1).toLocaleString('en')}.`)).toBeVisible();
	await button(page, 'Reset').click();
	await expect(page.getByText('Ready at step 0.')).toBeVisible();
	await expect(tableImage(page, /^The table at step 0\..* 0 of 1024 entries have moved/)).toBeVisible();
});

test('a race trains several first layers on the same seed, and can be paused', async ({ page }) => {
	const errors = collectErrors(page);
	await openLab(page, SHORT.replace('steps=40', 'steps=60'));
	await showPart(page, 'Race');
	const race = page.getByRole('region', { name: 'Race' });
	await race.getByRole('button', { name: 'Start the race' }).click();
	await race.getByRole('button', { name: 'Pause the race' }).click();
	await race.getByRole('button', { name: 'Go on' }).click();
	// Three lanes are chosen to begin with; each is tested on the whole test set at its end.
	await expect(race.getByText(/^[\d.]+% of the whole test set right, after 60 steps\.$/)).toHaveCount(
		3,
		TRAINING
	);
	await expect(race.getByRole('button', { name: 'Start the race' })).toBeEnabled();
	expect(errors).toEqual([]);
});

test('a trainer that falls silent is replaced, and the run goes on from its last checkpoint', async ({
	page
}) => {
	await openLab(page, SHORT.replace('steps=40', 'steps=20000'));
	await button(page, 'Train').click();
	const progress = page.getByRole('progressbar', { name: 'Training steps taken' });
	// The page hears of a checkpoint when it writes one down.
	await expect.poll(() => rememberedStep(page), TRAINING).toBeGreaterThan(0);
	const worker = page.workers().find((w) => w.url().includes('train.worker'));
	// It ends without a word, as when the system takes its memory away.
	await worker?.evaluate(() => {
		close();
	});
	await expect(
		page.getByText(/^The training worker no longer answered\. The run went on from step/)
	).toBeVisible(TRAINING);
	await expect(button(page, 'Pause')).toBeVisible();
	const before = Number(await progress.getAttribute('value'));
	await expect
		.poll(async () => Number(await progress.getAttribute('value')), TRAINING)
		.toBeGreaterThan(before);
});

test('a run that diverges stays at its last good step and gives advice', async ({ page }) => {
	await page.route('**/train.worker*', (route) =>
		route.fulfill({
			contentType: 'text/javascript',
			headers: { 'cross-origin-embedder-policy': 'require-corp' },
			body: `onmessage = ({ data }) => {
				const answer = data.type === 'create'
					? { backend: 'wasm', renderer: null, classNames: ['a', 'b'], counts: { train: 1, validation: 1, test: 1 },
						samples: { height: 1, width: 1, images: new Uint8Array(3), labels: new Uint8Array(1) } }
					: null;
				postMessage({ type: 'reply', id: data.id, ok: true, answer });
				if (data.type === 'train') postMessage({ type: 'diverged', step: 3, advice: 'Try a smaller learning rate.' });
			};`
		})
	);
	await openLab(page, SHORT);
	await button(page, 'Train').click();
	await expect(page.getByText('Stopped at step 3, the last good one.')).toBeVisible();
	await expect(page.getByRole('alert')).toHaveText('Try a smaller learning rate.');
	await expect(button(page, 'Reset')).toBeEnabled();
});

test('a trainer that does not load is reported, and can be started again', async ({ page }) => {
	let broken = true;
	await page.route('**/train.worker*', (route) => (broken ? route.abort() : route.continue()));
	await openLab(page, SHORT);
	await button(page, 'Train').click();
	await expect(page.getByText('The trainer stopped working. Your settings are still here.')).toBeVisible();
	await expect(page.getByRole('alert')).toBeVisible();
	broken = false;
	await button(page, 'Start again').click();
	await expect(page.getByText('Ready at step 0.')).toBeVisible(TRAINING);
});

test('without SIMD the page says so and keeps the recorded run', async ({ page }) => {
	await page.addInitScript(() => {
		WebAssembly.validate = () => false;
	});
	await openLab(page);
	await expect(page.getByText('This browser has no WebAssembly SIMD')).toBeVisible();
	await expect(button(page, 'Train')).toBeDisabled();
	await expect(tableImage(page, /^The table at step [1-9]/)).toBeVisible();
});

test('the page stays quick while it trains: no task costs as much as the control', async ({
	browser,
	page
}) => {
	await openLab(
		page,
		SHORT.replace('steps=40', 'steps=120').replace('d=4', 'd=10').replace('batch=8', 'batch=32')
	);
	const { heaviest, control } = await mainThreadWork(browser, page, () => trainToEnd(page, 120));
	expect(heaviest).toBeLessThan(control);
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme });
		await openLab(page);
		for (const part of ['Training', 'Answers', 'Inside', 'Runs', 'Race', 'Pictures']) {
			await showPart(page, part);
			if (part === 'Inside') await expect(page.getByRole('group', { name: 'Layer' })).toBeVisible();
			expect(await axeViolations(page), part).toEqual([]);
		}
	});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('the recorded table and the text are there, and the page says what needs JavaScript', async ({
		page
	}) => {
		await page.goto('/lab/');
		await expect(tableImage(page, /^The table at step [1-9]/)).toBeVisible();
		await expect(page.getByRole('region', { name: 'The run' })).toContainText(
			'Training and the controls need JavaScript.',
			{ useInnerText: true }
		);
		await expect(button(page, 'Train')).toBeHidden();
		await expect(page.getByRole('table', { name: /^What was answered to what/ })).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Race' })).toBeVisible();
	});
});
