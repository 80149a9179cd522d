// `npm run shots`: pictures of every built page at three widths, light and dark, into the git-ignored shots/.
// It refuses to judge them: a person looks. It does say what no picture shows: errors, and a page wider than its window.

import { mkdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { chromium } from 'playwright';
import { readArguments } from './arguments.mjs';
import { findBrowser, launchArguments, noBrowser } from './browser.mjs';
import { filesUnder, root } from './files.mjs';
import { serve } from './serve.mjs';

const WIDTHS = { 390: 844, 820: 1180, 1440: 900 };
const THEMES = ['light', 'dark'];

const { values } = readArguments(
	`Usage: npm run shots [-- OPTIONS]

Takes pictures of the pages in build/ (npm run build makes it) into shots/PAGE-WIDTH-THEME.png, long pages in slices.

  --only PATH    this page alone, for example /lab/; may be given again
  --width N      this width alone, in pixels (default: ${Object.keys(WIDTHS).join(', ')}); may be given again
  --theme NAME   light or dark alone
  --viewport     only what the window shows; --full (default) takes the whole page
  --wait MS      wait longer, after the page is quiet, for a drawing to finish
  --no-js        without JavaScript, as a reader or a crawler without it sees the page`,
	{
		options: {
			only: { type: 'string', multiple: true },
			width: { type: 'string', multiple: true, default: Object.keys(WIDTHS) },
			theme: { type: 'string', multiple: true, default: THEMES },
			full: { type: 'boolean' },
			viewport: { type: 'boolean', default: false },
			wait: { type: 'string', default: '0' },
			'no-js': { type: 'boolean', default: false }
		}
	}
);

/** Addresses of the built pages: build/lab/index.html is /lab/. Error pages have no address of their own. */
function builtPages() {
	const folder = join(root, 'build');
	return filesUnder(folder)
		.filter((path) => path.endsWith('.html'))
		.map((path) => `/${relative(folder, path).split(sep).join('/')}`)
		.filter((path) => !/^\/(404|200)\.html$/.test(path))
		.map((path) => path.replace(/index\.html$/, ''));
}

const pictureName = (path) =>
	path
		.replace(/\.html$/, '')
		.split('/')
		.filter(Boolean)
		.join('-') || 'home';

/** Taller pictures come out with the page's beginning repeated: software rendering has no larger surface. */
const TALLEST = 4000;

/** The whole page, in slices where it is long: FILE-1.png, FILE-2.png, ... */
async function takePictures(page, file) {
	const { width, height } = await page.evaluate(() => ({
		width: document.documentElement.clientWidth,
		height: document.documentElement.scrollHeight
	}));
	const slices = values.viewport ? 1 : Math.ceil(height / TALLEST);
	if (slices === 1) {
		await page.screenshot({ path: file, fullPage: !values.viewport, animations: 'disabled' });
		return;
	}
	// A window that is as tall as a slice, moved down the page: what is drawn when seen is seen.
	await page.setViewportSize({ width, height: TALLEST });
	for (let slice = 0; slice < slices; slice++) {
		await page.evaluate((top) => window.scrollTo({ top, behavior: 'instant' }), slice * TALLEST);
		await page.waitForTimeout(150);
		await page.screenshot({ path: file.replace(/\.png$/, `-${slice + 1}.png`), animations: 'disabled' });
	}
}

/** Takes one picture and returns what is wrong with the page, in words. */
async function shoot(browser, address, { file, width, theme }) {
	const context = await browser.newContext({
		viewport: { width, height: WIDTHS[width] ?? 900 },
		colorScheme: theme,
		reducedMotion: 'reduce',
		javaScriptEnabled: !values['no-js']
	});
	const page = await context.newPage();
	const wrong = [];
	page.on('pageerror', (error) => wrong.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') wrong.push(message.text());
	});
	const response = await page.goto(address, { waitUntil: 'load' });
	if (!response?.ok()) wrong.push(`status ${response?.status()}`);
	// A page whose worker never rests is photographed all the same.
	const quiet = await page.waitForLoadState('networkidle', { timeout: 10_000 }).then(
		() => true,
		() => false
	);
	if (!quiet) wrong.push('the network did not become quiet in 10 s');
	if (Number(values.wait) > 0) await page.waitForTimeout(Number(values.wait));
	if (!values['no-js']) {
		await page.evaluate(() => document.fonts.ready.then(() => undefined));
		const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
		if (tooWide > 0) wrong.push(`${tooWide} px wider than the window`);
	}
	await takePictures(page, file);
	await context.close();
	return wrong;
}

const badTheme = values.theme.find((theme) => !THEMES.includes(theme));
const badNumber = [...values.width, values.wait].find((text) => !/^\d+$/.test(text));
if (badTheme !== undefined || badNumber !== undefined) {
	console.error(`Expected a theme (${THEMES.join(', ')}) or a whole number, got ${badTheme ?? badNumber}`);
	process.exit(2);
}
const pages = values.only ?? builtPages();
if (pages.length === 0) {
	console.error('There is no page in build/: npm run build makes it.');
	process.exit(1);
}
const found = findBrowser();
if (found === null) {
	console.error(noBrowser);
	process.exit(1);
}

const jobs = pages.flatMap((path) =>
	values.width.flatMap((width) => values.theme.map((theme) => ({ path, width: Number(width), theme })))
);
mkdirSync(join(root, 'shots'), { recursive: true });
const server = await serve({ folder: join(root, 'build'), port: 0 });
const browser = await chromium.launch({ executablePath: found.path, args: launchArguments });
let broken = 0;
try {
	for (const [index, { path, width, theme }] of jobs.entries()) {
		const name = `${pictureName(path)}-${width}-${theme}${values['no-js'] ? '-no-js' : ''}.png`;
		const address = new URL(path, server.address).href;
		const wrong = await shoot(browser, address, { file: join(root, 'shots', name), width, theme });
		console.log(`${index + 1}/${jobs.length}  shots/${name}`);
		for (const each of wrong) console.log(`        ${each}`);
		broken += wrong.length > 0 ? 1 : 0;
	}
} finally {
	await browser.close();
	await server.close();
}
if (broken > 0) {
	console.error(`${broken} of ${jobs.length} pictures show a page with something wrong.`);
	process.exitCode = 1;
}
