// `npm run bench`: speed as ratios, the contestants taken in turn in one headless Chromium, with bootstrap intervals.
// It refuses to say whether a figure is good: machines are shared, and the reader of the figure knows what it is for.

import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import { readArguments } from './arguments.mjs';
import { findBrowser, launchArguments, noBrowser } from './browser.mjs';
import { root } from './files.mjs';
import { medianInterval } from './median-interval.mjs';
import { serve } from './serve.mjs';

const SUITES = ['training'];

const { values } = readArguments(
	`Usage: npm run bench [-- OPTIONS]

Times our code against other formulations, interleaved in one run, and prints the medians of the paired ratios.

  --only NAME    one suite: ${SUITES.join(', ')} (default: all)
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
if (values.only !== undefined && !SUITES.includes(values.only))
	fail(`There is no suite ${values.only}; there are ${SUITES.join(', ')}`);
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
const server = await serve({ folder: FOLDER, port: 0 });
const browser = await chromium.launch({ executablePath: browserFound.path, args: launchArguments });
const page = await browser.newPage();
page.on('pageerror', (error) => console.error(`bench page: ${error.message}`));
await page.exposeFunction('reportRound', (round) =>
	console.error(`training: round ${round + 1} of ${rounds}`)
);
await page.goto(server.address ?? `http://localhost:${server.port}/`);
await page.waitForFunction(() => 'benchTraining' in globalThis);

const firstSteps = await page.evaluate((n) => globalThis.benchFirstStep(n), 8);
const samples = await page.evaluate((n) => globalThis.benchTraining(n, globalThis.reportRound), rounds);
await browser.close();
await server.close();

const [ours, ...others] = samples;
if (ours.failure) fail(`our own trainer failed: ${ours.failure}`);
const NAMES = { stock: 'stock tfjs, wasm, convolutions as matMul', webgl: 'tfjs, webgl' };
const ratios = others
	.filter(({ failure }) => failure === null)
	.map(({ contestant, rounds: theirs, renderer }) => ({
		against: NAMES[contestant],
		...(renderer ? { renderer } : {}),
		...medianInterval(theirs.map((ms, i) => ms / ours.rounds[i]))
	}));
const stepMs = medianInterval(ours.rounds).median;
const firstStepMs = medianInterval(firstSteps.slice(1)).median;
for (const { contestant, failure, losses } of samples)
	console.error(`${contestant}: ${failure ?? `first losses ${losses.map((x) => x.toFixed(4)).join(', ')}`}`);
console.log(`our step: ${stepMs.toFixed(1)} ms, ${(1000 / stepMs).toFixed(1)} steps a second, batch 32`);
console.log(
	`first step in a fresh worker: ${firstStepMs.toFixed(0)} ms after asking (files already fetched)`
);
for (const { against, median, low, high, renderer } of ratios)
	console.log(
		`${against}${renderer ? ` (${renderer})` : ''}: ${median.toFixed(1)} times as long, 95% ${low.toFixed(1)} to ${high.toFixed(1)}`
	);
if (values.out)
	writeFileSync(
		values.out,
		`${JSON.stringify({ processor: cpus()[0].model, cores: cpus().length, training: { stepMs, firstStepMs, ratios } }, null, '\t')}\n`
	);
