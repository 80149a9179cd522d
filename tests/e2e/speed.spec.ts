import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { collectErrors } from './page-errors.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function open(page: Page, fragment = ''): Promise<void> {
	await page.goto(`/speed/${fragment}`);
	await expect(button(page, 'Start the camera')).toBeEnabled();
}

/** Our engines on the processor alone, one picture at a time: what every machine can do quickly. */
async function timeWasm(page: Page): Promise<void> {
	await page.getByRole('checkbox', { name: /WebGL2/ }).uncheck();
	await page.getByRole('radio', { name: '1', exact: true }).check();
	await button(page, 'Time them here').click();
	await expect(page.getByText(/^Done: \d+ samples\.$/)).toBeVisible({ timeout: 50_000 });
}

test('engines are checked against the reference, cell by cell, and then timed', async ({ page }) => {
	const errors = collectErrors(page);
	await open(page);
	await expect(page.getByText('Nothing has been timed on this machine yet.')).toBeVisible();
	await timeWasm(page);
	const checks = page.getByText(/: [\d,]+ of [\d,]+ cells equal$/);
	await expect(checks).toHaveCount(6);
	for (const text of await checks.allTextContents()) {
		const [equal, total] = /([\d,]+) of ([\d,]+)/.exec(text)!.slice(1);
		expect(equal).toBe(total);
		expect(total).not.toBe('0');
	}
	await expect(page.getByText('the paper’s question')).toBeVisible();
	await expect(page.getByText(/The clock here moves in steps of [\d.]+ ms/)).toBeVisible();
	await page.getByText('The numbers: work, bytes, times').click();
	await expect(page.getByRole('row', { name: /^all low-bit, embedding as table/ })).toContainText(
		'6,350,848'
	);
	await expect(page.getByText(/one core of this machine does [1-9]\d* G float/)).toBeVisible();
	expect(await axeViolations(page)).toEqual([]);
	expect(errors).toEqual([]);
});

test('a result is saved as CSV and shown elsewhere by its link', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await open(page);
	await timeWasm(page);
	const saved = page.waitForEvent('download');
	await button(page, 'Save the CSV').click();
	const stream = await (await saved).createReadStream();
	const csv = Buffer.concat(await stream.toArray()).toString();
	expect(csv).toMatch(/^contestant,worker,round,microseconds a picture\n/);
	expect(csv).toMatch(/^wasm\.whole\.table,1,1,[\d.]+$/m);
	await button(page, 'Copy a link to this result').click();
	await expect(page.getByText('A link to this result copied.')).toBeVisible();
	const link = await page.evaluate(() => navigator.clipboard.readText());

	const other = await context.newPage();
	await other.goto(link);
	const shown = other.getByRole('region', { name: 'A result from a link' });
	await expect(shown.getByText('the paper’s question')).toBeVisible();
	await button(other, 'Put it away').click();
	await expect(shown).toBeHidden();

	await other.goto(`${link.slice(0, -40)}`);
	await other.reload();
	await expect(other.getByRole('alert')).toContainText('the result in this link');
});

test('can be stopped, and what was measured stays', async ({ page }) => {
	await open(page);
	await page.getByRole('checkbox', { name: /WebGL2/ }).uncheck();
	await button(page, 'Time them here').click();
	await expect(page.getByText(/^Timing, worker 1, round/)).toBeVisible({ timeout: 50_000 });
	await button(page, 'Stop').click();
	await expect(page.getByText(/^Stopped after \d+ of 8 rounds\.$/)).toBeVisible();
	await expect(button(page, 'Copy as CSV')).toBeEnabled();
});

test('a browser without WebGL is told so, and times the rest', async ({ page }) => {
	// Workers inherit no page script; the worker's own file gets its first line changed.
	await page.route(/timing\.worker.*\.js$/, async (route) => {
		const response = await route.fetch();
		const body = `OffscreenCanvas.prototype.getContext = () => null;\n${await response.text()}`;
		await route.fulfill({ response, body });
	});
	await open(page);
	await page.getByRole('radio', { name: '1', exact: true }).check();
	await button(page, 'Time them here').click();
	await expect(page.getByText(/There is no WebGL: this browser has no WebGL2/)).toBeVisible({
		timeout: 50_000
	});
	await expect(page.getByText(/^Timing, worker 1/)).toBeVisible({ timeout: 50_000 });
	await expect(page.getByText('Not timed: this browser has no WebGL2 in a worker.').first()).toBeVisible();
	await button(page, 'Stop').click();
});

test('networks that cannot be fetched are said, and nothing is stuck', async ({ page }) => {
	await page.route('**/networks/naive2.lbn', (route) => route.fulfill({ status: 404, body: '' }));
	await open(page);
	await button(page, 'Time them here').click();
	await expect(page.getByRole('alert')).toContainText(
		'the trained network naive2.lbn could not be loaded: 404'
	);
	await expect(button(page, 'Time them here')).toBeEnabled();
});

test('a picture is classified by the integers, and a file that is none is refused', async ({ page }) => {
	await open(page);
	const live = page.getByRole('group', { name: 'Live classification' });
	const file = live.getByLabel('or choose a picture');
	const png = await page.evaluate(() => {
		const canvas = document.createElement('canvas');
		canvas.width = canvas.height = 64;
		const context = canvas.getContext('2d')!;
		context.fillStyle = '#a63';
		context.fillRect(0, 0, 64, 40);
		return canvas.toDataURL().split(',')[1];
	});
	await file.setInputFiles({ name: 'wall.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') });
	await expect(live.getByText(/^It says \w+\.$/)).toBeVisible();
	await file.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
	await expect(live.getByRole('alert')).toContainText(
		'a picture is expected (PNG, JPEG or WebP), got text/plain'
	);
	await file.setInputFiles({ name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('hello') });
	await expect(live.getByRole('alert')).toContainText('broken.png could not be read as a picture');
});

test('a camera gives frames a second', async ({ browser }) => {
	const context = await browser.newContext({ permissions: ['camera'] });
	const page = await context.newPage();
	// A canvas stands in for a camera that this machine does not have.
	await page.addInitScript(() => {
		navigator.mediaDevices.getUserMedia = () => {
			const canvas = document.createElement('canvas');
			canvas.width = canvas.height = 64;
			const context = canvas.getContext('2d')!;
			let turn = 0;
			setInterval(() => {
				context.fillStyle = turn++ % 2 ? '#fff' : '#046';
				context.fillRect(0, 0, 64, 64);
			}, 30);
			return Promise.resolve(canvas.captureStream(30));
		};
	});
	await page.goto('/speed/');
	await button(page, 'Start the camera').click();
	await expect(
		page.getByText(/^[1-9]\d* frames a second; the network itself takes \d+ µs of each\.$/)
	).toBeVisible({ timeout: 20_000 });
	await button(page, 'Stop the camera').click();
	await expect(button(page, 'Start the camera')).toBeVisible();
	await context.close();
});
