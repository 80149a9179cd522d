/**
 * What rounding to a few bits does to the 256 values of a colour component: their levels, the values the levels stand for, and the
 * error that is left. The levels are those of `unitLevel`, so that black stays black and white stays white. It refuses pictures.
 */
import { topLevel, unitLevel } from './quantize.ts';

const VALUES = 256;
const TOP_VALUE = VALUES - 1;
const COLOURS = 3;

export interface PixelRounding {
	readonly bits: number;
	/** 2^bits. */
	readonly levels: number;
	/** Distance of two neighbouring levels in values, 255 / (levels - 1). */
	readonly step: number;
	/** Level of each value 0..255. */
	readonly levelOf: Uint8Array;
	/** What each level stands for, 0..255, not rounded to a whole value. [levels] */
	readonly valueOf: Float64Array;
	/** valueOf[levelOf[v]] - v of each value, -step/2..step/2. */
	readonly errorOf: Float64Array;
}

/**
 * @param bits whole number 1..8; 8 leaves every value as it is
 * @throws RangeError for other bits
 */
export function roundPixels(bits: number): PixelRounding {
	const top = topLevel(bits);
	const levelOf = Uint8Array.from({ length: VALUES }, (_, v) => unitLevel(v / TOP_VALUE, top));
	const valueOf = Float64Array.from({ length: top + 1 }, (_, level) => (level * TOP_VALUE) / top);
	const errorOf = Float64Array.from(levelOf, (level, v) => valueOf[level] - v);
	return { bits, levels: top + 1, step: TOP_VALUE / top, levelOf, valueOf, errorOf };
}

export interface RoundingErrors {
	/** Largest distance between a value and its level. */
	readonly largest: number;
	/** Mean distance. */
	readonly mean: number;
	/** Root of the mean square. */
	readonly rms: number;
}

/**
 * The errors over a picture, in values of 0..255.
 * @param counts how often each value occurs, [256]
 * @throws RangeError when nothing was counted
 */
export function roundingErrors(rounding: PixelRounding, counts: ArrayLike<number>): RoundingErrors {
	let total = 0;
	let sum = 0;
	let squares = 0;
	let largest = 0;
	for (let v = 0; v < VALUES; v++) {
		if (counts[v] === 0) continue;
		const error = Math.abs(rounding.errorOf[v]);
		total += counts[v];
		sum += counts[v] * error;
		squares += counts[v] * error * error;
		largest = Math.max(largest, error);
	}
	if (total === 0) throw new RangeError('a picture has at least one value, got none');
	return { largest, mean: sum / total, rms: Math.sqrt(squares / total) };
}

/** Share of all values on each level, 0..1. [levels] */
export function levelShares({ levels, levelOf }: PixelRounding, counts: ArrayLike<number>): Float64Array {
	const shares = new Float64Array(levels);
	let total = 0;
	for (let v = 0; v < VALUES; v++) {
		shares[levelOf[v]] += counts[v];
		total += counts[v];
	}
	return total === 0 ? shares : shares.map((count) => count / total);
}

/** The rounded picture: every component replaced by the value of its level, to the nearest whole value for the screen. */
export function roundedPicture(pixels: Uint8Array, { levelOf, valueOf }: PixelRounding): Uint8Array {
	const shown = Uint8Array.from(levelOf, (level) => Math.round(valueOf[level]));
	return pixels.map((v) => shown[v]);
}

/**
 * The error as a picture: middle grey where there is none, brighter where rounding went up.
 * @param pixels [pixels, 3], 0..255
 * @param gain how many times as strong as it is
 * @param colour 0..2 draws the error of one colour in greys; null draws all three, each in its colour
 */
export function errorPicture(
	pixels: Uint8Array,
	{ errorOf }: PixelRounding,
	gain: number,
	colour: number | null
): Uint8Array {
	const shown = Uint8Array.from(errorOf, (error) =>
		Math.min(Math.max(Math.round(127.5 + gain * error), 0), TOP_VALUE)
	);
	return colour === null
		? pixels.map((v) => shown[v])
		: pixels.map((_, i) => shown[pixels[i - (i % COLOURS) + colour]]);
}
