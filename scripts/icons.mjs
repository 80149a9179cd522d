// Draws the site's icons from its mark (static/favicon.svg) with a real browser: static/icons/*.png, which are committed.
// It refuses any other drawing: whoever changes the mark runs this again.

import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { readArguments } from './arguments.mjs';
import { findBrowser, launchArguments, noBrowser } from './browser.mjs';
import { root } from './files.mjs';

/** `mark` is the share of the picture's side that the mark takes: phones cut a maskable icon to a circle of 80 percent. */
const ICONS = [
	{ name: 'icon-180.png', size: 180, mark: 1 },
	{ name: 'icon-192.png', size: 192, mark: 1 },
	{ name: 'icon-512.png', size: 512, mark: 1 },
	{ name: 'maskable-512.png', size: 512, mark: 0.56 }
];

/** Behind the mark where it does not fill the picture: the paper of the light theme. */
const PAPER = '#f9f8fb';

readArguments(`Usage: node scripts/icons.mjs

Draws static/icons/*.png from static/favicon.svg.`);

const found = findBrowser();
if (found === null) throw new Error(noBrowser);
const svg = readFileSync(join(root, 'static/favicon.svg'), 'utf8');
const folder = join(root, 'static/icons');
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ args: launchArguments, executablePath: found.path });
const page = await browser.newPage();
for (const { name, size, mark } of ICONS) {
	await page.setViewportSize({ width: size, height: size });
	const side = Math.round(size * mark);
	await page.setContent(
		`<style>body { margin: 0; display: grid; place-items: center; height: 100vh; background: ${PAPER} }
		svg { width: ${side}px; height: ${side}px; shape-rendering: crispEdges }</style>${svg}`
	);
	await page.screenshot({ path: join(folder, name) });
	console.log(`static/icons/${name}`);
}
await browser.close();
