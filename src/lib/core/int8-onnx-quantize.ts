/** How floats become 8-bit numbers: the scales of a network's weights and activations, chosen after training. */
import type { FloatNetwork } from './float-network.ts';
import { inferFloat } from './float-reference.ts';

const LARGEST_BYTE = 255;
const LARGEST_WEIGHT = 127;
/** Biases are int32; a bit is left for the sums. */
const LARGEST_BIAS = 2 ** 30;

export interface QuantizedRows {
	readonly values: Int8Array;
	/** One a row. */
	readonly scales: Float32Array;
}

/**
 * Symmetric, a scale a row: the largest weight becomes 127.
 * @param smallest scales are at least these
 */
export function quantizeRows(weights: Float32Array, smallest: Float32Array): QuantizedRows {
	const length = weights.length / smallest.length;
	const values = new Int8Array(weights.length);
	const scales = smallest.map((limit, row) => {
		const own = weights.subarray(row * length, (row + 1) * length);
		const largest = own.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
		// A row of nothing has any scale but 0.
		const scale = Math.max(largest / LARGEST_WEIGHT, limit) || 1;
		own.forEach((w, i) => (values[row * length + i] = Math.round(w / scale)));
		return scale;
	});
	return { values, scales };
}

/**
 * The weight scales below which a bias in units of input scale * weight scale would not fit.
 * @param bias one a row
 */
export const smallestScales = (bias: Float32Array, inputScale: number): Float32Array =>
	bias.map((b) => Math.abs(b) / inputScale / LARGEST_BIAS);

/**
 * For each convolution block, the scale at which the largest of its values on the calibration pictures is 255.
 * @param calibration [images, height, width, 3]
 * @throws RangeError when they are not whole pictures of the network's size
 */
export function activationScales(network: FloatNetwork, calibration: Uint8Array): number[] {
	return inferFloat(network, calibration).blocks.map((values) => {
		const largest = values.reduce((most, x) => Math.max(most, x), 0);
		return largest / LARGEST_BYTE || 1;
	});
}
