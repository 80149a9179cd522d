import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { Random } from '#lib/core/random.ts';
import { crossEntropy } from '#lib/train/loss.ts';
import type { Activation, TrainOps } from '#lib/train/ops.ts';
import { onBackend } from './backends.ts';

const uniform = (random: Random, count: number, low: number, high: number): Float32Array =>
	Float32Array.from({ length: count }, () => low + (high - low) * random.uniform());
const whole = (random: Random, count: number, limit: number): Float32Array =>
	Float32Array.from({ length: count }, () => random.below(limit));
const product = (shape: number[]): number => shape.reduce((a, b) => a * b, 1);
/** The sum of y * weights: a scalar whose gradient at y is `weights`. */
const weigh = (y: Tensor, weights: Float32Array): Tensor =>
	tf.sum(tf.mul(y, tf.tensor(weights, y.shape, 'float32')));

/** Our kernels and the oracle on the same function: the same value and the same gradients, within `tolerance`. */
async function expectEqual(run: (ops: TrainOps) => Tensor[], tolerance: number): Promise<void> {
	const read = (ops: TrainOps): number[][] => run(ops).map((t) => Array.from(t.dataSync()));
	const ours = await onBackend('wasm', read);
	const oracle = await onBackend('cpu', read);
	expect(ours.length).toBe(oracle.length);
	ours.forEach((numbers, i) => {
		expect(numbers.length).toBe(oracle[i].length);
		const scale = Math.max(1, ...oracle[i].map(Math.abs));
		const worst = Math.max(...numbers.map((x, j) => Math.abs(x - oracle[i][j])));
		expect(worst / scale, `output ${i}`).toBeLessThanOrEqual(tolerance);
	});
}

interface Sizes {
	readonly images: number;
	readonly height: number;
	readonly width: number;
	readonly inChannels: number;
	readonly outChannels: number;
	readonly stride: 1 | 2;
}

const SIZES: readonly Sizes[] = [
	{ images: 1, height: 1, width: 1, inChannels: 1, outChannels: 1, stride: 1 },
	{ images: 3, height: 5, width: 7, inChannels: 6, outChannels: 9, stride: 1 },
	{ images: 33, height: 4, width: 4, inChannels: 13, outChannels: 20, stride: 1 },
	{ images: 17, height: 5, width: 3, inChannels: 3, outChannels: 33, stride: 2 },
	{ images: 2, height: 8, width: 8, inChannels: 32, outChannels: 64, stride: 1 },
	{ images: 5, height: 6, width: 7, inChannels: 4, outChannels: 16, stride: 2 }
];
const name = (s: Sizes): string =>
	`${s.images} x ${s.height} x ${s.width} x ${s.inChannels} -> ${s.outChannels}, stride ${s.stride}`;

function outputCount({ images, height, width, outChannels, stride }: Sizes): number {
	return images * Math.ceil(height / stride) * Math.ceil(width / stride) * outChannels;
}

