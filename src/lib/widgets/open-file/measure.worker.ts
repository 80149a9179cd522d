/** Answers a whole test set with an opened network, off the main thread. One request, then the page ends it. */
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import type { FloatFirstNetwork, FloatNetwork } from '#lib/core/float-network.ts';
import { imageAt, imageCount, imageSize, type Dataset } from '#lib/data/dataset.ts';
import { MaterialPictures, loadedPictures, type PictureSource } from '#lib/data/picture-source.ts';
import type { LoadedNetwork } from '#lib/engines/engine.ts';
import { loadWasmKernels } from '#lib/engines/wasm-browser.ts';
import { wasmEngine } from '#lib/engines/wasm-engine.ts';
import { runAllFloat, runFloatFirst } from '#lib/engines/wasm-float.ts';
import type { WasmKernels } from '#lib/engines/wasm-kernels.ts';
import type { FromMeasuring, MeasureRequest } from './measure.ts';

/** Pictures answered between two words on how far it is. */
const PIECE = 100;
/** As many as a run shows. */
const SAMPLES = 12;

const say = (message: FromMeasuring): void => postMessage(message);

const isFloat = (
	network: MeasureRequest['network']
): network is Exclude<MeasureRequest['network'], IntegerNetwork> => 'kind' in network;

/** Logits of some pictures, as numbers of whatever kind. */
type Run = (pictures: Uint8Array) => Promise<ArrayLike<number>>;

function floatRun(kernels: WasmKernels, network: FloatFirstNetwork | FloatNetwork): Run {
	if (network.kind === 'all-float')
		return (pictures) => Promise.resolve(runAllFloat(kernels, network, pictures));
	return (pictures) => Promise.resolve(runFloatFirst(kernels, network, pictures, { levels: false }).logits);
}

async function runOf(network: MeasureRequest['network']): Promise<Run> {
	const kernels = await loadWasmKernels();
	if (isFloat(network)) return floatRun(kernels, network);
	const loaded: LoadedNetwork = await wasmEngine(kernels).load(network);
	return async (pictures) => (await loaded.run(pictures, { levels: false })).logits;
}

/** Class of the largest logit, the lowest on ties, and its softmax probability. */
function answer(logits: ArrayLike<number>, from: number, classes: number, scale: number): [number, number] {
	let best = 0;
	for (let c = 1; c < classes; c++) if (logits[from + c] > logits[from + best]) best = c;
	let sum = 0;
	for (let c = 0; c < classes; c++) sum += Math.exp(scale * (logits[from + c] - logits[from + best]));
	return [best, 1 / sum];
}

function sourceOf({ data, light }: MeasureRequest): PictureSource {
	return data.kind === 'splits' ? loadedPictures(data.splits) : new MaterialPictures(light);
}

function requireFit({ network }: MeasureRequest, test: Dataset): void {
	if (network.height !== test.height || network.width !== test.width)
		throw new RangeError(
			`the network reads pictures of ${network.height} × ${network.width}, these are ${test.height} × ${test.width}`
		);
	if (network.classes !== test.classNames.length)
		throw new RangeError(
			`the network knows ${network.classes} classes, these pictures have ${test.classNames.length}`
		);
}

async function measure(request: MeasureRequest): Promise<void> {
	const pictures = sourceOf(request);
	const { test } = pictures.splits;
	requireFit(request, test);
	const run = await runOf(request.network);
	const of = imageCount(test);
	const classes = new Uint8Array(of);
	const confidences = new Float32Array(of);
	const size = imageSize(test);
	for (let first = 0; first < of; first += PIECE) {
		const count = Math.min(PIECE, of - first);
		pictures.ensure(
			'test',
			Uint32Array.from({ length: count }, (_, i) => first + i)
		);
		const logits = await run(test.images.subarray(first * size, (first + count) * size));
		for (let i = 0; i < count; i++)
			[classes[first + i], confidences[first + i]] = answer(
				logits,
				i * request.network.classes,
				request.network.classes,
				request.scale
			);
		say({ type: 'progress', done: first + count, of });
	}
	const shown = Math.min(SAMPLES, of);
	const images = new Uint8Array(shown * size);
	for (let i = 0; i < shown; i++) images.set(imageAt(test, i), i * size);
	say({
		type: 'measured',
		classNames: test.classNames,
		answers: { labels: test.labels.slice(), classes, confidences },
		samples: { height: test.height, width: test.width, images, labels: test.labels.slice(0, shown) }
	});
}

addEventListener('message', ({ data }: MessageEvent<MeasureRequest>) => {
	measure(data).catch((cause: unknown) => say({ type: 'failed', reason: (cause as Error).message }));
});
