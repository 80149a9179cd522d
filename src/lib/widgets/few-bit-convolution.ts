/**
 * One 3 x 3 convolution over a small grey picture, in float and in few bits, place by place: the numbers behind the figures of
 * chapter 2. The few-bit one is computed on words, as the engines do, and by plain multiplication, to compare. No padding.
 */
import { later } from '#lib/language/language.ts';
import { bitsOfSigns, packBits, packLevels } from '#lib/core/bit-planes.ts';
import { topLevel, unitLevel, weightSign } from '#lib/core/quantize.ts';
import { bestScale, plainDot, wordDot, type WordDot } from '#lib/core/word-dot.ts';

export const SIDE = 32;
export const TAPS = 9;
const BITS = 2;
const TOP = topLevel(BITS);

/** Nine weights as training might leave them, row after row. */
export const FILTERS = [
	{
		name: 'edge',
		title: later('upright edges'),
		weights: [-0.42, 0.09, 0.37, -0.51, -0.05, 0.46, -0.33, 0.12, 0.4]
	},
	{
		name: 'level-edge',
		title: later('level edges'),
		weights: [0.38, 0.52, 0.31, 0.07, -0.1, -0.04, -0.45, -0.36, -0.41]
	},
	{
		name: 'spot',
		title: later('spots'),
		weights: [-0.28, -0.19, -0.31, -0.22, 0.81, 0.16, -0.34, 0.11, -0.25]
	},
	{
		name: 'diagonal',
		title: later('diagonals'),
		weights: [0.47, -0.13, -0.38, -0.2, 0.55, -0.09, -0.31, -0.17, 0.43]
	}
] as const;
export type FilterName = (typeof FILTERS)[number]['name'];

export interface Filter {
	/** [9] */
	readonly weights: readonly number[];
	/** +1 or -1, [9]. */
	readonly signs: Int8Array;
	/** The signs as one word: lane k is tap k. */
	readonly word: Uint32Array;
	/** Mean size of the weights. */
	readonly scale: number;
}

export function filterOf(weights: readonly number[]): Filter {
	const signs = Int8Array.from(weights, weightSign);
	return { weights, signs, word: packBits(bitsOfSigns(signs), TAPS), scale: bestScale(weights) };
}

/** Levels 0..3 of a grey picture's values 0..255. */
export const levelsOfPicture = (grey: Uint8Array): Uint8Array =>
	grey.map((value) => unitLevel(value / 255, TOP));

export interface Place {
	/** Values 0..255 under the window, row after row. [9] */
	readonly values: Uint8Array;
	/** Their levels. [9] */
	readonly levels: Uint8Array;
	/** Bits of the levels, lowest plane first, each [9]. */
	readonly planes: readonly Uint8Array[];
	/** Sum of value / 255 times weight. */
	readonly float: number;
	readonly dot: WordDot;
	/** The same sum by multiplying. */
	readonly plain: number;
	/** What the sum stands for: scale / 3 times the sum. */
	readonly lowBit: number;
}

/** @param x, y the window's middle, 1..SIDE-2 */
export function placeAt(
	grey: Uint8Array,
	{ weights, signs, word, scale }: Filter,
	x: number,
	y: number
): Place {
	const values = new Uint8Array(TAPS);
	for (let tap = 0; tap < TAPS; tap++)
		values[tap] = grey[(y + Math.floor(tap / 3) - 1) * SIDE + x + (tap % 3) - 1];
	const levels = levelsOfPicture(values);
	const dot = wordDot(packLevels(levels, TAPS, BITS), word);
	return {
		values,
		levels,
		planes: Array.from({ length: BITS }, (_, p) => levels.map((level) => (level >> p) & 1)),
		float: values.reduce((sum, value, tap) => sum + (value / 255) * weights[tap], 0),
		dot,
		plain: plainDot(levels, signs),
		lowBit: (scale / TOP) * dot.sum
	};
}

export interface Outputs {
	/** [SIDE - 2, SIDE - 2] */
	readonly float: Float64Array;
	readonly lowBit: Float64Array;
	/** Places at which words and multiplication give the same sum. */
	readonly equal: number;
	readonly places: number;
	/** Of the two outputs over all places, -1..1. */
	readonly correlation: number;
}

export function allPlaces(grey: Uint8Array, filter: Filter): Outputs {
	const inner = SIDE - 2;
	const float = new Float64Array(inner * inner);
	const lowBit = new Float64Array(inner * inner);
	let equal = 0;
	for (let i = 0; i < inner * inner; i++) {
		const place = placeAt(grey, filter, (i % inner) + 1, Math.floor(i / inner) + 1);
		float[i] = place.float;
		lowBit[i] = place.lowBit;
		if (place.dot.sum === place.plain) equal++;
	}
	return { float, lowBit, equal, places: inner * inner, correlation: correlationOf(float, lowBit) };
}

function correlationOf(a: Float64Array, b: Float64Array): number {
	const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;
	const middleA = mean(a);
	const middleB = mean(b);
	let both = 0;
	let squaresA = 0;
	let squaresB = 0;
	for (let i = 0; i < a.length; i++) {
		both += (a[i] - middleA) * (b[i] - middleB);
		squaresA += (a[i] - middleA) ** 2;
		squaresB += (b[i] - middleB) ** 2;
	}
	return both / Math.sqrt(squaresA * squaresB);
}

/** An output as a picture: middle grey is 0, white and black are `range` above and below. [height, width, 3] */
export function outputPicture(output: Float64Array, range: number): Uint8Array {
	const pixels = new Uint8Array(output.length * 3);
	output.forEach((x, i) => {
		const grey = Math.min(Math.max(Math.round(127.5 + (127.5 * x) / range), 0), 255);
		pixels.fill(grey, 3 * i, 3 * i + 3);
	});
	return pixels;
}
