/**
 * The operations of a step composed from tfjs's public operations: for the WebGL backend, as the oracle of our kernels, and as
 * the stock formulation that the benchmark compares with.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { BATCH_NORM_EPSILON } from '#lib/core/batch-norm.ts';
import type { Moments, NormInputs, NormOptions, TrainOps } from './ops.ts';

/** tfjs passes the save function as the last of the inputs. */
type Save = (tensors: Tensor[]) => void;

type Conv = (x: Tensor4D, w: Tensor4D, stride: 1 | 2) => Tensor4D;

/** tfjs's own convolution, zero padding 1, 'floor' as in METHOD 2. */
export const conv2dPadded: Conv = (x, w, stride) => tf.conv2d(x, w, stride, 1, 'NHWC', [1, 1], 'floor');

/** Every 3 x 3 neighbourhood as a row: [images * outHeight * outWidth, 9 * channels]. */
function imageToColumns(x: Tensor4D, stride: 1 | 2): Tensor2D {
	const [images, height, width, channels] = x.shape;
	const outHeight = Math.ceil(height / stride);
	const outWidth = Math.ceil(width / stride);
	const padded = tf.pad(x, [
		[0, 0],
		[1, 2],
		[1, 2],
		[0, 0]
	]);
	const taps: Tensor4D[] = [];
	for (let ky = 0; ky < 3; ky++)
		for (let kx = 0; kx < 3; kx++)
			taps.push(
				tf.stridedSlice(
					padded,
					[0, ky, kx, 0],
					[images, ky + stride * outHeight - stride + 1, kx + stride * outWidth - stride + 1, channels],
					[1, stride, stride, 1]
				) as Tensor4D
			);
	return tf.reshape(tf.concat(taps, 3), [images * outHeight * outWidth, 9 * channels]);
}

/** Zeros between the numbers of a stride-2 output, so that its gradient is an ordinary convolution: [n, 2h, 2w, c]. */
function spread(dy: Tensor4D): Tensor4D {
	const [images, height, width, channels] = dy.shape;
	const columns = tf.reshape(tf.concat([dy, tf.zerosLike(dy)], 3), [images, height, 1, 2 * width * channels]);
	return tf.reshape(tf.concat([columns, tf.zerosLike(columns)], 2), [
		images,
		2 * height,
		2 * width,
		channels
	]);
}

/**
 * A convolution as matrix products, forward and backward: the best that stock tfjs's wasm backend can train with, since it has
 * no Conv2DBackpropFilter (ENGINES). Stride 2 wants even sides.
 */
const matMulConv: Conv = (x, w, stride) => {
	const run = tf.customGrad((xIn, wIn, save) => {
		const input = xIn as Tensor4D;
		const weights = wIn as Tensor4D;
		const [images, height, width] = input.shape;
		const [, , inChannels, outChannels] = weights.shape;
		const columns = imageToColumns(input, stride);
		(save as Save)([columns, weights]);
		const value = tf.reshape(tf.matMul(columns, tf.reshape(weights, [9 * inChannels, outChannels])), [
			images,
			Math.ceil(height / stride),
			Math.ceil(width / stride),
			outChannels
		]);
		const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
			const rows = tf.reshape<tf.Rank.R2>(dy, [-1, outChannels]);
			const dw = tf.matMul(tf.transpose(saved[0]), rows);
			const flipped = tf.transpose(tf.reverse(saved[1] as Tensor4D, [0, 1]), [0, 1, 3, 2]);
			const dx = tf.matMul(
				imageToColumns(stride === 2 ? spread(dy as Tensor4D) : (dy as Tensor4D), 1),
				tf.reshape(flipped, [9 * outChannels, inChannels])
			);
			return [tf.reshape(dx, input.shape), tf.reshape(dw, weights.shape)];
		};
		return { value, gradFunc };
	});
	return run(x, w) as Tensor4D;
};

/** +1 where w >= 0, else -1. */
export const signs = (w: Tensor): Tensor => tf.sub(tf.mul(tf.cast(tf.greaterEqual(w, 0), 'float32'), 2), 1);