describe('our kernels equal tfjs on its cpu backend', () => {
	it.each(SIZES.map((s) => [name(s), s] as const))('sign convolution, %s', async (_, s) => {
		const random = Random.fromSeed(1);
		const xShape: [number, number, number, number] = [s.images, s.height, s.width, s.inChannels];
		const x = whole(random, product(xShape), 4);
		const w = uniform(random, 9 * s.inChannels * s.outChannels, -1.2, 1.2);
		const magnitude = uniform(random, s.outChannels, 0.2, 0.9);
		const dy = uniform(random, outputCount(s), -1, 1);
		await expectEqual((ops) => {
			const inputs = [tf.tensor4d(x, xShape), tf.tensor4d(w, [3, 3, s.inChannels, s.outChannels])];
			const conv = (a: Tensor, b: Tensor): Tensor =>
				ops.signConv(a as Tensor4D, b as Tensor4D, tf.tensor1d(magnitude), s.stride);
			const grads = tf.grads((a: Tensor, b: Tensor) => weigh(conv(a, b), dy))(inputs);
			return [conv(inputs[0], inputs[1]), ...grads];
		}, 2e-6);
	});

	it.each(SIZES.map((s) => [name(s), s] as const))('table convolution, %s', async (_, s) => {
		const random = Random.fromSeed(2);
		const wordLength = s.inChannels;
		const pixelShape: [number, number, number, number] = [s.images, s.height, s.width, 3];
		const pixels = Int32Array.from(whole(random, product(pixelShape), 256));
		const levels = whole(random, 256 * wordLength, 4);
		const w = uniform(random, 9 * 3 * wordLength * s.outChannels, -1.2, 1.2);
		const magnitude = uniform(random, s.outChannels, 0.2, 0.9);
		const dy = uniform(random, outputCount(s), -1, 1);
		await expectEqual((ops) => {
			const p = tf.tensor4d(pixels, pixelShape, 'int32');
			const inputs = [
				tf.tensor2d(levels, [256, wordLength]),
				tf.tensor4d(w, [3, 3, 3 * wordLength, s.outChannels])
			];
			const conv = (a: Tensor, b: Tensor): Tensor =>
				ops.tableConv(p, a as Tensor2D, b as Tensor4D, tf.tensor1d(magnitude), s.stride);
			const grads = tf.grads((a: Tensor, b: Tensor) => weigh(conv(a, b), dy))(inputs);
			return [conv(inputs[0], inputs[1]), ...grads];
		}, 4e-6);
	});

	it.each(SIZES.map((s) => [name(s), s] as const))('float convolution, %s', async (_, s) => {
		const random = Random.fromSeed(3);
		const xShape: [number, number, number, number] = [s.images, s.height, s.width, s.inChannels];
		const x = uniform(random, product(xShape), -1, 1);
		const w = uniform(random, 9 * s.inChannels * s.outChannels, -1, 1);
		const dy = uniform(random, outputCount(s), -1, 1);
		await expectEqual((ops) => {
			const inputs = [tf.tensor4d(x, xShape), tf.tensor4d(w, [3, 3, s.inChannels, s.outChannels])];
			const conv = (a: Tensor, b: Tensor): Tensor => ops.floatConv(a as Tensor4D, b as Tensor4D, s.stride);
			const grads = tf.grads((a: Tensor, b: Tensor) => weigh(conv(a, b), dy))(inputs);
			return [conv(inputs[0], inputs[1]), ...grads];
		}, 2e-6);
	});

	const norms: [string, Activation, 1 | 2, number[]][] = [
		['quantizer', 'quantize', 1, [3, 5, 7, 6]],
		['quantizer and pool', 'quantize', 2, [9, 4, 6, 13]],
		['relu', 'relu', 1, [2, 3, 3, 32]],
		['relu and pool', 'relu', 2, [4, 8, 2, 5]],
		['one channel', 'quantize', 2, [7, 2, 2, 1]]
	];
	it.each(norms)('batch norm, %s', async (_, activation, pool, shape) => {
		const random = Random.fromSeed(4);
		const channels = shape[3];
		const raw = Float32Array.from(whole(random, product(shape), 61), (v) => v - 30);
		const scale = uniform(random, channels, 0.02, 0.2);
		const gamma = uniform(random, channels, -1.5, 1.5);
		const beta = uniform(random, channels, -0.5, 1.5);
		const dOut = uniform(random, product(shape) / pool ** 2, -1, 1);
		await expectEqual((ops) => {
			const k = tf.tensor1d(scale);
			const inputs = [tf.tensor(raw, shape), tf.tensor1d(gamma), tf.tensor1d(beta)];
			const options = { activation, pool };
			const as = (r: Tensor, g: Tensor, b: Tensor) =>
				({ raw: r as Tensor4D, scale: k, gamma: g as Tensor1D, beta: b as Tensor1D }) as const;
			const grads = tf.grads((r: Tensor, g: Tensor, b: Tensor) =>
				weigh(ops.normActivation(as(r, g, b), options), dOut)
			)(inputs);
			const measured = ops.measure(as(inputs[0], inputs[1], inputs[2]), options);
			const again = ops.normActivationWith(as(inputs[0], inputs[1], inputs[2]), measured.moments, options);
			return [measured.out, again, measured.moments.mean, measured.moments.variance, ...grads];
		}, 1e-5);
	});

	it('cross-entropy and its gradient', async () => {
		const random = Random.fromSeed(5);
		const logits = uniform(random, 70, -4, 4);
		const labels = Int32Array.from(whole(random, 7, 10));
		await expectEqual(() => {
			const y = tf.tensor1d(labels, 'int32');
			const x = tf.tensor2d(logits, [7, 10]);
			const loss = (t: Tensor): Tensor => crossEntropy(t as Tensor2D, y);
			return [loss(x), tf.grad(loss)(x)];
		}, 1e-6);
	});
});

describe('the oracle itself', () => {
	it('gives ln 10 and (softmax - one-hot) / images where all logits are equal', async () => {
		const [loss, gradient] = await onBackend('cpu', () => {
			const y = tf.tensor1d([3, 0], 'int32');
			const f = (t: Tensor): Tensor => crossEntropy(t as Tensor2D, y);
			const x = tf.zeros([2, 10]);
			return [Array.from(f(x).dataSync()), Array.from(tf.grad(f)(x).dataSync())];
		});
		expect(loss[0]).toBeCloseTo(Math.log(10), 6);
		expect(gradient[3]).toBeCloseTo(-0.45, 6);
		expect(gradient[4]).toBeCloseTo(0.05, 6);
	});
});
