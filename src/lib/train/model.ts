/**
 * The network in training: pixels to logits, with fake quantization and straight-through gradients (METHOD 2).
 *
 * One function serves training, re-estimation and evaluation; they differ in where batch norm's moments come from.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { entryBits, fixedTable, isTableEncoding, type LevelTable } from '#lib/core/encoding.ts';
import { PIXEL_CENTRE, PIXEL_WIDTH } from '#lib/core/float-network.ts';
import { networkShape, type NetworkShape, type NetworkSpec } from '#lib/core/network.ts';
import { ACTIVATION_STEP, topLevel } from '#lib/core/quantize.ts';
import { learnsTable } from '#lib/core/snapshot.ts';
import { signs } from './composed-ops.ts';
import type { Moments, TrainOps } from './ops.ts';
import type { NetworkParameters } from './parameters.ts';

/** tfjs passes the save function as the last of the inputs. */
type Save = (tensors: Tensor[]) => void;

/** g(E) of every latent, by the nearest of the samples. */
function sampledSlopes(latents: Tensor, samples: Tensor1D): Tensor {
	const steps = samples.shape[0] - 1;
	const nearest = tf.cast(tf.round(tf.mul(tf.clipByValue(latents, 0, 1), steps)), 'int32');
	return tf.reshape(tf.gather(samples, tf.reshape(nearest, [-1])), latents.shape);
}

/**
 * Levels of a latent table, with the straight-through gradient where 0 <= E <= 1.
 * @param slopes what takes the place of the rounding's slope, sampled over 0..1; null is 1 everywhere
 */
function quantizeTable(latents: Tensor2D, top: number, slopes: Tensor1D | null): Tensor2D {
	const run = tf.customGrad((input, save) => {
		(save as Save)([input as Tensor]);
		return {
			value: tf.floor(tf.clipByValue(tf.add(tf.mul(input as Tensor, top), 0.5), 0, top + 0.499)),
			gradFunc: (dy: Tensor, [e]: Tensor[]) => {
				const inside = tf.logicalAnd(tf.greaterEqual(e, 0), tf.lessEqual(e, 1));
				const passed = tf.mul(tf.mul(dy, top), tf.cast(inside, 'float32'));
				return slopes ? tf.mul(passed, sampledSlopes(e, slopes)) : passed;
			}
		};
	});
	return run(latents) as Tensor2D;
}

/** Levels times signs, exact whole numbers; the weights' gradient is that of sign / sqrt(features). */
function signDense(levels: Tensor2D, w: Tensor2D): Tensor2D {
	const features = w.shape[0];
	const run = tf.customGrad((x, latents, save) => {
		const s = signs(latents as Tensor) as Tensor2D;
		(save as Save)([x as Tensor, latents as Tensor, s]);
		const value = tf.matMul(x as Tensor2D, s);
		const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
			const dx = tf.matMul(dy, tf.transpose(saved[2]));
			const dw = tf.matMul(tf.transpose(saved[0]), dy);
			const inside = tf.cast(tf.lessEqual(tf.abs(saved[1]), 1), 'float32');
			return [dx, tf.mul(tf.mul(dw, Math.sqrt(features)), inside)];
		};
		return { value, gradFunc };
	});
	return run(levels, w) as Tensor2D;
}

export interface ForwardResult {
	readonly logits: Tensor2D;
	/** Of every convolution block, in order; empty while training. */
	readonly moments: readonly Moments[];
	/** Output of every convolution block: levels where it is quantized, values where it is float. */
	readonly activations: readonly Tensor4D[];
}

export class Model {
	readonly spec: NetworkSpec;
	readonly shape: NetworkShape;
	readonly #ops: TrainOps;
	readonly #parameters: NetworkParameters;
	/** The table that does not learn, or null. */
	readonly #fixed: Tensor2D | null;
	/** The backward pass of the table's rounding, sampled; null is the plain one. */
	readonly #tableSlopes: Tensor1D | null;

