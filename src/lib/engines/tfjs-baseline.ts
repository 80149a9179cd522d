/**
 * tfjs as the engine to compare with: a float network in its fastest public formulation, fused convolutions and a matrix product.
 *
 * It is stock tfjs, so it must run in a worker or page of its own: training replaces kernels of tfjs's wasm backend by ours, and
 * whoever shares its realm would time those. One thread on wasm, as our own engines.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { PIXEL_CENTRE, floatShape, type FloatConv, type FloatNetwork } from '#lib/core/float-network.ts';
import { floatPictureCount } from '#lib/core/float-reference.ts';
import { KERNEL_SIZE } from '#lib/core/network.ts';
import type { Repeatable, TimedPart } from './repeatable.ts';

/** 'cpu' is tfjs in plain JavaScript, for tests: import its package before asking for it. */
export type TfjsBackend = 'cpu' | 'wasm' | 'webgl';

export interface TfjsWork {
	readonly network: FloatNetwork;
	/** [images, height, width, 3], 8 bits a component. */
	readonly pictures: Uint8Array;
	readonly backend: TfjsBackend;
}

/**
 * Make a backend ready. Several may be, side by side.
 * @param wasmPaths folder (ending in a slash) or addresses of tfjs-backend-wasm's modules; only 'wasm' reads it
 * @throws Error when the backend does not start
 */
export async function startTfjs(
	backend: TfjsBackend,
	wasmPaths: string | Record<string, string>
): Promise<void> {
	if (backend === 'webgl') await import('@tensorflow/tfjs-backend-webgl');
	// Asked of the registry: findBackend() would start the backend, before it is told these.
	if (backend === 'wasm' && !('wasm' in tf.engine().registry)) {
		setWasmPaths(wasmPaths);
		tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
	}
	await use(backend);
}

/** tfjs computes on one backend at a time, wherever it is asked from. */
async function use(backend: TfjsBackend): Promise<void> {
	if (!(await tf.setBackend(backend))) throw new Error(`tfjs's ${backend} backend did not start`);
}

/** Weights and pictures in the backend's memory. */
interface Loaded {
	readonly convs: readonly { spec: FloatConv; weights: Tensor4D; bias: Tensor }[];
	readonly dense: Tensor2D;
	/** float32 [images, height, width, 3], 0..255: tfjs has no 8-bit numbers, and from int32 it would need a pass to convert. */
	readonly pictures: Tensor4D;
	readonly centre: Tensor;
}

function upload(network: FloatNetwork, pictures: Uint8Array): Loaded {
	const { height, width, classes } = network;
	const shape = floatShape(network);
	const images = floatPictureCount(network, pictures);
	return {
		convs: network.convs.map((spec, i) => {
			const { inChannels, outChannels } = shape.convs[i];
			const filter: [number, number, number, number] = [KERNEL_SIZE, KERNEL_SIZE, inChannels, outChannels];
			return { spec, weights: tf.tensor4d(spec.weights, filter), bias: tf.tensor1d(spec.bias) };
		}),
		dense: tf.tensor2d(network.dense, [shape.features, classes]),
		pictures: tf.tensor4d(Float32Array.from(pictures), [images, height, width, 3]),
		centre: tf.scalar(PIXEL_CENTRE)
	};
}

const tensorsOf = ({ convs, dense, pictures, centre }: Loaded): Tensor[] => [
	...convs.flatMap(({ weights, bias }) => [weights, bias]),
	dense,
	pictures,
	centre
];

/**
 * Convolution, bias and max(out, 0) in one kernel, then the pool. On WebGL with tfjs's own choice of program: its experimental
 * packed convolution (WEBGL_EXP_CONV) takes as long for the whole network and 1.8 times as long for the first layer, measured in
 * software rendering.
 */
function convolve(x: Tensor4D, { spec, weights, bias }: Loaded['convs'][number]): Tensor4D {
	const out = tf.fused.conv2d({
		x,
		filter: weights,
		strides: spec.stride,
		// Not 'same': tfjs's pads a stride of 2 on one side only.
		pad: 1,
		dimRoundingMode: 'floor',
		bias,
		activation: 'relu'
	});
	return spec.pool === 1 ? out : tf.maxPool(out, spec.pool, spec.pool, 'valid');
}

/** Logits [images, classes], or the first layer's outputs [images, height, width, channels]. */
function infer({ convs, dense, pictures, centre }: Loaded, part: TimedPart): Tensor {
	let x: Tensor4D = tf.sub(pictures, centre);
	for (const conv of part === 'whole' ? convs : convs.slice(0, 1)) x = convolve(x, conv);
	return part === 'whole' ? tf.matMul(tf.reshape(x, [x.shape[0], dense.shape[0]]), dense) : x;
}

/** Results of one inference, for tests: logits [images, classes], or the first layer's outputs [images, height, width, channels]. */
export async function tfjsValues(
	{ network, pictures, backend }: TfjsWork,
	part: TimedPart
): Promise<Float32Array> {
	await use(backend);
	return tf.tidy(() => infer(upload(network, pictures), part).dataSync<'float32'>());
}

/** Whether the graphics context has gone: tfjs then computes zeros and says nothing. */
function contextLost(backend: TfjsBackend): boolean {
	if (backend !== 'webgl') return false;
	const { gpgpu } = tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } };
	return gpgpu.gl.isContextLost();
}

/** Read what is small; dataSync, since data() never settles when the context is lost. */
function waitFor(out: Tensor, part: TimedPart): void {
	const small = part === 'whole' ? out : tf.slice(out, [0, 0, 0, 0], [1, 1, 1, 1]);
	small.dataSync();
}

const CONTAINS: Record<TimedPart, string> = {
	whole:
		'From pictures in tfjs’s memory, as float32 since it has no 8-bit numbers, to logits; the last inference’s logits are ' +
		'read, which on WebGL waits for all before.',
	'first-layer':
		'From pictures in tfjs’s memory, as float32 since it has no 8-bit numbers, to the first layer’s outputs there; of the ' +
		'last inference’s, one value is read, which on WebGL waits for all before.'
};

/**
 * The work as a harness repeats it, warmed up. The backend must have been started.
 * @throws RangeError when they are not whole pictures of the network's size
 */
export async function tfjsRepeatable(
	{ network, pictures, backend }: TfjsWork,
	part: TimedPart
): Promise<Repeatable> {
	await use(backend);
	const loaded = upload(network, pictures);
	const repeatable: Repeatable = {
		contains: CONTAINS[part],
		async repeat(times) {
			await use(backend);
			for (let i = 0; i < times; i++)
				tf.tidy(() => {
					const out = infer(loaded, part);
					if (i === times - 1) waitFor(out, part);
				});
			if (contextLost(backend)) throw new Error('tfjs’s graphics context was lost: the time means nothing');
		},
		dispose: () => tf.dispose(tensorsOf(loaded))
	};
	// Shaders are compiled and weights and pictures uploaded by the first inference that uses them.
	await repeatable.repeat(1);
	return repeatable;
}
