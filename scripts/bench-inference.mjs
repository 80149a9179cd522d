// The inference suite of `npm run bench`: every engine of the speed page, in fresh workers, checked against the reference first.

/** Fresh workers: two processes of the same code differ more than two samples of one. */
const WORKERS = 5;
/** Pictures in one repetition. */
const PICTURES = 64;

/**
 * @param {import('playwright').Page} page the benchmark's page
 * @param {{ rounds: number }} options each worker takes half as many: there are several
 * @returns what goes into the file of figures
 */
export async function benchInference(page, { rounds }) {
	await page.exposeFunction('reportInference', (text) => console.error(`inference: ${text}`));
	const figures = await page.evaluate(
		([workers, n, pictures]) => globalThis.benchInference(workers, n, pictures, globalThis.reportInference),
		[WORKERS, Math.ceil(rounds / 2), PICTURES]
	);
	const { exact, ratios, times, peaks, renderer, software, absent, dropped } = figures;
	for (const { engine, equal, total } of exact)
		console.log(`${engine}: ${equal} of ${total} cells equal to the reference`);
	for (const { id, median, low, high } of times)
		console.log(`${id}: ${median} µs a picture, 95% ${low} to ${high}`);
	for (const { name, median, low, high } of ratios)
		console.log(`${name}: ${median.toFixed(2)}, 95% ${low.toFixed(2)} to ${high.toFixed(2)}`);
	for (const [id, reason] of Object.entries(absent)) console.log(`${id}: not timed, ${reason}`);
	if (peaks)
		console.log(
			`one core at most: ${peaks.floatMacs.toFixed(1)} G float multiply-adds a second, ${peaks.signMacs.toFixed(0)} G of levels and signs by look-up, ${peaks.readBytes.toFixed(0)} GB read a second`
		);
	console.log(`WebGL is drawn by ${renderer ?? 'nothing'}${software ? ', a program on the processor' : ''}`);
	if (dropped > 0) console.log(`${dropped} samples were thrown away`);
	if (exact.length === 0 || exact.some(({ equal, total }) => equal < total))
		throw new Error('an engine does not equal the reference');
	return figures;
}
