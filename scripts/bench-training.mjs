// The training suite of `npm run bench`: our trainer's step against other formulations of the same step.

import { medianInterval } from './median-interval.mjs';

const NAMES = { stock: 'stock tfjs, wasm, convolutions as matMul', webgl: 'tfjs, webgl' };

/**
 * @param {import('playwright').Page} page the benchmark's page
 * @param {{ rounds: number }} options
 * @returns what goes into the file of figures
 */
export async function benchTraining(page, { rounds }) {
	await page.exposeFunction('reportRound', (round) =>
		console.error(`training: round ${round + 1} of ${rounds}`)
	);
	const firstSteps = await page.evaluate((n) => globalThis.benchFirstStep(n), 8);
	const samples = await page.evaluate((n) => globalThis.benchTraining(n, globalThis.reportRound), rounds);
	const [ours, ...others] = samples;
	if (ours.failure) throw new Error(`our own trainer failed: ${ours.failure}`);
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
		console.error(
			`${contestant}: ${failure ?? `first losses ${losses.map((x) => x.toFixed(4)).join(', ')}`}`
		);
	console.log(`our step: ${stepMs.toFixed(1)} ms, ${(1000 / stepMs).toFixed(1)} steps a second, batch 32`);
	console.log(
		`first step in a fresh worker: ${firstStepMs.toFixed(0)} ms after asking (files already fetched)`
	);
	for (const { against, median, low, high, renderer } of ratios)
		console.log(
			`${against}${renderer ? ` (${renderer})` : ''}: ${median.toFixed(1)} times as long, 95% ${low.toFixed(1)} to ${high.toFixed(1)}`
		);
	return { stepMs, firstStepMs, ratios };
}
