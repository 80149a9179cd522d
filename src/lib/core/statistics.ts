/**
 * Means and paired differences with bootstrap intervals, for results of a few seeds.
 *
 * Differences are taken seed by seed: two encodings with the same seed saw the same batches, and what the seed does to both
 * cancels. Resampling is seeded, so the same results give the same interval.
 */
import { Random } from './random.ts';

export interface Interval {
	readonly mean: number;
	/** Bounds of the percentile bootstrap's 95% interval (Efron and Tibshirani 1993, chapter 13). */
	readonly low: number;
	readonly high: number;
	/** Values the mean is taken over. */
	readonly count: number;
}

const RESAMPLES = 10_000;
const SEED = 0x626f6f74;

const meanOf = (values: ArrayLike<number>): number => {
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += values[i];
	return sum / values.length;
};

/**
 * @param values one number a seed, at least one
 * @throws RangeError when there is none, or one is not finite
 */
export function meanInterval(values: readonly number[]): Interval {
	if (values.length === 0 || !values.every(Number.isFinite))
		throw new RangeError(
			`an interval needs finite values, got ${values.length ? values.join(', ') : 'none'}`
		);
	const random = Random.fromSeed(SEED);
	const means = new Float64Array(RESAMPLES);
	const sample = new Float64Array(values.length);
	for (let r = 0; r < RESAMPLES; r++) {
		for (let i = 0; i < sample.length; i++) sample[i] = values[random.below(values.length)];
		means[r] = meanOf(sample);
	}
	means.sort();
	return {
		mean: meanOf(values),
		low: means[Math.floor(0.025 * RESAMPLES)],
		high: means[Math.ceil(0.975 * RESAMPLES) - 1],
		count: values.length
	};
}

/**
 * Mean of a - b over the seeds that both have.
 * @param a, b results by seed
 * @throws RangeError when they share no seed
 */
export function pairedDifference(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): Interval {
	const differences = [...a].flatMap(([seed, value]) => {
		const other = b.get(seed);
		return other === undefined ? [] : [value - other];
	});
	if (differences.length === 0)
		throw new RangeError(
			`a paired difference needs a seed that both have, got ${[...a.keys()].join(', ')} and ${[...b.keys()].join(', ')}`
		);
	return meanInterval(differences);
}
