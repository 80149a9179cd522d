/** What pupils hand in and what teachers make of it: the file, the challenge's judge, the results board. */
import { readFileSync } from 'node:fs';
import { expect, test, type Locator } from '@playwright/test';
import { zipSync } from 'fflate';
import { parseReceipt } from '#lib/run/parse-receipt.ts';
import { parseRecordedStudy } from '#lib/run/parse-recorded-study.ts';
import type { Receipt } from '#lib/run/receipt.ts';
import { configOfRun } from '#lib/run/recorded-study.ts';
import { writeHandIn, type HandIn } from '#lib/teach/hand-in.ts';
import { axeViolations } from './axe.ts';
import { collectErrors, collectForeignRequests } from './page-errors.ts';

const RUNNING = { timeout: 120_000 };
/** A name that a page might run, and a spreadsheet too. */
const NASTY = '=1+1<img src=x onerror="document.title=1">';

const golden = (name: string): Receipt =>
	parseReceipt(JSON.parse(readFileSync(`tests/golden/receipts/${name}.json`, 'utf8')));
const json = (name: string, data: unknown) => ({
	name,
	mimeType: 'application/json',
	buffer: Buffer.from(typeof data === 'string' ? data : JSON.stringify(data))
});
const handIn = (name: string, change: Partial<HandIn> = {}): HandIn => ({
	...{ format: 'awep-hand-in', version: 1, name, exercise: 'Week 3', date: '2026-01-31', codeVersion: 'c' },
	...{ progress: {}, receipts: [], challenge: null, ...change }
});
const answered = (levels: string, passed: string[] = []): HandIn['progress'] => ({
	'what-a-bit-costs': { read: [], passed, answers: { 'levels-at-3-bits': levels }, guesses: {} }
});

/** The recorded runs of a code of one bit that keeps to the challenge's rule. */
function recordedReceipts(): Receipt[] {
	const study = parseRecordedStudy(JSON.parse(readFileSync('static/runs/study-challenge.json', 'utf8')));
	const { date, codeVersion, dataName, dataHash } = study;
	return study.runs
		.filter(({ encoding }) => encoding === 'quantile-dither 1 x 1 bit')
		.map((run) => ({
			...{ format: 'awep-receipt', version: 1, date, codeVersion, backend: 'wasm', dataName, dataHash },
			config: configOfRun(study, run),
			snapshotHash: run.snapshotHash,
			testAccuracy: run.testAccuracy,
			validationAccuracy: run.validationAccuracy
		}));
}

test('work becomes a file that is shown word for word, and is added on another computer', async ({
	browser
}) => {
	const here = await browser.newContext();
	const page = await here.newPage();
	const errors = collectErrors(page);
	await page.goto('/hand-in/');
	await page.evaluate(
		(progress) => {
			localStorage.setItem('course-progress', JSON.stringify({ version: 1, chapters: progress }));
		},
		answered('8', ['levels-at-3-bits'])
	);
	await page.goto('/hand-in/#preset=1&title=Week%203');
	await page.reload();
	await expect(page.getByRole('textbox', { name: /Class or exercise/ })).toHaveValue('Week 3');
	await expect(page.getByRole('row', { name: /What a bit costs/ })).toContainText(/1 of \d/);
	await page.getByRole('textbox', { name: /Name, or a pseudonym/ }).fill('Ada');
	await page.getByText('See every word of it', { exact: true }).click();
	const shown = page.getByLabel('The hand-in file');
	await expect(shown).toContainText('"name": "Ada"');
	const saving = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save the file' }).click();
	const path = await (await saving).path();
	expect(readFileSync(path, 'utf8')).toBe((await shown.textContent()) ?? '');
	expect(await axeViolations(page)).toEqual([]);

	const there = await (await browser.newContext()).newPage();
	await there.goto('/hand-in/');
	const file = there.getByLabel('Your file');
	await expect(file).toBeEnabled();
	const text = readFileSync(path, 'utf8');
	await file.setInputFiles(json('changed.json', text.replace('"Ada"', '"Eve"')));
	await expect(there.getByRole('alert')).toContainText('its checksum does not fit');
	await file.setInputFiles(json('hand-in-ada.json', text));
	await expect(there.getByText('it adds 1 question right, 1 answer.')).toBeVisible();
	await there.getByRole('button', { name: 'Add it' }).click();
	await there.reload();
	await expect(there.getByRole('row', { name: /What a bit costs/ })).toContainText(/1 of \d/);
	await expect(there.getByRole('textbox', { name: /Name, or a pseudonym/ })).toHaveValue('Ada');
	expect(errors).toEqual([]);
});

test('the challenge says what a receipt breaks, replays one that keeps to the rule, and judges three seeds', async ({
	page
}) => {
	test.setTimeout(180_000);
	const errors = collectErrors(page);
	await page.goto('/challenge/');
	const file = page.getByLabel('Judge receipts from files');
	await expect(file).toBeEnabled();
	await file.setInputFiles(json('long words.json', golden('pixel-embedding')));
	await expect(
		page.getByText(/Its words have 20 bits; at most 1 may be\. It must have steps: 300/)
	).toBeVisible();
	const [first, ...others] = recordedReceipts();
	await file.setInputFiles(json('seed 1.json', first));
	await expect(
		page.getByText(/Begun: seed 1 is \+5\.\d points from the naive layer\. Seed 2 and 3 are still/)
	).toBeVisible();
	await expect(page.getByRole('link', { name: 'Run seed 2 in the lab' })).toHaveAttribute(
		'href',
		/encoding=quantile-dither&d=1&bits=1.*seed=2&steps=300/
	);
	await page.getByRole('button', { name: 'Replay it here' }).click();
	await expect(page.getByText('Replayed: all of it came out equal.')).toBeVisible(RUNNING);
	await file.setInputFiles(others.map((receipt, i) => json(`${i}.json`, receipt)));
	await expect(page.getByText(/Reached: \+\d\.\d points on average over 3 seeds/)).toBeVisible();
	expect(await axeViolations(page)).toEqual([]);
	expect(errors).toEqual([]);
});