/** The straight-through gradient of latent weights: that of their signs over mean|w|, passed where |w| <= 1. */
export function straightThroughWeights(dSigns: Tensor4D, w: Tensor4D, magnitude: Tensor1D): Tensor4D {
	return tf.mul(tf.div(dSigns, magnitude), tf.cast(tf.lessEqual(tf.abs(w), 1), 'float32'));
}

/** Signs of latent weights, with the straight-through gradient. */
function signsOf(w: Tensor4D, magnitude: Tensor1D): Tensor4D {
	const run = tf.customGrad((wIn, save) => {
		(save as Save)([wIn as Tensor, magnitude]);
		return {
			value: signs(wIn as Tensor),
			gradFunc: (dy: Tensor, saved: Tensor[]) =>
				straightThroughWeights(dy as Tensor4D, saved[0] as Tensor4D, saved[1] as Tensor1D)
		};
	});
	return run(w) as Tensor4D;
}

/** Rows of `levels` for every pixel component. Its gradient adds rows up by scatter, or as a product with one-hot pixels. */
function lookUp(levels: Tensor2D, pixels: Tensor4D, gradient: 'scatter' | 'oneHot'): Tensor4D {
	const [images, height, width, colours] = pixels.shape;
	const wordLength = levels.shape[1];
	const run = tf.customGrad((levelsIn, save) => {
		const values = tf.reshape(pixels, [-1]);
		(save as Save)([values]);
		const gradFunc = (dy: Tensor, [v]: Tensor[]): Tensor => {
			const rows = tf.reshape<tf.Rank.R2>(dy, [-1, wordLength]);
			if (gradient === 'scatter') return tf.scatterND(tf.reshape(v, [-1, 1]), rows, [256, wordLength]);
			return tf.matMul(tf.transpose(tf.oneHot(v as Tensor1D, 256)), rows);
		};
		return { value: tf.gather(levelsIn as Tensor2D, values), gradFunc };
	});
	return tf.reshape(run(levels), [images, height, width, colours * wordLength]);
}

const quantizeLevels = (z: Tensor4D): Tensor4D =>
	tf.floor(tf.clipByValue(tf.add(tf.mul(z, 1.5), 0.5), 0, 3.499));

/** The quantizer with its straight-through gradient: d level = 1.5 dz where 0 < z < 2. */
function quantize(z: Tensor4D): Tensor4D {
	const run = tf.customGrad((zIn, save) => {
		(save as Save)([zIn as Tensor]);
		return {
			value: quantizeLevels(zIn as Tensor4D),
			gradFunc: (dy: Tensor, [saved]: Tensor[]) =>
				tf.mul(tf.mul(dy, 1.5), tf.cast(tf.logicalAnd(tf.greater(saved, 0), tf.less(saved, 2)), 'float32'))
		};
	});
	return run(z);
}

/**
 * 2 x 2 max-pool whose gradient goes to the first of equals in reading order. tfjs's own gradient gives it to the last on
 * some backends and is missing on wasm.
 */
function maxPool(x: Tensor4D): Tensor4D {
	const [images, height, width, channels] = x.shape;
	const corners = (t: Tensor): Tensor[] =>
		tf
			.split(tf.reshape(t, [images * (height / 2), 2, width / 2, 2 * channels]), [1, 1], 1)
			.flatMap((row) => tf.split(row, [channels, channels], 3));
	const run = tf.customGrad((xIn, save) => {
		const [a, b, c, d] = corners(xIn as Tensor);
		const value = tf.maximum(tf.maximum(a, b), tf.maximum(c, d));
		(save as Save)([xIn as Tensor, value]);
		const gradFunc = (dy: Tensor, [input, best]: Tensor[]): Tensor => {
			let free: Tensor = tf.reshape(dy, best.shape);
			const parts = corners(input).map((corner) => {
				const hit = tf.cast(tf.equal(corner, best), 'float32');
				const part = tf.mul(free, hit);
				free = tf.sub(free, part);
				return part;
			});
			const rows = [tf.concat(parts.slice(0, 2), 3), tf.concat(parts.slice(2), 3)];
			return tf.reshape(tf.concat(rows, 1), [images, height, width, channels]);
		};
		return { value, gradFunc };
	});
	return tf.reshape(run(x), [images, height / 2, width / 2, channels]);
}

