/**
 * The reference engine: integer inference as the definition says it, one picture at a time, in plain loops.
 *
 * It refuses to be clever. It is the peer that every fast engine is compared with, so it must be readable as true.
 */
import {
	checkIntegerNetwork,
	THRESHOLDS,
	type IntegerConv,
	type IntegerNetwork
} from '#lib/core/integer-network.ts';
import type { LevelTable } from '#lib/core/encoding.ts';
import { KERNEL_SIZE, type ConvShape, type NetworkShape } from '#lib/core/network.ts';
import { pictureCount, type Engine, type Inference, type RunOptions } from './engine.ts';

/** The words of a picture's components, one after the other: [height, width, 3 * wordLength]. */
export function encode(picture: Uint8Array, { levels, wordLength }: LevelTable): Uint8Array {
	const words = new Uint8Array(picture.length * wordLength);
	picture.forEach((value, i) => {
		words.set(levels.subarray(value * wordLength, (value + 1) * wordLength), i * wordLength);
	});
	return words;
}

/**
 * Add level * sign of all input channels at one position under one tap to every output channel's accumulator.
 * @param input where the position's levels begin
 * @param weight where the tap's signs begin
 */
function accumulate(
	levels: Uint8Array,
	input: number,
	signs: Int8Array,
	weight: number,
	inChannels: number,
	accumulators: Int32Array
): void {
	const outChannels = accumulators.length;
	for (let i = 0; i < inChannels; i++) {
		const level = levels[input + i];
		// Half of all levels add nothing.
		if (level === 0) continue;
		const row = weight + i * outChannels;
		for (let o = 0; o < outChannels; o++) accumulators[o] += level * signs[row + o];
	}
}

/** How many of a channel's thresholds the accumulator reaches: 0..3. */
export function levelOf(accumulator: number, thresholds: Int16Array, channel: number): number {
	let level = 0;
	for (let k = 0; k < THRESHOLDS; k++) if (accumulator >= thresholds[channel * THRESHOLDS + k]) level++;
	return level;
}

/** Convolution and thresholds: levels [outHeight, outWidth, outChannels]. Outside the picture every level is 0. */
export function convolve(
	levels: Uint8Array,
	{ signs, thresholds }: IntegerConv,
	shape: ConvShape
): Uint8Array {
	const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, stride } = shape;
	const out = new Uint8Array(outHeight * outWidth * outChannels);
	const accumulators = new Int32Array(outChannels);
	for (let oy = 0; oy < outHeight; oy++)
		for (let ox = 0; ox < outWidth; ox++) {
			accumulators.fill(0);
			for (let ky = 0; ky < KERNEL_SIZE; ky++)
				for (let kx = 0; kx < KERNEL_SIZE; kx++) {
					const y = oy * stride + ky - 1;
					const x = ox * stride + kx - 1;
					if (y < 0 || y >= inHeight || x < 0 || x >= inWidth) continue;
					const input = (y * inWidth + x) * inChannels;
					const weight = (ky * KERNEL_SIZE + kx) * inChannels * outChannels;
					accumulate(levels, input, signs, weight, inChannels, accumulators);
				}
			for (let o = 0; o < outChannels; o++)
				out[(oy * outWidth + ox) * outChannels + o] = levelOf(accumulators[o], thresholds, o);
		}
	return out;
}

/** The largest level of each pool x pool square: [pooledHeight, pooledWidth, outChannels]. */
export function maxPool(levels: Uint8Array, shape: ConvShape): Uint8Array {
	const { outHeight, outWidth, outChannels, pooledWidth, pooledHeight, pool } = shape;
	const out = new Uint8Array(pooledHeight * pooledWidth * outChannels);
	for (let y = 0; y < outHeight; y++)
		for (let x = 0; x < outWidth; x++)
			for (let o = 0; o < outChannels; o++) {
				const at = (Math.floor(y / pool) * pooledWidth + Math.floor(x / pool)) * outChannels + o;
				out[at] = Math.max(out[at], levels[(y * outWidth + x) * outChannels + o]);
			}
	return out;
}

/** Sums of level * sign, one a class. */
export function classify(levels: Uint8Array, dense: Int8Array, classes: number): Int32Array {
	const logits = new Int32Array(classes);
	accumulate(levels, 0, dense, 0, levels.length, logits);
	return logits;
}

interface OnePicture {
	readonly logits: Int32Array;
	/** Output of every convolution block. */
	readonly levels: readonly Uint8Array[];
}

function infer(network: IntegerNetwork, shape: NetworkShape, picture: Uint8Array): OnePicture {
	const levels: Uint8Array[] = [];
	let x = encode(picture, network.table);
	network.convs.forEach((conv, i) => {
		x = maxPool(convolve(x, conv, shape.convs[i]), shape.convs[i]);
		levels.push(x);
	});
	return { logits: classify(x, network.dense, network.classes), levels };
}

function inferAll(
	network: IntegerNetwork,
	shape: NetworkShape,
	pictures: Uint8Array,
	{ levels: wanted }: RunOptions
): Inference {
	const images = pictureCount(network, pictures);
	const size = pictures.length / Math.max(images, 1);
	const layerSizes = shape.convs.map((c) => c.pooledHeight * c.pooledWidth * c.outChannels);
	const logits = new Int32Array(images * network.classes);
	const levels = layerSizes.map((n) => new Uint8Array(wanted ? images * n : 0));
	for (let image = 0; image < images; image++) {
		const one = infer(network, shape, pictures.subarray(image * size, (image + 1) * size));
		logits.set(one.logits, image * network.classes);
		if (wanted) one.levels.forEach((layer, i) => levels[i].set(layer, image * layerSizes[i]));
	}
	return { logits, levels: wanted ? levels : null };
}

export const reference: Engine = {
	name: 'reference',

	async load(network) {
		const own = structuredClone(network);
		const shape = checkIntegerNetwork(own);
		return {
			run: async (pictures, options) => inferAll(own, shape, pictures, options),
			dispose() {
				// Nothing here outlives the garbage collector.
			}
		};
	}
};
