import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { collectErrors } from './page-errors.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const table = (page: Page, name: RegExp) => page.getByRole('img', { name });

/** A run short enough for a slow machine. */
const SHORT = '#v1&encoding=pixel-embedding&d=4&steps=40&batch=8&light=1';

async function open(page: Page, fragment = ''): Promise<void> {
	await page.goto(`/lab/${fragment}`);
	await expect(page.getByRole('combobox', { name: 'Encoding' })).toBeEnabled();
}

test('a recorded run is there before anything is pressed, and says that it is recorded', async ({ page }) => {
	await open(page);
	await expect(page.getByText('recorded', { exact: true }).first()).toBeVisible();
	await expect(table(page, /^The table at step [1-9]/)).toBeVisible();
	await expect(button(page, 'Reset')).toBeDisabled();
});

test('train to the end: the table moves, the test is taken, and the run stops by itself', async ({
	page
}) => {
	const errors = collectErrors(page);
	await open(page, SHORT);
	await button(page, 'Train').click();
	await expect(page.getByText('live', { exact: true })).toBeVisible();
	await expect(page.getByText('Finished: all 40 steps taken.')).toBeVisible({ timeout: 45_000 });
	await expect(table(page, /^The table at step 40\..* [1-9]\d* of 1024 entries have moved/)).toBeVisible();
	await expect(page.getByText(/^Answers after step 40: \d+ of/)).toBeVisible();
	await expect(button(page, 'Train')).toBeDisabled();

	const scrubber = page.getByRole('slider', { name: 'Training step', exact: true });
	await scrubber.press('Home');
	await expect(table(page, /^The table at step 0\..* 0 of 1024 entries have moved/)).toBeVisible();
	expect(errors).toEqual([]);
});

test('pause, step, and reset follow what the trainer says', async ({ page }) => {
	await open(page, SHORT.replace('steps=40', 'steps=5000'));
	await button(page, 'Step').click();
	await expect(page.getByText('Paused after step 1.')).toBeVisible({ timeout: 45_000 });
	await button(page, 'Train').click();
	await button(page, 'Pause').click();
	const paused = page.getByText(/^Paused after step [\d,]+\./);
	await expect(paused).toBeVisible();
	const before = Number(/step ([\d,]+)/.exec((await paused.textContent()) ?? '')?.[1].replace(',', ''));
	await button(page, 'Step').click();
	await expect(page.getByText(`Paused after step ${(before + 1).toLocaleString('en')}.`)).toBeVisible();
	await button(page, 'Reset').click();
	await expect(page.getByText('Ready at step 0.')).toBeVisible();
	await expect(table(page, /^The table at step 0\..* 0 of 1024 entries have moved/)).toBeVisible();
});

test('a race trains several first layers on the same seed, and can be paused', async ({ page }) => {
	const errors = collectErrors(page);
	await open(page, SHORT.replace('steps=40', 'steps=60'));
	const race = page.getByRole('region', { name: 'Race' });
	await race.getByRole('button', { name: 'Start the race' }).click();
	await race.getByRole('button', { name: 'Pause the race' }).click();
	await race.getByRole('button', { name: 'Go on' }).click();
	// Three lanes are chosen to begin with; each is tested on the whole test set at its end.
	await expect(race.getByText(/^[\d.]+% of the whole test set right, after 60 steps\.$/)).toHaveCount(3, {
		timeout: 45_000
	});
	await expect(race.getByRole('button', { name: 'Start the race' })).toBeEnabled();
	expect(errors).toEqual([]);
});

test('a trainer that falls silent is replaced, and the run goes on from its last checkpoint', async ({
	page
}) => {
	test.setTimeout(120_000);
	await open(page, SHORT.replace('steps=40', 'steps=20000'));
	await button(page, 'Train').click();
	// Checkpoints come every five seconds; by this step there has been one.
	const progress = page.getByRole('progressbar', { name: 'Training steps taken' });
	await expect
		.poll(async () => Number(await progress.getAttribute('value')), { timeout: 60_000 })
		.toBeGreaterThan(1200);
	const worker = page.workers().find((w) => w.url().includes('train.worker'));
	// It ends without a word, as when the system takes its memory away.
	await worker?.evaluate(() => {
		close();
	});
	await expect(
		page.getByText(/^The training worker no longer answered\. The run went on from step/)
	).toBeVisible({
		timeout: 45_000
	});
	await expect(button(page, 'Pause')).toBeVisible();
	const before = Number(await progress.getAttribute('value'));
	await expect
		.poll(async () => Number(await progress.getAttribute('value')), { timeout: 30_000 })
		.toBeGreaterThan(before);
});

test('a setting changed during a run waits for Reset, and says so', async ({ page }) => {
	await open(page, SHORT.replace('steps=40', 'steps=5000'));
	await button(page, 'Step').click();
	await expect(page.getByText('Paused after step 1.')).toBeVisible({ timeout: 45_000 });
	await page.getByRole('spinbutton', { name: 'Seed' }).fill('9');
	await expect(page.getByText('Changed settings apply from Reset.')).toBeVisible();
	await expect(page.getByText('on this machine, seed 1')).toBeVisible();
	await button(page, 'Reset').click();
	await expect(page.getByText('on this machine, seed 9')).toBeVisible();
	await expect(page.getByText('Ready at step 0.')).toBeVisible({ timeout: 45_000 });
	await expect(page.getByText('Changed settings apply from Reset.')).toHaveCount(0);
});

