/**
 * The two networks that low-bit engines are timed against: all float, and low-bit with a float first layer. Plain data, and how
 * a trained network becomes it.
 *
 * Batch norm is folded into weights and biases, as every deployed float network does: a baseline that kept it would be slow on
 * purpose.
 */
import { channelAffine } from './batch-norm.ts';
import { foldConv } from './fold.ts';
import { THRESHOLDS, type IntegerConv } from './integer-network.ts';
import { KERNEL_SIZE, networkShape, type ConvSpec, type NetworkShape } from './network.ts';
import { ACTIVATION_STEP, weightSign } from './quantize.ts';
import type { ConvSnapshot, Snapshot } from './snapshot.ts';

/** Centre and width by which a float first layer sees its pixels: (v - 118) / 64 (METHOD 2). */
export const PIXEL_CENTRE = 118;
export const PIXEL_WIDTH = 64;

/** A 3 x 3 convolution with zero padding 1: out = sum of input * weight + bias, then the layer's activation, then the max-pool. */
export interface FloatConv extends ConvSpec {
	/** [3, 3, inChannels, outChannels]. */
	readonly weights: Float32Array;
	/** [outChannels]. */
	readonly bias: Float32Array;
}

/** Every weight and value float32. The first layer's input is v - 118 of a pixel component v, 0..255, and 0 outside the picture. */
export interface FloatNetwork {
	readonly kind: 'all-float';
	readonly height: number;
	readonly width: number;
	/** Each is followed by max(out, 0). */
	readonly convs: readonly FloatConv[];
	/** [features, classes], no bias. */
	readonly dense: Float32Array;
	readonly classes: number;
}

/** A float first layer; all others are those of an integer network. */
export interface FloatFirstNetwork {
	readonly kind: 'float-first';
	readonly height: number;
	readonly width: number;
	/** Its input is that of `FloatNetwork`; its level is floor(clamp(out, 0, 3.499)), a whole number 0..3. */
	readonly first: FloatConv;
	readonly convs: readonly IntegerConv[];
	readonly dense: Int8Array;
	readonly classes: number;
}

/** z = 1.5 * (conv + ...) + 0.5 is folded into the first layer, so that its level is one floor. */
const LEVELS_PER_UNIT = 1 / ACTIVATION_STEP;

/**
 * @param inputUnit what 1 of the layer's input is worth to the trained weights
 * @param gain and `shift` are applied to the batch norm's output
 */
function foldFloatConv(
	conv: ConvSnapshot,
	spec: ConvSpec,
	{ inputUnit = 1, gain = 1, shift = 0 }: { inputUnit?: number; gain?: number; shift?: number }
): FloatConv {
	const { outChannels, stride, pool } = spec;
	const weights = new Float32Array(conv.weights.length);
	const bias = new Float32Array(outChannels);
	for (let o = 0; o < outChannels; o++) {
		const { slope, offset } = channelAffine(conv, o, 1);
		for (let at = o; at < weights.length; at += outChannels)
			weights[at] = conv.weights[at] * slope * gain * inputUnit;
		bias[o] = offset * gain + shift;
	}
	return { outChannels, stride, pool, weights, bias };
}

/**
 * @throws TypeError when the snapshot's network is not all float
 * @throws RangeError when an array does not fit the spec
 */
export function foldFloat({ spec, convs, dense }: Snapshot): FloatNetwork {
	if (spec.encoding.kind !== 'all-float')
		throw new TypeError(`a float network comes from an all-float one, got ${spec.encoding.kind}`);
	const { height, width, classes } = spec;
	networkShape(spec);
	return {
		kind: 'all-float',
		height,
		width,
		convs: convs.map((conv, i) =>
			foldFloatConv(conv, spec.convs[i], i === 0 ? { inputUnit: 1 / PIXEL_WIDTH } : {})
		),
		dense: dense.slice(),
		classes
	};
}

/**
 * @throws TypeError when the snapshot's first layer is not float, or others are
 * @throws RangeError when an array does not fit the spec
 */
export function foldFloatFirst({ spec, convs, dense }: Snapshot): FloatFirstNetwork {
	if (spec.encoding.kind !== 'float-first')
		throw new TypeError(`a float first layer comes from a float-first network, got ${spec.encoding.kind}`);
	const { height, width, classes } = spec;
	const shape = networkShape(spec);
	return {
		kind: 'float-first',
		height,
		width,
		first: foldFloatConv(convs[0], spec.convs[0], {
			inputUnit: 1 / PIXEL_WIDTH,
			gain: LEVELS_PER_UNIT,
			shift: 0.5
		}),
		convs: convs.slice(1).map((conv, i) => {
			const inputs = shape.convs[i + 1];
			const largest = THRESHOLDS * KERNEL_SIZE * KERNEL_SIZE * inputs.inChannels;
			return foldConv(conv, inputs, ACTIVATION_STEP, largest);
		}),
		dense: Int8Array.from(dense, weightSign),
		classes
	};
}

/** Every layer's sizes of either float network. */
export function floatShape(network: FloatNetwork | FloatFirstNetwork): NetworkShape {
	const { kind, height, width, classes } = network;
	const convs = kind === 'all-float' ? network.convs : [network.first, ...network.convs];
	return networkShape({ height, width, encoding: { kind }, convs, classes });
}
