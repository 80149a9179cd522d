import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { CHAPTERS } from '../../src/lib/course/chapters.ts';
import { axeViolations } from './axe.ts';

/** A page of another origin with these figures in frames 320 pixels wide; it gives each the height that it asks for. */
async function foreignPage(addresses: readonly string[]): Promise<{ server: Server; address: string }> {
	const frames = addresses.map(
		(src, i) => `<iframe id="f${i}" title="figure ${i}" width="320" height="100" src="${src}"></iframe>`
	);
	const html = `<!doctype html><title>A school</title>${frames.join('')}<script>
		addEventListener('message', ({ data, source }) => {
			if (data?.subject !== 'lti.frameResize') return;
			for (const frame of document.querySelectorAll('iframe')) if (frame.contentWindow === source) frame.height = data.height;
		});</script>`;
	const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

const heightOf = async (page: Page, i: number): Promise<number> =>
	Number(await page.locator(`#f${i}`).getAttribute('height'));

test('figures stand alone in a page of another origin, as high as they ask, at 320 pixels, light and dark', async ({
	page,
	baseURL
}) => {
	const { server, address } = await foreignPage([
		`${baseURL}/what-a-bit-costs/?embed=staircase&theme=dark`,
		`${baseURL}/integers-only/?embed=pack-word&theme=light`,
		`${baseURL}/integers-only/?embed=sum-orders`,
		`${baseURL}/what-a-bit-costs/?embed=no-such-figure`
	]);
	try {
		await page.goto(address);
		const dark = page.frameLocator('#f0');
		await expect(
			dark.getByRole('figure', { name: 'A staircase' }).or(dark.locator('#staircase'))
		).toBeVisible();
		await expect(dark.getByText('From A Word for Every Pixel')).toBeVisible();
		await expect(dark.getByRole('heading', { level: 1 })).toHaveCount(0);
		await expect(dark.getByRole('navigation')).toHaveCount(0);
		await expect.poll(() => heightOf(page, 0), { timeout: 30_000 }).toBeGreaterThan(300);

		const small = await heightOf(page, 0);
		await dark.locator('#staircase').getByText('Numbers as a table').click();
		await expect.poll(() => heightOf(page, 0)).toBeGreaterThan(small + 40);

		// What is fetched later, and what stands behind a guess.
		await expect(page.frameLocator('#f1').getByRole('button', { name: 'Check' })).toBeVisible();
		const guess = page.frameLocator('#f2');
		await guess.getByRole('button', { name: 'Show it without a guess' }).click();
		await expect(guess.getByRole('figure', { name: 'One sum, 200 orders' })).toBeVisible();
		for (const i of [0, 1, 2]) {
			const [frame, theme] = [page.frames()[i + 1], ['dark', 'light', undefined][i]];
			const looks = await frame.evaluate(() => ({
				wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
				theme: document.documentElement.dataset.theme
			}));
			expect(looks).toEqual({ wide: 0, theme });
		}
		await expect(page.frameLocator('#f3').getByRole('alert')).toContainText('no figure “no-such-figure”');
		await expect(page.frameLocator('#f3').getByRole('heading', { level: 1 })).toBeVisible();

		const opened = page.waitForEvent('popup');
		await dark.getByRole('link', { name: 'What a bit costs' }).click();
		await expect((await opened).getByRole('heading', { level: 1 })).toHaveText('What a bit costs');
	} finally {
		server.close();
	}
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('the gallery has every figure of every chapter, and the pages for teachers read complete', async ({
		page
	}) => {
		const figures: string[] = [];
		for (const { slug } of CHAPTERS) {
			await page.goto(`/${slug}/`);
			const ids = await page
				.locator('main figure[id]')
				.and(page.locator('[aria-labelledby], [aria-label]'))
				.evaluateAll((all) => all.map(({ id }) => id));
			figures.push(...ids.map((id) => `${slug}/?embed=${id}`));
		}
		await page.goto('/teach/embeds/');
		const snippets = await page.locator('textarea').evaluateAll((all) => all.map((each) => each.textContent));
		const listed = snippets.flatMap((text) => /[\w-]+\/\?embed=[\w-]+/.exec(text) ?? []);
		expect(listed).toEqual(figures);
		expect(listed.length).toBeGreaterThan(30);

		await page.goto('/teach/');
		for (const name of [
			'Moodle',
			'Canvas',
			'Open edX',
			'GitHub Pages',
			'A stick, or a room without internet'
		])
			await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
		await expect(page.getByRole('row', { name: /All of it/ })).toContainText(/\d{3}/);
		await expect(page.getByText('Scores can be forged.')).toBeVisible();
		await page.goto('/teach/links/');
		await expect(page.getByText('Written by hand, without the form below')).toBeVisible();
	});
});

test('the gallery shows a figure as it will stand, and its snippet says height, colours and state', async ({
	page,
	context
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.goto('/teach/embeds/');
	expect(await axeViolations(page)).toEqual([]);
	await page
		.getByText('Which first layer', { exact: false })
		.or(page.locator('summary').first())
		.first()
		.click();
	const item = page.locator('details[open]');
	const preview = item.locator('iframe').contentFrame();
	await expect(preview.getByText('From A Word for Every Pixel')).toBeVisible();
	await expect(item.getByText(/Here it is \d+ pixels high/)).toBeVisible();
	const snippet = item.getByRole('textbox', { name: /^Snippet/ });
	await expect(snippet).toHaveValue(/height="(?!760)\d+"/);
	const state = 'w=staircase&bits=2';
	await item.getByRole('textbox', { name: /In a certain state/ }).fill(`https://elsewhere.example/#${state}`);
	await item.getByRole('combobox', { name: 'Colours' }).selectOption('dark');
	await expect(snippet).toHaveValue(/\?embed=staircase&amp;theme=dark#w=staircase&amp;bits=2"/);
	await item.getByRole('button', { name: 'Copy the snippet' }).click();
	await expect(item.getByText('Copied.')).toBeVisible();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await snippet.inputValue());
	await item
		.getByRole('textbox', { name: /In a certain state/ })
		.fill('https://elsewhere.example/#w=other&x=1');
	await expect(item.getByText('This link is not one of this figure')).toBeVisible();
});

test('a class link is made, explained, checked, taken over, and opens as it was set', async ({ page }) => {
	await page.goto('/teach/links/');
	const form = page.getByRole('form', { name: 'A class link' });
	await form.getByRole('textbox', { name: 'Title of the class or exercise' }).fill('Class 7b <b>');
	await form.getByRole('spinbutton', { name: 'Light' }).fill('2');
	await expect(form.getByRole('alert')).toHaveText('A number from 0 to 1.');
	await form.getByRole('spinbutton', { name: 'Light' }).fill('0.5');
	await form.getByRole('combobox', { name: 'Encoding: may pupils change it?' }).selectOption('locked');
	await form.getByRole('spinbutton', { name: 'Most bits of a word' }).fill('8');
	const link = page.getByRole('textbox', { name: 'The class link' });
	await expect(link).toHaveValue(/lab\/#preset=1&title=Class%207b%20%3Cb%3E&/);
	await expect(page.getByText('the title “Class 7b <b>”')).toBeVisible();
	await expect(
		page.getByText(/Shown but locked: Encoding at Pixel embedding \(learned\), Light at light 0.5/)
	).toBeVisible();
	expect(await axeViolations(page)).toEqual([]);

	await page.getByRole('button', { name: 'Show the page' }).click();
	const shown = page.frameLocator('iframe[title="The page that pupils see"]');
	await expect(shown.getByRole('region', { name: 'Set by your teacher' })).toContainText('Class 7b <b>');
	await expect(shown.getByRole('combobox', { name: 'Encoding' })).toBeDisabled();

	const paste = page.getByRole('textbox', { name: 'Paste a class link' });
	await paste.fill('https://x.example/lab/#preset=1&title=Other&steps=99999&hide=seed&__proto__=1');
	const check = page.getByRole('region', { name: 'Check a link' });
	await expect(check).toContainText('“steps” must be a whole number from 1 to 20000, not “99999”.');
	await expect(check).toContainText('The lab has no setting “__proto__”.');
	await expect(check).toContainText('Hidden: Seed at 1.');
	await check.getByRole('button', { name: 'Change it in the form' }).click();
	await expect(form.getByRole('textbox', { name: 'Title of the class or exercise' })).toHaveValue('Other');
	await paste.fill('https://x.example/lab/#v1&d=4');
	await expect(check).toContainText('This link holds no class preset.');
});

test('the page for teachers is clean, and narrow screens need no sideways scrolling', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	for (const path of ['/teach/', '/teach/links/', '/teach/embeds/']) {
		await page.goto(path);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	}
	await page.goto('/teach/');
	expect(await axeViolations(page)).toEqual([]);
	await page.getByRole('link', { name: 'Class links' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Class links' })).toBeVisible();
});
