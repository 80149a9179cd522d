/**
 * The operations a training step is made of, each with its gradient.
 *
 * The interface says what, two implementations say how: `kernelOps` calls our own wasm kernels, `composedOps` builds the same
 * functions from tfjs's public operations and runs on any of its backends. Tests hold them equal.
 *
 * Low-bit layers work in whole numbers: activations are levels (0..3), weights are signs, a convolution's raw output is the
 * exact sum of level * sign. What one unit of it is worth, mean|w| times the value of one level, enters batch norm as `scale`.
 * Since the scale is not differentiated (METHOD 2), a latent weight's gradient is that of its sign divided by mean|w|, passed
 * where |w| <= 1 (straight-through, arXiv 1308.3432).
 */
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

export type Activation = 'quantize' | 'relu';

export interface NormOptions {
	readonly activation: Activation;
	/** Side of the max-pool after the activation; 1 is none. */
	readonly pool: 1 | 2;
}

export interface NormInputs {
	/** Raw convolution output [images, height, width, channels]. */
	readonly raw: Tensor4D;
	/** Value of one unit of `raw`, [channels]; constant in the gradient. */
	readonly scale: Tensor1D;
	readonly gamma: Tensor1D;
	readonly beta: Tensor1D;
}

export interface Moments {
	/** Mean and biased variance of the raw output, [channels]. */
	readonly mean: Tensor1D;
	readonly variance: Tensor1D;
}

/** Adam's constants (METHOD 2; Kingma and Ba, arXiv 1412.6980). */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

export interface TrainOps {
	/**
	 * First convolution through the table.
	 * @param pixels int32 [images, height, width, 3], 0..255
	 * @param levels [256, wordLength], whole numbers; receives a gradient
	 * @param w latents [3, 3, 3 * wordLength, out]; receives the straight-through gradient
	 * @param magnitude mean|w| of every output channel, [out]
	 */
	tableConv(pixels: Tensor4D, levels: Tensor2D, w: Tensor4D, magnitude: Tensor1D, stride: 1 | 2): Tensor4D;
	/** Convolution of levels with the signs of `w` [3, 3, in, out]. */
	signConv(x: Tensor4D, w: Tensor4D, magnitude: Tensor1D, stride: 1 | 2): Tensor4D;
	/** Plain float convolution, zero padding 1. */
	floatConv(x: Tensor4D, w: Tensor4D, stride: 1 | 2): Tensor4D;
	/** Batch norm with the batch's own moments, activation, pool. */
	normActivation(inputs: NormInputs, options: NormOptions): Tensor4D;
	/** The same without a gradient, handing out the moments it measured. */
	measure(inputs: NormInputs, options: NormOptions): { readonly out: Tensor4D; readonly moments: Moments };
	/** The same with moments that were measured before. No gradient. */
	normActivationWith(inputs: NormInputs, moments: Moments, options: NormOptions): Tensor4D;
}
