/** Our low-bit kernels as tfjs kernels of the wasm backend, under names of their own. The arithmetic is in src/kernels. */
import { BATCH_NORM_EPSILON } from '#lib/core/batch-norm.ts';
import type { WasmHeap } from './wasm-heap.ts';

/** Codes by which the batch-norm kernels know the activation. */
export const ACTIVATION_CODES = { quantize: 0, relu: 1 } as const;

export interface StrideAttributes {
	readonly stride: number;
}
export interface InputShapeAttributes extends StrideAttributes {
	readonly height: number;
	readonly width: number;
}
export interface NormAttributes {
	readonly pool: number;
	readonly activation: number;
}
export interface AdamAttributes {
	readonly rate: number;
	readonly correction: number;
	readonly beta1: number;
	readonly beta2: number;
	readonly epsilon: number;
	readonly low: number;
	readonly high: number;
}

/** Input channels whose largest sum, 3 * 9 * channels, still fits the 16-bit lanes. */
const MAX_CHANNELS = Math.floor(32767 / 27);

export function registerLowBitKernels(heap: WasmHeap): void {
	const { kernels } = heap;
	const at = heap.at.bind(heap);

	heap.register<StrideAttributes>('SignConv2D', ({ x, w }, { stride }) => {
		const [images, height, width, inChannels] = x.shape;
		if (inChannels > MAX_CHANNELS)
			throw new RangeError(`a low-bit convolution takes at most ${MAX_CHANNELS} channels, got ${inChannels}`);
		const out = heap.output([images, Math.ceil(height / stride), Math.ceil(width / stride), w.shape[3]]);
		const sizes = [height, width, inChannels, ...out.shape.slice(1)];
		const scratch = heap.scratch(kernels.signConvScratch(...sizes));
		kernels.signConv(at(x), at(w), at(out), scratch, images, ...sizes, stride);
		return out;
	});

	heap.register<InputShapeAttributes>('SignConv2DBackpropInput', ({ dy, w }, { stride, height, width }) => {
		const images = dy.shape[0];
		const inChannels = w.shape[2];
		const dx = heap.output([images, height, width, inChannels]);
		const sizes = [height, width, inChannels, ...dy.shape.slice(1)];
		const scratch = heap.scratch(kernels.signConvScratch(...sizes));
		kernels.signConvBackpropInput(at(dy), at(w), at(dx), scratch, images, ...sizes, stride);
		return dx;
	});

	heap.register<StrideAttributes>('LevelConv2DBackpropFilter', ({ x, dy }, { stride }) => {
		const [images, height, width, inChannels] = x.shape;
		const outChannels = dy.shape[3];
		const dw = heap.output([3, 3, inChannels, outChannels]);
		const scratch = heap.scratch(kernels.levelConvScratch(height, width, inChannels, outChannels));
		const sizes = [height, width, inChannels, ...dy.shape.slice(1)];
		kernels.levelConvBackpropFilter(at(x), at(dy), at(dw), scratch, images, ...sizes, stride);
		return dw;
	});

	heap.register<StrideAttributes>('TableConv2D', ({ pixels, levels, w }, { stride }) => {
		const [images, height, width] = pixels.shape;
		const out = heap.output([images, Math.ceil(height / stride), Math.ceil(width / stride), w.shape[3]]);
		const scratch = heap.scratch(kernels.tableConvScratch(w.shape[3]));
		const sizes = [height, width, levels.shape[1], ...out.shape.slice(1)];
		kernels.tableConv(at(pixels), at(levels), at(w), at(out), scratch, images, ...sizes, stride);
		return out;
	});

	heap.register<StrideAttributes>('TableConv2DBackprop', ({ pixels, levels, w, dy }, { stride }) => {
		const [images, height, width] = pixels.shape;
		const dw = heap.output(w.shape);
		const dLevels = heap.output(levels.shape);
		const scratch = heap.scratch(kernels.tableConvScratch(w.shape[3]));
		const tensors = [pixels, levels, w, dy, dw, dLevels].map(at);
		const sizes = [height, width, levels.shape[1], ...dy.shape.slice(1)];
		kernels.tableConvBackprop(...tensors, scratch, images, ...sizes, stride);
		return [dw, dLevels];
	});

	/** With `mean` and `variance` among the inputs they are used; without them they are measured and returned. */
	heap.register<NormAttributes>('BatchNormActivation', (inputs, { pool, activation }) => {
		const { raw, scale, gamma, beta } = inputs;
		const [images, height, width, channels] = raw.shape;
		const measure = !('mean' in inputs);
		const mean = measure ? heap.output([channels]) : inputs.mean;
		const variance = measure ? heap.output([channels]) : inputs.variance;
		const out = heap.output([images, height / pool, width / pool, channels]);
		const scratch = heap.scratch(kernels.batchNormScratch(channels));
		const tensors = [raw, scale, gamma, beta, mean, variance, out].map(at);
		const flags = [pool, activation, measure ? 1 : 0, BATCH_NORM_EPSILON];
		kernels.batchNorm(...tensors, scratch, images, height, width, channels, ...flags);
		return measure ? [out, mean, variance] : [out];
	});

	heap.register<NormAttributes>('BatchNormActivationBackprop', (inputs, { pool, activation }) => {
		const { raw, dOut, scale, gamma, beta, mean, variance } = inputs;
		const [images, height, width, channels] = raw.shape;
		const outputs = [heap.output(raw.shape), heap.output([channels]), heap.output([channels])];
		const scratch = heap.scratch(kernels.batchNormScratch(channels));
		const tensors = [raw, dOut, scale, gamma, beta, mean, variance, ...outputs].map(at);
		const flags = [pool, activation, BATCH_NORM_EPSILON];
		kernels.batchNormBackprop(...tensors, scratch, images, height, width, channels, ...flags);
		return outputs;
	});

	/**
	 * The parameter moves to a tensor of its own, the moments change in place: they share their memory with nobody, but tfjs
	 * keeps packed copies of convolution weights by the tensor's identity, and would go on using the old ones.
	 */
	heap.register<AdamAttributes>('AdamStep', ({ parameter, gradient, first, second }, attributes) => {
		const moved = heap.output(parameter.shape);
		const count = parameter.shape.reduce((a, b) => a * b, 1);
		const { rate, correction, beta1, beta2, epsilon, low, high } = attributes;
		const tensors = [parameter, gradient, first, second, moved].map(at);
		kernels.adam(...tensors, count, rate, correction, beta1, beta2, epsilon, low, high);
		return moved;
	});
}
