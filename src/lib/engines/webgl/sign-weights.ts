/**
 * Signs and thresholds of a convolution as the words that its shader compares with.
 *
 * With signs as bits W (+1 is 1) and levels as planes A0, A1, the accumulator is top * popcount(W) - X, where X = popcount(A0 ^ W)
 * + 2 popcount(A1 ^ W): lanes without a channel and positions outside the picture cancel by themselves. So "accumulator >= t" is
 * "X < limit", one whole number a threshold.
 */
import { THRESHOLDS, type IntegerConv } from '#lib/core/integer-network.ts';
import { KERNEL_SIZE } from '#lib/core/network.ts';
import { topLevel } from '#lib/core/quantize.ts';
import { LAYER_CHANNELS, layersOf, wordsOfTexel } from './level-texels.ts';

export const TAPS = KERNEL_SIZE * KERNEL_SIZE;

/** Where an output channel's words lie, counted in groups of four. */
export interface WeightLayout {
	/** Groups of one layer of input channels: word `tap * words + w` of the layer. */
	readonly perLayer: number;
	/** The first of its three limits, counted in words: after the only layer's last word, or after all layers' groups. */
	readonly limits: number;
	/** Groups of an output channel. */
	readonly perChannel: number;
}

export function weightLayout(inChannels: number): WeightLayout {
	const words = TAPS * wordsOfTexel(inChannels);
	const layers = layersOf(inChannels);
	const perLayer = Math.ceil(words / 4);
	const limits = layers === 1 ? words : layers * perLayer * 4;
	return { perLayer, limits, perChannel: Math.ceil((limits + THRESHOLDS) / 4) };
}

/** X never exceeds it, so it stands for "always"; 0 stands for "never". */
const ALWAYS = 32767;

/**
 * @param first the first output channel
 * @param count of output channels
 * @param bits of an input level
 * @returns [count, perChannel, 4]; limits shifted to the upper half, where the shader has X
 */
export function packSigns(
	{ signs, thresholds, outChannels }: IntegerConv,
	inChannels: number,
	bits: number,
	first: number,
	count: number
): Uint32Array {
	const { perLayer, limits, perChannel } = weightLayout(inChannels);
	const words = wordsOfTexel(inChannels);
	const packed = new Uint32Array(count * perChannel * 4);
	for (let i = 0; i < count; i++) {
		const start = i * perChannel * 4;
		let set = 0;
		for (let tap = 0; tap < TAPS; tap++)
			for (let c = 0; c < inChannels; c++) {
				if (signs[(tap * inChannels + c) * outChannels + first + i] < 0) continue;
				set++;
				const layer = Math.floor(c / LAYER_CHANNELS);
				const word = (c % LAYER_CHANNELS) >>> 5;
				packed[start + layer * perLayer * 4 + tap * words + word] |= 1 << (c & 31);
			}
		for (let k = 0; k < THRESHOLDS; k++) {
			const limit = topLevel(bits) * set - thresholds[(first + i) * THRESHOLDS + k] + 1;
			packed[start + limits + k] = Math.min(Math.max(limit, 0), ALWAYS) << 16;
		}
	}
	return packed;
}
