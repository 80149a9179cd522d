import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { SHORT, button, openLab, trainToEnd } from './lab-page.ts';
import { expectOutput } from './notebook-cells.ts';
import { stripes } from './own-pictures-bytes.ts';
import { collectErrors, collectForeignRequests } from './page-errors.ts';

declare global {
	interface Window {
		broken: string[];
	}
}

/** Notes every breach of the page's policy from its first moment on. */
async function watchPolicy(page: Page): Promise<void> {
	await page.addInitScript(() => {
		window.broken = [];
		document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
			window.broken.push(`${violatedDirective} ${blockedURI} ${sample}`)
		);
	});
}

const broken = (page: Page): Promise<string[]> => page.evaluate(() => window.broken);

/** All pages that have an address of their own, read off the first page and the footer. */
async function pagesOfTheSite(page: Page): Promise<string[]> {
	await page.goto('/');
	const links = await page.evaluate(() =>
		[...document.querySelectorAll('a')]
			.filter(({ origin }) => origin === location.origin)
			.map(({ pathname }) => pathname)
	);
	return [...new Set(links)].filter((path) => path.endsWith('/'));
}

test('no page breaks its policy, asks another host, says an error or sets a cookie', async ({
	page,
	context
}) => {
	test.setTimeout(180_000);
	await watchPolicy(page);
	const errors = collectErrors(page);
	const paths = await pagesOfTheSite(page);
	expect(paths.length).toBeGreaterThan(15);
	const foreign = collectForeignRequests(page);
	for (const path of [...paths, '/offline/', '/source/src/lib/core/fold.ts/', '/notebook/api/']) {
		await page.goto(path);
		await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
		expect(await broken(page), path).toEqual([]);
	}
	expect(errors).toEqual([]);
	expect(foreign).toEqual([]);
	expect(await context.cookies()).toEqual([]);
});

test('training, a notebook, its editor and a listing reached by a link obey the policy', async ({ page }) => {
	test.setTimeout(240_000);
	await watchPolicy(page);
	const errors = collectErrors(page);
	await openLab(page, SHORT.replace('steps=40', 'steps=6'));
	await trainToEnd(page, 6);
	expect(await broken(page)).toEqual([]);
	await page.goto('/notebook/quantize-a-photo/');
	await button(page, 'Edit cell 1').click();
	await expectOutput(page, 1, '6 * 7', '42');
	// The editor's own styles come as a constructed sheet.
	await expect(page.locator('.cm-editor')).toHaveCSS('display', 'flex');
	await page.getByRole('link', { name: 'What a cell can call' }).first().click();
	await expect(page).toHaveURL(/\/notebook\/api\/$/);
	await expect(page.locator('.shiki').first()).toBeVisible();
	expect(await broken(page)).toEqual([]);
	expect(errors).toEqual([]);
});

test('the policy stops what an attacker would try', async ({ page }) => {
	await watchPolicy(page);
	await page.goto('/glossary/');
	const went = await page.evaluate(async () => {
		const went: string[] = [];
		// In a turn of its own: what the test's own tool is allowed must not count.
		await new Promise((turn) => setTimeout(turn));
		const attempt = async (name: string, act: () => unknown): Promise<void> => {
			try {
				await act();
				went.push(name);
			} catch {
				// Stopped, as it should be.
			}
		};
		// A text as code, markup as text, a worker from a text and from elsewhere in the site, another host.
		await attempt('eval', () => (0, eval)('1'));
		await attempt('Function', () => new Function('1')());
		await attempt('innerHTML', () => (document.createElement('p').innerHTML = '<img src=x onerror=1>'));
		await attempt('script text', () => (document.createElement('script').textContent = 'window.hit = 1'));
		await attempt(
			'script address',
			() => (document.createElement('script').src = 'https://elsewhere.invalid/')
		);
		await attempt('blob worker', () => new Worker(URL.createObjectURL(new Blob(['1']))));
		await attempt('worker of a page', () => new Worker('/theme.js'));
		await attempt('fetch', () => fetch('https://elsewhere.invalid/'));
		await attempt('policy', () =>
			(
				globalThis as unknown as { trustedTypes: { createPolicy(n: string, r: object): void } }
			).trustedTypes.createPolicy('mine', {})
		);
		const image = new Image();
		image.src = 'https://elsewhere.invalid/x.png';
		await attempt('image', () => image.decode());
		const handler = document.createElement('div');
		await attempt('handler', () => {
			handler.setAttribute('onclick', 'window.hit = 1');
			document.body.append(handler);
			handler.click();
			if (!('hit' in window)) throw new Error('stopped');
		});
		return went;
	});
	expect(went).toEqual([]);
	expect((await broken(page)).length).toBeGreaterThan(5);
});

