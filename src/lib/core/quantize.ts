/**
 * The quantizers: where a real number becomes one of a few levels.
 *
 * All rounding of the site is decided here: round half up, written as floor(x + 0.5), in float32 arithmetic, because the
 * training kernels and the integer fold must agree with these functions to the bit.
 */

const f = Math.fround;

/** Bits of every activation in the network. */
export const ACTIVATION_BITS = 2;

/** The largest activation value: level 3 stands for 2.0, level n for 2n/3 (METHOD 2). */
export const ACTIVATION_MAX = 2;

/** Value of one activation level, 2/3. */
export const ACTIVATION_STEP = ACTIVATION_MAX / 3;

/** Levels above zero that `bits` bits can name: 1 -> 1, 2 -> 3. */
export function topLevel(bits: number): number {
	if (!Number.isInteger(bits) || bits < 1 || bits > 8)
		throw new RangeError(`bits must be a whole number 1..8, got ${bits}`);
	return (1 << bits) - 1;
}

/**
 * Level of a number in [0, 1]: floor(clamp(top * x + 0.5, 0, top + 0.499)).
 * @param x any number; below 0 gives 0, above 1 gives `top`
 * @param top largest level, 1 for one bit and 3 for two
 * @returns whole number 0..top
 */
export function unitLevel(x: number, top: number): number {
	return Math.floor(Math.min(Math.max(f(f(top * f(x)) + 0.5), 0), top + 0.499));
}

/**
 * Level of a normalized pre-activation z: floor(clamp(1.5 z + 0.5, 0, 3.499)).
 * @returns whole number 0..3, standing for the value 2n/3
 */
export function activationLevel(z: number): number {
	return Math.floor(Math.min(Math.max(f(f(1.5 * f(z)) + 0.5), 0), 3.499));
}

/** Sign of a 1-bit weight; zero counts as plus (METHOD 2). */
export const weightSign = (latent: number): 1 | -1 => (latent >= 0 ? 1 : -1);
