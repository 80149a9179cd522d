/**
 * The dot product of levels and signs on packed bits: exclusive-or, count, subtract. This is what every engine of the site
 * computes, written for reading; the engines are tested against the reference network, and this against plain multiplication.
 */
import { WORD_BITS } from './bit-planes.ts';

/** Ones among the 32 bits of a word. */
export function popcount(word: number): number {
	let count = 0;
	for (let rest = word >>> 0; rest !== 0; rest = (rest & (rest - 1)) >>> 0) count++;
	return count;
}

export interface WordDot {
	/** Ones among the signs: weights of +1. */
	readonly ones: number;
	/** Lanes in which a plane differs from the signs, plane by plane, lowest bit first. */
	readonly differing: readonly number[];
	/** Sum of level times sign. */
	readonly sum: number;
}

/**
 * With signs as bits W (+1 is 1, -1 is 0) and levels as planes A0, A1, ...: a lane adds 2^p (W - (Ap xor W)) for each plane, which is
 * 2^p for a one under a plus, -2^p for a one under a minus, and nothing for a zero.
 * @param planes of the levels, lowest bit first, each [words]
 * @param signs [words]
 * @throws RangeError when a plane has another length than the signs
 */
export function wordDot(planes: readonly Uint32Array[], signs: Uint32Array): WordDot {
	let ones = 0;
	for (const word of signs) ones += popcount(word);
	const differing = planes.map((plane) => {
		if (plane.length !== signs.length)
			throw new RangeError(`a plane must have ${signs.length} words, got ${plane.length}`);
		return plane.reduce((sum, word, i) => sum + popcount((word ^ signs[i]) >>> 0), 0);
	});
	const top = 2 ** planes.length - 1;
	return { ones, differing, sum: differing.reduce((sum, count, p) => sum - 2 ** p * count, top * ones) };
}

/** The same by multiplying: sum of level times sign. */
export function plainDot(levels: ArrayLike<number>, signs: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < levels.length; i++) sum += levels[i] * signs[i];
	return sum;
}

export interface DotCosts {
	readonly multiplications: number;
	readonly additions: number;
	readonly xors: number;
	readonly popcounts: number;
	/** Additions, subtractions and shifts of counts. */
	readonly countSums: number;
}

/**
 * Operations of one output of a convolution: one number at a time in float, and on words that hold the channels of a tap.
 * @param taps places of the kernel, 9 for 3 x 3
 * @param bits of a level
 */
export function dotCosts(taps: number, channels: number, bits: number): DotCosts {
	const words = taps * Math.ceil(channels / WORD_BITS) * bits;
	return {
		multiplications: taps * channels,
		additions: taps * channels - 1,
		xors: words,
		popcounts: words,
		// The counts of each plane are added up; each further plane is shifted and added; the whole is subtracted from top * ones, known.
		countSums: words - bits + 2 * (bits - 1) + 1
	};
}

/** The scale that brings the signs of some weights nearest to them, their mean size (arXiv 1603.05279, section 3.1). */
export function bestScale(weights: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < weights.length; i++) sum += Math.abs(weights[i]);
	return sum / weights.length;
}

/** Sum of squared differences between weights and scale * sign; zero counts as plus. */
export function scaleError(weights: ArrayLike<number>, scale: number): number {
	let sum = 0;
	for (let i = 0; i < weights.length; i++) sum += (weights[i] - (weights[i] >= 0 ? scale : -scale)) ** 2;
	return sum;
}