test('the settings are in the address and come back from it', async ({ page, context }) => {
	await open(page);
	await page.getByRole('combobox', { name: 'Encoding' }).selectOption('Dither');
	await page.getByRole('slider', { name: 'Word length d' }).press('Home');
	await page.getByRole('spinbutton', { name: 'Steps' }).fill('77');
	await expect(page).toHaveURL(/#v1&encoding=dither&d=1&.*&steps=77&/);
	const second = await context.newPage();
	await second.goto(page.url());
	await expect(second.getByRole('combobox', { name: 'Encoding' })).toHaveValue('dither');
	await expect(second.getByRole('spinbutton', { name: 'Steps' })).toHaveValue('77');
	await expect(second.getByRole('slider', { name: 'Word length d' })).toHaveValue('1');
});

test('a link that is partly wrong is named, and the notice can be dismissed', async ({ page }) => {
	await open(page, '#v1&d=99&colour=blue&steps=60');
	const notice = page.getByRole('alert').filter({ hasText: 'Some of this link' });
	await expect(notice).toContainText('“d” must be a whole number from 1 to 16, not “99”.');
	await expect(notice).toContainText('The lab has no setting “colour”.');
	await expect(page.getByRole('spinbutton', { name: 'Steps' })).toHaveValue('60');
	await expect(page.getByRole('slider', { name: 'Word length d' })).toHaveValue('10');
	await button(page, 'Dismiss').click();
	await expect(notice).toHaveCount(0);
});

test('a number out of range is refused beside its field', async ({ page }) => {
	await open(page, SHORT);
	await page.getByRole('spinbutton', { name: 'Steps' }).fill('0');
	await expect(page.getByRole('alert')).toHaveText('A whole number from 1 to 20,000; 40 stays.');
	await expect(page).toHaveURL(/steps=40/);
});

test('every setting says what it does', async ({ page }) => {
	await open(page);
	const settings = page.getByRole('region', { name: 'Settings' });
	const names = [
		'Encoding',
		'Bits of an entry',
		'Table starts as',
		'Steps',
		'Batch size',
		'Seed',
		'Smoothing',
		'Light'
	];
	for (const name of names)
		await expect(settings.getByLabel(name).first()).toHaveAccessibleDescription(/\w+ \w+ \w+.*\.$/);
	await page.getByRole('spinbutton', { name: 'Seed' }).focus();
	const hint = page.getByText('The same seed gives the same run again.');
	await expect(hint).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(hint).toBeHidden();
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
	await open(page, SHORT);
	await button(page, 'Train').click();
	await expect(page.getByText('Stopped at step 3, the last good one.')).toBeVisible();
	await expect(page.getByRole('alert')).toHaveText('Try a smaller learning rate.');
	await expect(button(page, 'Reset')).toBeEnabled();
});

test('a trainer that does not load is reported, and can be started again', async ({ page }) => {
	let broken = true;
	await page.route('**/train.worker*', (route) => (broken ? route.abort() : route.continue()));
	await open(page, SHORT);
	await button(page, 'Train').click();
	await expect(page.getByText('The trainer stopped working. Your settings are still here.')).toBeVisible();
	await expect(page.getByRole('alert')).toBeVisible();
	broken = false;
	await button(page, 'Start again').click();
	await expect(page.getByText('Ready at step 0.')).toBeVisible({ timeout: 45_000 });
});

test('without SIMD the page says so and keeps the recorded run', async ({ page }) => {
	await page.addInitScript(() => {
		WebAssembly.validate = () => false;
	});
	await open(page);
	await expect(page.getByText('This browser has no WebAssembly SIMD')).toBeVisible();
	await expect(button(page, 'Train')).toBeDisabled();
	await expect(table(page, /^The table at step [1-9]/)).toBeVisible();
});

test('the page stays quick while it trains: no task over 100 ms', async ({ page }) => {
	await page.addInitScript(() => {
		const tasks = ((window as unknown as { tasks: PerformanceEntry[] }).tasks = []);
		new PerformanceObserver((list) => (tasks as PerformanceEntry[]).push(...list.getEntries())).observe({
			type: 'longtask'
		});
	});
	await open(
		page,
		SHORT.replace('steps=40', 'steps=120').replace('d=4', 'd=10').replace('batch=8', 'batch=32')
	);
	await page.evaluate(() => ((window as unknown as { tasks: unknown[] }).tasks.length = 0));
	await button(page, 'Train').click();
	await expect(page.getByText('Finished: all 120 steps taken.')).toBeVisible({ timeout: 50_000 });
	const long = await page.evaluate(() =>
		(window as unknown as { tasks: PerformanceEntry[] }).tasks
			.filter((task) => task.duration > 100)
			.map((task) => Math.round(task.duration))
	);
	expect(long).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme });
		await open(page);
		expect(await axeViolations(page)).toEqual([]);
	});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('the recorded table and the text are there, and the page says what needs JavaScript', async ({
		page
	}) => {
		await page.goto('/lab/');
		await expect(table(page, /^The table at step [1-9]/)).toBeVisible();
		await expect(page.getByRole('region', { name: 'The run' })).toContainText(
			'Training and the controls need JavaScript.',
			{ useInnerText: true }
		);
		await expect(button(page, 'Train')).toBeVisible();
	});
});
