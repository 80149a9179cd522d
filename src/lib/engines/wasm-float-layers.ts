/** Lays out float layers for src/kernels/infer-float.ts: channels filled up to whole blocks, weights block after block. */
import {
	floatShape,
	type FloatConv,
	type FloatFirstNetwork,
	type FloatNetwork
} from '#lib/core/float-network.ts';
import { KERNEL_SIZE, type ConvShape } from '#lib/core/network.ts';
import type { Arena } from './wasm-arena.ts';
import { BLOCK, blocksOf } from './wasm-levels.ts';
import {
	borderedNumbers,
	levelPlan,
	placeLowBit,
	reserveLevels,
	UNUSED,
	type Layout
} from './wasm-low-bit.ts';
import { placePlan, planSizes, type ConvPlan } from './wasm-plan.ts';

/** Channels that are computed together. */
const FLOAT_BLOCK = 8;

/** Classes of a vector. */
const FLOAT_CLASSES = 4;

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;
const TAPS = KERNEL_SIZE * KERNEL_SIZE;

const paddedTo = (block: number, channels: number): number => Math.ceil(channels / block) * block;

/** Channels of a float layer's output in memory. */
const paddedChannels = (channels: number): number => paddedTo(FLOAT_BLOCK, channels);

/**
 * [blocks, 9 taps, inputs, 8]; absent inputs and channels have weights 0.
 * @param inputs channels of the input in memory
 * @param outputs channels of the output in memory, whole blocks
 */
function blockedWeights(
	weights: Float32Array,
	{ inChannels, outChannels }: ConvShape,
	inputs: number,
	outputs: number
): Float32Array {
	const blocked = new Float32Array(TAPS * inputs * outputs);
	for (let tap = 0; tap < TAPS; tap++)
		for (let i = 0; i < inChannels; i++)
			for (let o = 0; o < outChannels; o++) {
				const row = (Math.floor(o / FLOAT_BLOCK) * TAPS + tap) * inputs + i;
				blocked[row * FLOAT_BLOCK + (o % FLOAT_BLOCK)] = weights[(tap * inChannels + i) * outChannels + o];
			}
	return blocked;
}

function biases(bias: Float32Array, outputs: number): Float32Array {
	const padded = new Float32Array(outputs);
	padded.set(bias);
	return padded;
}

/** Weights and biases of a layer in the arena. */
function placeWeights(arena: Arena, conv: FloatConv, shape: ConvShape, inputs: number, outputs: number) {
	return {
		weights: arena.place(blockedWeights(conv.weights, shape, inputs, outputs)),
		thresholds: arena.place(biases(conv.bias, outputs))
	};
}

/** A float first layer whose results are packed levels, then the low-bit rest. */
export function placeFloatFirst(arena: Arena, network: FloatFirstNetwork): Layout {
	const shape = floatShape(network);
	const conv = shape.convs[0];
	const output = reserveLevels(arena, conv);
	const outputs = blocksOf(conv.outChannels) * BLOCK;
	const plan: ConvPlan = {
		...UNUSED,
		...levelPlan(conv, output),
		...placeWeights(arena, network.first, conv, 3, outputs),
		blocks: outputs / FLOAT_BLOCK,
		inPixel: 3 * FLOAT_BYTES,
		padded: arena.reserve(borderedNumbers(conv, 3) * FLOAT_BYTES)
	};
	return placeLowBit(arena, shape, { kind: 'float', plan, output }, network.convs, network.dense);
}

/** [vectors of 4 classes, pixels, channels in memory, 4]. */
function blockedDense(dense: Float32Array, channels: number, classes: number): Float32Array {
	const inputs = paddedChannels(channels);
	const pixels = dense.length / classes / channels;
	const blocked = new Float32Array(pixels * inputs * paddedTo(FLOAT_CLASSES, classes));
	for (let pixel = 0; pixel < pixels; pixel++)
		for (let i = 0; i < channels; i++)
			for (let c = 0; c < classes; c++) {
				const row = (Math.floor(c / FLOAT_CLASSES) * pixels + pixel) * inputs + i;
				blocked[row * FLOAT_CLASSES + (c % FLOAT_CLASSES)] = dense[(pixel * channels + i) * classes + c];
			}
	return blocked;
}

/** Every layer writes into the inside of the next one's input, whose border stays zero; the last into the features. */
export function placeFloat(arena: Arena, network: FloatNetwork): Layout {
	const shape = floatShape(network);
	const inputsOf = (i: number): number => (i === 0 ? 3 : paddedChannels(shape.convs[i].inChannels));
	const inputs = shape.convs.map((conv, i) =>
		arena.reserve(borderedNumbers(conv, inputsOf(i)) * FLOAT_BYTES)
	);
	const last = shape.convs[shape.convs.length - 1];
	const features = last.pooledHeight * last.pooledWidth * paddedChannels(last.outChannels);
	const featuresAt = arena.reserve(features * FLOAT_BYTES);
	const plans = shape.convs.map((conv, i): ConvPlan => {
		const outputs = paddedChannels(conv.outChannels);
		const outPixel = outputs * FLOAT_BYTES;
		const isLast = conv === last;
		const outRow = (conv.pooledWidth + (isLast ? 0 : 2)) * outPixel;
		return {
			...UNUSED,
			...planSizes(conv),
			...placeWeights(arena, network.convs[i], conv, inputsOf(i), outputs),
			inPixel: inputsOf(i) * FLOAT_BYTES,
			output: isLast ? featuresAt : inputs[i + 1] + outRow + outPixel,
			outPixel,
			outRow,
			blocks: outputs / FLOAT_BLOCK,
			padded: inputs[i]
		};
	});
	const classVectors = Math.ceil(network.classes / FLOAT_CLASSES);
	const plan = placePlan(arena, 'all-float', plans, {
		features,
		featuresAt,
		denseWeights: arena.place(blockedDense(network.dense, last.outChannels, network.classes)),
		classVectors
	});
	return { shape, plan, levels: [], logitRoom: classVectors * FLOAT_CLASSES };
}
