/**
 * Batch norm of a low-bit convolution as z = raw * slope + offset, with the very numbers that evaluation computes.
 *
 * The training kernel (src/kernels/batch-norm.ts) does the same arithmetic on wasm, and tests hold the two equal to the bit. A
 * threshold depends on the last bit of each number, so every rounding is written out here: float32 in, float64 between, float32
 * out.
 */
import type { ConvSnapshot } from './snapshot.ts';

const f = Math.fround;

/** METHOD 2. */
export const BATCH_NORM_EPSILON = 1e-5;

/**
 * What one unit of every channel's accumulator is worth: mean|w| times the value of one input level.
 *
 * The mean is a float32 sum in reading order, rounded after each addition, then divided: what `tf.mean(tf.abs(w), [0, 1, 2])`
 * does on wasm. Another order would differ in the last bit.
 * @param weights latents [3, 3, inChannels, outChannels]
 * @param inputStep value of one level of the layer's input
 * @returns [outChannels], at least 0
 */
export function channelScales(weights: Float32Array, outChannels: number, inputStep: number): Float32Array {
	const taps = weights.length / outChannels;
	const scales = new Float32Array(outChannels);
	for (let tap = 0; tap < taps; tap++)
		for (let o = 0; o < outChannels; o++) scales[o] += Math.abs(weights[tap * outChannels + o]);
	// Storing into a Float32Array is the rounding, here and above.
	for (let o = 0; o < outChannels; o++) scales[o] /= taps;
	for (let o = 0; o < outChannels; o++) scales[o] *= f(inputStep);
	return scales;
}

/** z = fround(fround(raw * slope) + offset); both are float32. */
export interface Affine {
	readonly slope: number;
	readonly offset: number;
}

/**
 * Slope and offset of one channel.
 * @param scale the channel's entry of `channelScales`
 * @throws RangeError when either is not finite: the variance is negative, or the parameters overflow float32
 */
export function channelAffine(
	{ gamma, beta, mean, variance }: Pick<ConvSnapshot, 'gamma' | 'beta' | 'mean' | 'variance'>,
	channel: number,
	scale: number
): Affine {
	const deviation = Math.sqrt(scale * scale * variance[channel] + BATCH_NORM_EPSILON);
	const slope = f((gamma[channel] * scale) / deviation);
	const offset = f(beta[channel] - mean[channel] * slope);
	if (!Number.isFinite(slope) || !Number.isFinite(offset))
		throw new RangeError(
			`batch norm of channel ${channel} must be finite in float32, got slope ${slope} and offset ${offset}`
		);
	return { slope, offset };
}