test('a class’s number of bits is the rule, and what the link says besides is named', async ({ page }) => {
	await page.goto('/challenge/#preset=1&title=Week%203&limit=2&nonsense=1');
	await expect(page.getByRole('listitem').filter({ hasText: 'The word of a pixel value' })).toContainText(
		'2 bits'
	);
	await expect(page.getByText('Set by your teacher')).toBeVisible();
	await expect(page.getByRole('alert')).toContainText('nonsense');
});

test.describe('the results board', () => {
	const line = (board: Locator, path: string): Locator =>
		board.getByRole('listitem').filter({ hasText: path });

	test('takes what is good, names what is not, and shows the class', async ({ page }) => {
		const errors = collectErrors(page);
		const foreign = collectForeignRequests(page);
		await page.goto('/teach/results/');
		const files = page.getByLabel(/Drop hand-in files/);
		await expect(files).toBeEnabled();
		const inZip = writeHandIn(handIn('', { progress: answered('3') }));
		await files.setInputFiles([
			json(
				'nasty.json',
				writeHandIn(handIn(NASTY, { progress: answered('3'), receipts: [golden('thermometer')] }))
			),
			json('notes.json', '{"hello": 1}'),
			json('later.json', { ...handIn('Eve'), version: 9 }),
			json('long.json', 'x'.repeat(2_000_000)),
			{
				name: 'class.zip',
				mimeType: 'application/zip',
				buffer: Buffer.from(
					zipSync({
						'Grace Hopper_12_assignsubmission_file_/hand-in.json': Buffer.from(inZip),
						'Grace Hopper_12_assignsubmission_file_/essay.pdf': Buffer.from('x')
					})
				)
			},
			json('copy.json', writeHandIn(handIn('Bob', { receipts: [golden('thermometer')] })))
		]);
		await expect(page.getByText('3 taken, 4 not taken.')).toBeVisible();
		const list = page.getByRole('region', { name: 'What became of each file' });
		await expect(line(list, 'notes.json')).toContainText('this file has none');
		await expect(line(list, 'later.json')).toContainText('of version 9; this page reads version 1');
		await expect(line(list, 'long.json')).toContainText('at most 1,048,576 bytes');
		await expect(line(list, 'essay.pdf')).toContainText('a .json file is expected');

		const pupils = page.getByRole('region', { name: 'The class, a row a pupil' });
		await expect(pupils.getByRole('rowheader', { name: 'Grace Hopper' })).toBeVisible();
		await expect(pupils.getByRole('rowheader', { name: NASTY })).toBeVisible();
		expect(await page.locator('img[src="x"]').count()).toBe(0);
		await expect(page.getByText('0 of 2 right')).toBeVisible();
		await expect(
			page
				.getByRole('listitem')
				.filter({ hasText: /2 ×\s*3\s/ })
				.first()
		).toContainText(/number of bits/);
		await expect(page.getByText(`from ${NASTY}, Bob: one run, counted once`)).toBeVisible();

		const saving = page.waitForEvent('download');
		await pupils.locator('..').getByRole('button', { name: 'Save as CSV' }).click();
		const csv = readFileSync(await (await saving).path(), 'utf8');
		expect(csv).toContain(`"'${NASTY.replaceAll('"', '""')}"`);
		expect(await axeViolations(page)).toEqual([]);
		expect(errors).toEqual([]);
		expect(foreign).toEqual([]);
	});

	test('replays receipts in turn: one holds, one was tampered with and leaves the pool', async ({ page }) => {
		test.setTimeout(180_000);
		await page.goto('/teach/results/');
		const files = page.getByLabel(/Drop hand-in files/);
		await expect(files).toBeEnabled();
		const honest = golden('thermometer');
		await files.setInputFiles([
			json('honest.json', honest),
			json('forged.json', { ...honest, testAccuracy: 0.9 })
		]);
		await expect(page.getByText(/seed 7 is claimed with different results/)).toBeVisible();
		await page.getByRole('checkbox', { name: 'Keep the files in this browser' }).check();
		await page.getByRole('button', { name: 'Replay all 2 in turn' }).click();
		await expect(page.getByText('2 of 2 replayed.')).toBeVisible(RUNNING);
		await expect(page.getByText('holds, to the bit')).toBeVisible();
		await expect(page.getByText(/does not hold: test accuracy 90\.00 %, replayed 19\.80 %/)).toBeVisible();
		await expect(page.getByText(/1 left out, since a replay did not bear it out/)).toBeVisible();
		await page.reload();
		await expect(page.getByText('2 taken.')).toBeVisible();
		await page.getByRole('button', { name: 'Clear the board' }).click();
		await expect(page.getByText('2 taken.')).toHaveCount(0);
		await page.reload();
		await expect(files).toBeEnabled();
		await expect(page.getByText('2 taken.')).toHaveCount(0);
	});
});

test('without JavaScript the pages say what they are for', async ({ browser }) => {
	const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await page.goto('/challenge/');
	await expect(page.getByText('The word of a pixel value has at most 1 bit')).toBeVisible();
	for (const [path, words] of [
		['/hand-in/', 'Without JavaScript this browser has kept nothing'],
		['/teach/results/', 'The board needs JavaScript']
	]) {
		await page.goto(path);
		expect(await page.getByRole('main').locator('noscript').textContent()).toContain(words);
		await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
	}
});