	/** @param tableSlopes see `backwardSamples` */
	constructor(
		spec: NetworkSpec,
		parameters: NetworkParameters,
		ops: TrainOps,
		tableSlopes: Float32Array | null = null
	) {
		this.#tableSlopes = tableSlopes && tf.tensor1d(tableSlopes);
		this.spec = spec;
		this.shape = networkShape(spec);
		this.#ops = ops;
		this.#parameters = parameters;
		const { encoding } = spec;
		this.#fixed = isTableEncoding(encoding) && !learnsTable(encoding) ? asTensor(fixedTable(encoding)) : null;
	}

	/** Largest level of the input's code; 1 where pixels stay float. */
	get #inputTop(): number {
		return isTableEncoding(this.spec.encoding) ? topLevel(entryBits(this.spec.encoding)) : 1;
	}

	/**
	 * @param pixels int32 [images, height, width, 3], 0..255
	 * @param moments where batch norm's come from: 'train' is the batch, with gradients; 'measure' is the batch, without
	 * gradients but handed out; else those given
	 */
	forward(pixels: Tensor4D, moments: 'train' | 'measure' | readonly Moments[]): ForwardResult {
		const { encoding } = this.spec;
		const ops = this.#ops;
		const used: Moments[] = [];
		const activations: Tensor4D[] = [];
		let x: Tensor4D = pixels;
		this.#parameters.convs.forEach((conv, i) => {
			const { stride, pool } = this.shape.convs[i];
			const w = conv.weights.value as unknown as Tensor4D;
			const magnitude = tf.mean<Tensor1D>(tf.abs(w), [0, 1, 2]);
			let raw: Tensor4D;
			let scale: Tensor1D;
			if (!conv.lowBit) {
				const input = i === 0 ? tf.div<Tensor4D>(tf.sub(pixels, PIXEL_CENTRE), PIXEL_WIDTH) : x;
				raw = ops.floatConv(input, w, stride);
				scale = tf.onesLike(magnitude);
			} else if (i === 0) {
				raw = ops.tableConv(pixels, this.levels(), w, magnitude, stride);
				scale = tf.mul(magnitude, 1 / this.#inputTop);
			} else {
				raw = ops.signConv(x, w, magnitude, stride);
				scale = tf.mul(magnitude, ACTIVATION_STEP);
			}
			const inputs = {
				raw,
				scale,
				gamma: conv.gamma.value as unknown as Tensor1D,
				beta: conv.beta.value as unknown as Tensor1D
			};
			const activation = encoding.kind === 'all-float' ? 'relu' : 'quantize';
			const options = { activation, pool } as const;
			if (moments === 'train') x = ops.normActivation(inputs, options);
			else if (moments === 'measure') {
				const measured = ops.measure(inputs, options);
				x = measured.out;
				used.push(measured.moments);
			} else {
				x = ops.normActivationWith(inputs, moments[i], options);
				used.push(moments[i]);
			}
			activations.push(x);
		});
		const flat: Tensor2D = tf.reshape<tf.Rank.R2>(x, [x.shape[0], this.shape.features]);
		return { logits: this.#classify(flat), moments: used, activations };
	}

	/** The table's levels now, [256, wordLength], with gradient where it learns. */
	levels(): Tensor2D {
		const { table } = this.#parameters;
		if (table) return quantizeTable(table.value as unknown as Tensor2D, this.#inputTop, this.#tableSlopes);
		if (this.#fixed) return this.#fixed;
		throw new TypeError(`${this.spec.encoding.kind} has no table`);
	}

	dispose(): void {
		this.#fixed?.dispose();
		this.#tableSlopes?.dispose();
	}

	#classify(flat: Tensor2D): Tensor2D {
		const w = this.#parameters.dense.value as unknown as Tensor2D;
		if (this.spec.encoding.kind === 'all-float') return tf.matMul(flat, w);
		const unit = ACTIVATION_STEP / Math.sqrt(this.shape.features);
		return tf.mul(tf.mul(signDense(flat, w), unit), tf.exp(this.#parameters.logScale.value as Tensor));
	}
}

function asTensor({ levels, wordLength }: LevelTable): Tensor2D {
	return tf.tensor2d(Float32Array.from(levels), [256, wordLength]);
}