/** What an attacker would write where a name belongs. Without slashes, so that it can be a folder's name. */
const ATTACK = '<img src=x onerror=alert(1)>';

/** Every way in which somebody else's text comes onto a page, and where it should stand, as text. */
const WAYS: Record<string, (page: Page) => Promise<void>> = {
	'folders of pictures': async (page) => {
		await openLab(page, '#v1&view=pictures');
		await page
			.getByLabel('Choose files of pictures, or drop them here')
			.setInputFiles({ ...stripes(10, [ATTACK, '__proto__']), name: `${ATTACK}.zip` });
		await expect(page.getByRole('region', { name: 'Classes of the pictures' })).toContainText('onerror');
	},
	'the name and words of a receipt': async (page) => {
		await openLab(page, '#v1&view=runs');
		const receipt = JSON.parse(readFileSync('tests/golden/receipts/pixel-embedding.json', 'utf8')) as object;
		const text = JSON.stringify({ ...receipt, codeVersion: ATTACK, format: ATTACK });
		await page
			.getByLabel('Check a receipt')
			.setInputFiles({ name: `${ATTACK}.json`, mimeType: 'application/json', buffer: Buffer.from(text) });
		await expect(page.getByRole('alert').filter({ hasText: 'onerror' })).toBeVisible();
	},
	'cells of a notebook file': async (page) => {
		await page.goto('/notebook/quantize-a-photo/');
		const cells = [{ cell_type: 'code', source: `'${ATTACK}'` }];
		const text = JSON.stringify({ cells, metadata: { kernelspec: { language: ATTACK } } });
		await page
			.getByLabel('Open a file…')
			.setInputFiles({ name: `${ATTACK}.ipynb`, mimeType: 'application/json', buffer: Buffer.from(text) });
		await expect(page.getByText(/onerror/).first()).toBeVisible();
	},
	'what a browser has kept': async (page) => {
		await page.addInitScript((attack) => {
			localStorage.setItem('theme', attack);
			localStorage.setItem('course-progress', JSON.stringify({ version: 1, chapters: { [attack]: attack } }));
			localStorage.setItem('notebook:quantize-a-photo', JSON.stringify({ version: 1, name: attack }));
		}, ATTACK);
		await page.goto('/notebook/quantize-a-photo/');
		await expect(page.getByRole('button', { name: 'Edit cell 1' })).toBeVisible();
	},
	'an address': async (page) => {
		await openLab(
			page,
			`#v1&seed=${encodeURIComponent(ATTACK)}&__proto__=1&preset=1&title=${encodeURIComponent(ATTACK)}`
		);
		await expect(page.getByText(/onerror/).first()).toBeVisible();
	}
};

for (const [way, go] of Object.entries(WAYS))
	test(`markup that comes in by ${way} stays text`, async ({ page }) => {
		let alerts = 0;
		page.on('dialog', (dialog) => {
			alerts++;
			void dialog.dismiss();
		});
		await watchPolicy(page);
		await go(page);
		// Not even tried: the policy had nothing to stop.
		expect(await broken(page)).toEqual([]);
		await expect(page.locator('img[src="x"], [onerror]')).toHaveCount(0);
		expect(
			await page.evaluate(() => 'alert' in Object.prototype || Object.keys(Object.prototype).length)
		).toBe(0);
		expect(alerts).toBe(0);
	});
