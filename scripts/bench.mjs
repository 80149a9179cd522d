// `npm run bench`: speed as ratios, the contestants taken in turn in one headless Chromium, with bootstrap intervals.
// It refuses to say whether a figure is good: machines are shared, and the reader of the figure knows what it is for.

import { spawnSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import { readArguments } from './arguments.mjs';
import { benchInference } from './bench-inference.mjs';
import { benchMemory } from './bench-memory.mjs';
import { benchPages } from './bench-pages.mjs';
import { benchTraining } from './bench-training.mjs';
import { findBrowser, launchArguments, noBrowser } from './browser.mjs';
import { root } from './files.mjs';
import { serve } from './serve.mjs';

const SUITES = { training: benchTraining, inference: benchInference, pages: benchPages, memory: benchMemory };
const NAMES = Object.keys(SUITES);

const { values } = readArguments(
	`Usage: npm run bench [-- OPTIONS]

Times our code against other formulations, interleaved in one run, and prints the medians of the paired ratios.

  --only NAME    one suite: ${NAMES.join(', ')} (default: all)
  --rounds N     rounds of every suite (default: 12)
  --out FILE     write the figures as JSON`,
	{
		options: {
			only: { type: 'string' },
			rounds: { type: 'string', default: '12' },
			out: { type: 'string' }
		}
	}
);

function fail(message) {
	console.error(message);
	process.exit(2);
}
if (values.only !== undefined && !NAMES.includes(values.only))
	fail(`There is no suite ${values.only}; there are ${NAMES.join(', ')}`);
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 2)
	fail(`--rounds must be a whole number from 2, got "${values.rounds}"`);
const browserFound = findBrowser();
if (!browserFound) fail(noBrowser);

const PAGE = join(root, 'src/tools/bench');
const FOLDER = join(root, '.cache/bench');

await import('./kernels.mjs');
await build({
	root: PAGE,
	base: './',
	configFile: false,
	publicDir: false,
	logLevel: 'warn',
	worker: { format: 'es' },
	build: { outDir: FOLDER, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 4000 }
});
// The networks that are timed, where the page looks for them.
cpSync(join(root, 'static/networks'), join(FOLDER, 'networks'), { recursive: true });
const server = await serve({ folder: FOLDER, port: 0 });
const browser = await chromium.launch({ executablePath: browserFound.path, args: launchArguments });
const figures = {};
const browserVersion = browser.version();

/** What a reader of the figures has to know besides them; static/runs keeps such files (src/lib/run/recorded-bench.ts). */
function circumstances() {
	const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' });
	return {
		format: 'awep-bench',
		version: 1,
		date: new Date().toISOString().slice(0, 10),
		codeVersion: commit.stdout?.trim() || 'unknown',
		processor: cpus()[0].model,
		cores: cpus().length,
		browser: `Chromium ${browserVersion.split('.')[0]}, headless`
	};
}
try {
	for (const name of NAMES.filter((n) => values.only === undefined || n === values.only)) {
		// A page of its own for each suite: what one leaves in memory is no other's burden.
		const page = await browser.newPage();
		page.on('pageerror', (error) => console.error(`bench page: ${error.message}`));
		await page.goto(server.address ?? `http://localhost:${server.port}/`);
		await page.waitForFunction(() => 'benchTraining' in globalThis && 'benchInference' in globalThis);
		figures[name] = await SUITES[name](page, { rounds });
		await page.close();
	}
} catch (error) {
	console.error(error.message);
	process.exitCode = 1;
} finally {
	await browser.close();
	await server.close();
}
if (values.out)
	writeFileSync(values.out, `${JSON.stringify({ ...circumstances(), ...figures }, null, '\t')}\n`);
