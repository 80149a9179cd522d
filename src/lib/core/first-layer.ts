/**
 * What a filter of the first layer makes of every pixel value. The word of a value is fixed, so a tap's share of the sum is a
 * function of that one value: 27 curves (nine taps, three colours) say all there is to say about a filter.
 */
import { PIXEL_VALUES } from './encoding.ts';
import type { IntegerNetwork } from './integer-network.ts';
import { KERNEL_SIZE } from './network.ts';

const COLOURS = 3;
const TAPS = KERNEL_SIZE * KERNEL_SIZE;

export interface FirstLayer {
	readonly filters: number;
	/**
	 * What each value adds to the filter's sum, [filters, 3 colours, 9 taps, 256]; the larger the sum, the higher the level that the
	 * filter puts out.
	 */
	readonly responses: Float32Array;
	/** The largest share of a single tap, whatever the value: the scale of a drawing. */
	readonly largest: number;
}

/** Where the curve of a filter's tap begins in `responses`. */
export const curveAt = (filter: number, colour: number, tap: number): number =>
	((filter * COLOURS + colour) * TAPS + tap) * PIXEL_VALUES;

/** The first layer of an integer network: sums of level times sign. */
export function firstLayer({ table, convs: [{ signs, outChannels }] }: IntegerNetwork): FirstLayer {
	const { wordLength, levels } = table;
	const responses = new Float32Array(outChannels * COLOURS * TAPS * PIXEL_VALUES);
	for (let filter = 0; filter < outChannels; filter++)
		for (let colour = 0; colour < COLOURS; colour++)
			for (let tap = 0; tap < TAPS; tap++) {
				const start = curveAt(filter, colour, tap);
				for (let value = 0; value < PIXEL_VALUES; value++) {
					let sum = 0;
					for (let k = 0; k < wordLength; k++)
						sum +=
							levels[value * wordLength + k] *
							signs[((tap * COLOURS + colour) * wordLength + k) * outChannels + filter];
					responses[start + value] = sum;
				}
			}
	return withScale(outChannels, responses);
}

/**
 * A first layer in float: a straight line of the value for every tap.
 * @param weights [3, 3, 3, filters]
 * @param gamma batch norm's factor, [filters]: where it is negative, the filter is turned round, so that more is higher
 * @param centre the value that counts as nothing
 */
export function floatFirstLayer(weights: Float32Array, gamma: Float32Array, centre: number): FirstLayer {
	const filters = gamma.length;
	const responses = new Float32Array(filters * COLOURS * TAPS * PIXEL_VALUES);
	for (let filter = 0; filter < filters; filter++)
		for (let colour = 0; colour < COLOURS; colour++)
			for (let tap = 0; tap < TAPS; tap++) {
				const start = curveAt(filter, colour, tap);
				const weight = weights[(tap * COLOURS + colour) * filters + filter] * (gamma[filter] < 0 ? -1 : 1);
				for (let value = 0; value < PIXEL_VALUES; value++)
					responses[start + value] = (weight * (value - centre)) / PIXEL_VALUES;
			}
	return withScale(filters, responses);
}

function withScale(filters: number, responses: Float32Array): FirstLayer {
	return { filters, responses, largest: responses.reduce((most, x) => Math.max(most, Math.abs(x)), 0) };
}

/**
 * The 3 x 3 patch of pixels that a filter answers to with its largest sum.
 * @param low, high values that may occur, 0..255: outside them a learned table has never been asked
 * @returns [3, 3, 3 colours]; the darkest value where several are best
 */
export function favouritePatch(
	{ responses }: FirstLayer,
	filter: number,
	low: number,
	high: number
): Uint8Array {
	const patch = new Uint8Array(TAPS * COLOURS);
	for (let colour = 0; colour < COLOURS; colour++)
		for (let tap = 0; tap < TAPS; tap++) {
			const start = curveAt(filter, colour, tap);
			let best = low;
			for (let value = low + 1; value <= high; value++)
				if (responses[start + value] > responses[start + best]) best = value;
			patch[tap * COLOURS + colour] = best;
		}
	return patch;
}