/** A and B of z = raw * A + B, as the kernels compute them but in float32. */
function normalize({ raw, scale, gamma, beta }: NormInputs, { mean, variance }: Moments): Tensor4D {
	const slope = tf.div(
		tf.mul(gamma, scale),
		tf.sqrt(tf.add(tf.mul(tf.square(scale), variance), BATCH_NORM_EPSILON))
	);
	return tf.add(tf.mul(raw, slope), tf.sub(beta, tf.mul(mean, slope)));
}

/** Moments of the raw output over images and positions. */
function momentsOf(raw: Tensor4D): Moments {
	const rows = tf.reshape(raw, [-1, raw.shape[3]]);
	const mean = tf.mean<Tensor1D>(rows, 0);
	return { mean, variance: tf.mean<Tensor1D>(tf.square(tf.sub(rows, mean)), 0) };
}

/** Batch norm with the batch's moments, and its closed-form gradient (Ioffe and Szegedy, arXiv 1502.03167, section 3). */
function batchNorm({ raw, scale, gamma, beta }: NormInputs): Tensor4D {
	const [images, height, width, channels] = raw.shape;
	const count = images * height * width;
	const run = tf.customGrad((rawIn, gammaIn, betaIn, save) => {
		const { mean, variance } = momentsOf(rawIn as Tensor4D);
		const slope = tf.div(scale, tf.sqrt(tf.add(tf.mul(tf.square(scale), variance), BATCH_NORM_EPSILON)));
		const normalized = tf.mul(tf.sub(tf.reshape(rawIn as Tensor, [count, channels]), mean), slope);
		(save as Save)([normalized, tf.mul(slope, gammaIn as Tensor)]);
		const value = tf.reshape(tf.add(tf.mul(normalized, gammaIn as Tensor), betaIn as Tensor), raw.shape);
		const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
			const dz = tf.reshape(dy, [count, channels]);
			const dBeta = tf.sum(dz, 0);
			const dGamma = tf.sum(tf.mul(dz, saved[0]), 0);
			const centred = tf.sub(tf.sub(dz, tf.div(dBeta, count)), tf.mul(saved[0], tf.div(dGamma, count)));
			return [tf.reshape(tf.mul(centred, saved[1]), raw.shape), dGamma, dBeta];
		};
		return { value, gradFunc };
	});
	return run(raw, gamma, beta) as Tensor4D;
}

function activateAndPool(z: Tensor4D, { activation, pool }: NormOptions): Tensor4D {
	// The activation is monotone, so pooling first gives the same output; and the gradient goes to the largest z, not to
	// whichever of several equal levels comes first.
	const pooled = pool === 2 ? maxPool(z) : z;
	return activation === 'quantize' ? quantize(pooled) : tf.relu(pooled);
}

/**
 * @param conv how a convolution is computed: `tfjs` where its gradients exist and are fast (cpu, webgl), `matMul` on stock wasm
 */
export function composedOps(conv: 'tfjs' | 'matMul'): TrainOps {
	const convolve = conv === 'tfjs' ? conv2dPadded : matMulConv;
	// A scatter is six times faster than the product on stock wasm, and slow as a shader.
	const scatter = conv === 'tfjs' ? 'oneHot' : 'scatter';
	return {
		tableConv: (pixels, levels, w, magnitude, stride) =>
			convolve(lookUp(levels, pixels, scatter), signsOf(w, magnitude), stride),
		signConv: (x, w, magnitude, stride) => convolve(x, signsOf(w, magnitude), stride),
		floatConv: convolve,
		normActivation: (inputs, options) => activateAndPool(batchNorm(inputs), options),
		measure(inputs, options) {
			const moments = momentsOf(inputs.raw);
			return { out: activateAndPool(normalize(inputs, moments), options), moments };
		},
		normActivationWith: (inputs, moments, options) => activateAndPool(normalize(inputs, moments), options)
	};
}
