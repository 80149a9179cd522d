/**
 * One number learned through its rounding: the smallest model of training a quantized network.
 *
 * Forward, a latent x is rounded to one of the four levels of the table's quantizer, and the loss compares the level's value with
 * a target. Backward, the slope of the rounding, which is 0 wherever it exists, is replaced by a function g of x
 * (straight-through estimator, arXiv 1308.3432). Plain gradient descent, float64, no random numbers: a run follows from its
 * settings alone.
 */
import { topLevel, unitLevel } from './quantize.ts';

/** Largest of the four levels, which stand for the values 0, 1/3, 2/3 and 1. */
export const TOP_LEVEL = topLevel(2);

/** Latents at which the level changes: 1/6, 1/2 and 5/6. */
export const LEVEL_EDGES: readonly number[] = Array.from(
	{ length: TOP_LEVEL },
	(_, n) => (n + 0.5) / TOP_LEVEL
);

/** What takes the place of the rounding's slope: g(x). */
export type Backward = (latent: number) => number;

export const levelOf = (latent: number): number => unitLevel(latent, TOP_LEVEL);

/** Value of the level that a latent rounds to: 0, 1/3, 2/3 or 1. */
export const quantized = (latent: number): number => levelOf(latent) / TOP_LEVEL;

/** Squared distance between the rounded latent and the target. */
export const staircaseLoss = (latent: number, target: number): number => (quantized(latent) - target) ** 2;

/** The slope that the backward pass reports: the loss's slope at the rounded value, times g in place of the rounding's own. */
export const reportedSlope = (latent: number, target: number, backward: Backward): number =>
	2 * (quantized(latent) - target) * backward(latent);

export interface Descent {
	/** Latents at step 0. */
	readonly start: readonly number[];
	readonly target: number;
	readonly learningRate: number;
	readonly backward: Backward;
	/** Put every latent back into 0..1 after each step, as this course's networks do. */
	readonly clamp: boolean;
	readonly steps: number;
}

export interface Descended {
	/** Latents after each step, [steps + 1][start.length]; fewer where `fault` ended the run. */
	readonly path: readonly Float64Array[];
	/** The latent at which g was no finite number, or null. */
	readonly fault: { readonly step: number; readonly latent: number } | null;
}

/**
 * Runs gradient descent on every latent by itself.
 * @throws RangeError when a number of the settings is not finite or steps is not a whole number from 0
 */
export function descend({ start, target, learningRate, backward, clamp, steps }: Descent): Descended {
	if (!Number.isInteger(steps) || steps < 0)
		throw new RangeError(`steps must be a whole number from 0, got ${steps}`);
	for (const x of [...start, target, learningRate])
		if (!Number.isFinite(x)) throw new RangeError(`latents, target and rate must be finite, got ${x}`);
	const path = [Float64Array.from(start)];
	for (let step = 1; step <= steps; step++) {
		const before = path[step - 1];
		const after = new Float64Array(before.length);
		for (let i = 0; i < before.length; i++) {
			const moved = before[i] - learningRate * reportedSlope(before[i], target, backward);
			if (!Number.isFinite(moved)) return { path, fault: { step, latent: before[i] } };
			after[i] = clamp ? Math.min(Math.max(moved, 0), 1) : moved;
		}
		path.push(after);
	}
	return { path, fault: null };
}

/** What a latent was doing at one step of a run. */
export type Motion =
	/** It moved in the last step. */
	| 'moving'
	/** It did not, and there is no error left to push it. */
	| 'settled'
	/** It did not, although its level is not the target: no gradient comes through, and none ever will. */
	| 'stopped';

/** Motion of every latent between two steps of a path. */
export function motions(before: Float64Array, after: Float64Array, target: number): Motion[] {
	return Array.from(after, (x, i) => {
		if (x !== before[i]) return 'moving';
		return quantized(x) === target ? 'settled' : 'stopped';
	});
}

/** Latents spread evenly over low..high, each in the middle of its share. */
export function evenly(count: number, low: number, high: number): number[] {
	return Array.from({ length: count }, (_, i) => low + ((i + 0.5) / count) * (high - low));
}
