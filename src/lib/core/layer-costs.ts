/**
 * What each layer of a network reads, keeps and computes for one picture.
 *
 * Weights alone: scales, batch norm and the packed file's gaps are left out (packed-sizes.ts counts the file).
 */
import { entryBits, type Encoding } from './encoding.ts';
import { KERNEL_SIZE, isLowBit, networkShape, type NetworkSpec } from './network.ts';
import { ACTIVATION_BITS } from './quantize.ts';

export interface LayerCost {
	/** What the reader sees. */
	readonly layer: string;
	/** Bits of one number that the layer reads. */
	readonly inputBits: number;
	/** Bits of one weight: 1, or 32 where the layer is in float. */
	readonly weightBits: 1 | 32;
	readonly weights: number;
	/** Of all weights without gaps. */
	readonly bytes: number;
	/** Multiply-accumulates for one picture. */
	readonly macs: number;
}

const FLOAT_BITS = 32;

/**
 * Layer by layer, from the picture to the answer.
 * @throws RangeError when the spec's sizes do not fit together
 */
export function layerCosts(spec: NetworkSpec): LayerCost[] {
	const shape = networkShape(spec);
	const convs = shape.convs.map((conv, i) =>
		costOf(`convolution ${i + 1}`, {
			inputBits: i === 0 ? entryBits(spec.encoding) : activationBits(spec.encoding),
			lowBit: conv.lowBit,
			weights: KERNEL_SIZE * KERNEL_SIZE * conv.inChannels * conv.outChannels,
			macs: conv.macs
		})
	);
	const weights = shape.features * shape.classes;
	const last = costOf('last layer', {
		inputBits: activationBits(spec.encoding),
		lowBit: isLowBit(spec.encoding, convs.length),
		weights,
		macs: weights
	});
	return [...convs, last];
}

/** Each layer's share of a total, in the layers' order; the shares add up to 1. */
export function sharesOf(costs: readonly LayerCost[], what: 'weights' | 'bytes' | 'macs'): number[] {
	const total = costs.reduce((sum, cost) => sum + cost[what], 0);
	return costs.map((cost) => cost[what] / total);
}

const activationBits = (encoding: Encoding): number =>
	encoding.kind === 'all-float' ? FLOAT_BITS : ACTIVATION_BITS;

function costOf(
	layer: string,
	{ lowBit, ...rest }: { inputBits: number; lowBit: boolean; weights: number; macs: number }
): LayerCost {
	const weightBits = lowBit ? 1 : FLOAT_BITS;
	return { layer, ...rest, weightBits, bytes: (rest.weights * weightBits) / 8 };
}
