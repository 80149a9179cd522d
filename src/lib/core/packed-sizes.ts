/** How many bytes a low-bit network takes, layer by layer, beside the float32 weights of the same sizes. */
import { PIXEL_VALUES } from './encoding.ts';
import { integerShape, THRESHOLDS, type IntegerNetwork } from './integer-network.ts';
import { KERNEL_SIZE, type NetworkShape } from './network.ts';

export interface PackedSize {
	/** What the reader sees. */
	readonly layer: string;
	/** Bytes of its 1-bit weights, or of the table's levels, without gaps, rounded up to words of 4. */
	readonly bits: number;
	/** Bytes of its int16 thresholds, rounded up to words of 4. */
	readonly thresholds: number;
	/** Bytes of its weights as float32. Batch norm is left out, and a float network has no table. */
	readonly float32: number;
}

const WORD_BYTES = 4;

const wholeWords = (bytes: number): number => Math.ceil(bytes / WORD_BYTES) * WORD_BYTES;

/** Bytes of `count` bits in one row of words. */
export const bitBytes = (count: number): number => wholeWords(count / 8);

/** Bytes of the thresholds of `channels` channels. */
export const thresholdBytes = (channels: number): number =>
	wholeWords(channels * THRESHOLDS * Int16Array.BYTES_PER_ELEMENT);

/**
 * The sizes that follow from shapes alone: table first, then every layer.
 * @param bits of one level of the table
 */
export function sizesOfShape(wordLength: number, bits: number, shape: NetworkShape): PackedSize[] {
	const table = {
		layer: 'table',
		bits: bits * bitBytes(PIXEL_VALUES * wordLength),
		thresholds: 0,
		float32: 0
	};
	const weights = (layer: string, count: number, channels: number): PackedSize => ({
		layer,
		bits: bitBytes(count),
		thresholds: thresholdBytes(channels),
		float32: count * Float32Array.BYTES_PER_ELEMENT
	});
	const convs = shape.convs.map((c, i) =>
		weights(`convolution ${i + 1}`, KERNEL_SIZE * KERNEL_SIZE * c.inChannels * c.outChannels, c.outChannels)
	);
	return [table, ...convs, weights('last layer', shape.features * shape.classes, 0)];
}

/** Layer by layer; their sum is the network's file but for its header. */
export const packedSizes = (network: IntegerNetwork): PackedSize[] =>
	sizesOfShape(network.table.wordLength, network.table.bits, integerShape(network));
