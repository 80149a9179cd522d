/**
 * An integer network in the words that fast engines compute with. Packing and unpacking are exact inverses.
 *
 * Bits lie as bit-planes.ts says. With activations as planes A0, A1 and weights W, a convolution's sum of level * sign is
 * 3 popcount(W) - popcount(A0 ^ W) - 2 popcount(A1 ^ W), and lanes past the end add nothing. The table is the one of Blueoil
 * (LeapMind, Apache-2.0): one word for each pixel value and plane, shared by the colours. Entry k of colour c belongs into lane
 * c * wordLength + k of the pixel's words, so with a word length up to 10 a pixel's plane is
 * table[red] | table[green] << wordLength | table[blue] << 2 * wordLength.
 */
import { bitsOfSigns, packBits, packLevels, signsOfBits, unpackBits, unpackLevels } from './bit-planes.ts';
import {
	checkIntegerNetwork,
	encodingForShape,
	type IntegerConv,
	type IntegerNetwork
} from './integer-network.ts';
import { networkShape, type ConvSpec } from './network.ts';

export interface PackedConv extends ConvSpec {
	/** 1 where the sign is plus, [outChannels, 3, 3, words of inChannels]. */
	readonly weights: Uint32Array;
	/** [outChannels, 3]. */
	readonly thresholds: Int16Array;
}

export interface PackedNetwork {
	readonly height: number;
	readonly width: number;
	readonly wordLength: number;
	/** Planes of the table, lowest bit first: 256 words each, entry k in bit k. */
	readonly table: readonly Uint32Array[];
	readonly convs: readonly PackedConv[];
	/** [classes, height, width, words of channels] of the last convolution's output. */
	readonly dense: Uint32Array;
	readonly classes: number;
}

/** [rows, columns] to [columns, rows]. */
function transpose(values: Int8Array, rows: number, columns: number): Int8Array {
	const out = new Int8Array(values.length);
	for (let row = 0; row < rows; row++)
		for (let column = 0; column < columns; column++)
			out[column * rows + row] = values[row * columns + column];
	return out;
}

/** Signs [inputs, outputs] as words [outputs, inputs / channels, words of channels]. */
function packSigns(signs: Int8Array, outputs: number, channels: number): Uint32Array {
	return packBits(bitsOfSigns(transpose(signs, signs.length / outputs, outputs)), channels);
}

function unpackSigns(words: Uint32Array, outputs: number, channels: number): Int8Array {
	const signs = signsOfBits(unpackBits(words, channels));
	return transpose(signs, outputs, signs.length / outputs);
}

/** @throws RangeError when the network contradicts itself */
export function packNetwork(network: IntegerNetwork): PackedNetwork {
	const shape = checkIntegerNetwork(network);
	const { height, width, table, classes } = network;
	const convs = network.convs.map(({ signs, thresholds, outChannels, stride, pool }, i): PackedConv => {
		const weights = packSigns(signs, outChannels, shape.convs[i].inChannels);
		return { outChannels, stride, pool, weights, thresholds: thresholds.slice() };
	});
	return {
		height,
		width,
		wordLength: table.wordLength,
		table: packLevels(table.levels, table.wordLength, table.bits),
		convs,
		dense: packSigns(network.dense, classes, shape.convs[convs.length - 1].outChannels),
		classes
	};
}

/**
 * The inverse of `packNetwork`.
 * @throws RangeError when an array does not fit, or a lane that stands for nothing is set
 */
export function unpackNetwork(packed: PackedNetwork): IntegerNetwork {
	const { height, width, wordLength, classes } = packed;
	const encoding = encodingForShape(wordLength);
	const shape = networkShape({ height, width, encoding, convs: packed.convs, classes });
	const convs = packed.convs.map(({ weights, thresholds, outChannels, stride, pool }, i): IntegerConv => {
		const signs = unpackSigns(weights, outChannels, shape.convs[i].inChannels);
		return { outChannels, stride, pool, signs, thresholds: thresholds.slice() };
	});
	const levels = unpackLevels(packed.table, wordLength);
	const network: IntegerNetwork = {
		height,
		width,
		table: { wordLength, bits: packed.table.length, levels },
		convs,
		dense: unpackSigns(packed.dense, classes, shape.convs[convs.length - 1].outChannels),
		classes
	};
	checkIntegerNetwork(network);
	return network;
}
