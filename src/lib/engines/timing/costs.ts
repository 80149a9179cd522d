/** What a part of a network has to do for one picture: multiply-accumulates, and bytes of weights and of values. Counts, not times. */
import { entryBits } from '#lib/core/encoding.ts';
import { archA, isLowBit, KERNEL_SIZE, networkShape } from '#lib/core/network.ts';
import { ACTIVATION_BITS } from '#lib/core/quantize.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import type { Contestant } from './contestants.ts';

export interface Cost {
	/** Products of one input and one weight, added up: whatever an engine does in their place. */
	readonly macs: number;
	/** Bytes of all weights, once. */
	readonly weightBytes: number;
	/** Bytes of what goes into the layers: the picture or its words, and every later layer's levels or floats. */
	readonly valueBytes: number;
}

const FLOAT_BITS = 32;

/** Nominal cost of a contestant's work for one picture. Other people's 8-bit engines count 8 bits a weight and a value. */
export function costOf({ network, part, platform, blocks }: Contestant): Cost {
	const encoding = namedEncoding(network);
	const spec = archA(encoding);
	const shape = networkShape(spec);
	const ofEight = platform === 'ort-int8';
	const convs = part === 'whole' ? shape.convs : shape.convs.slice(0, blocks);
	let macs = 0;
	let weightBits = 0;
	let valueBits = 0;
	convs.forEach((conv, i) => {
		const low = isLowBit(encoding, i);
		macs += conv.macs;
		const weights = KERNEL_SIZE * KERNEL_SIZE * conv.inChannels * conv.outChannels;
		weightBits += weights * (low ? 1 : ofEight ? 8 : FLOAT_BITS);
		const inputs = conv.inHeight * conv.inWidth * conv.inChannels;
		const bitsIn = i === 0 ? entryBits(encoding) : low ? ACTIVATION_BITS : ofEight ? 8 : FLOAT_BITS;
		valueBits += inputs * bitsIn;
	});
	if (part === 'whole') {
		const low = network !== 'all-float';
		macs += shape.features * shape.classes;
		weightBits += shape.features * shape.classes * (low ? 1 : ofEight ? 8 : FLOAT_BITS);
		valueBits += shape.features * (low ? ACTIVATION_BITS : ofEight ? 8 : FLOAT_BITS);
	}
	return { macs, weightBytes: weightBits / 8, valueBytes: valueBits / 8 };
}
