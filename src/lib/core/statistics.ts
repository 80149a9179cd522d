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
/** A median is taken anew in each, and shown while times still arrive. */
const MEDIAN_RESAMPLES = 1000;
const SEED = 0x626f6f74;

function requireFinite(values: readonly number[]): void {
	if (values.length === 0 || !values.every(Number.isFinite))
		throw new RangeError(
			`an interval needs finite values, got ${values.length ? values.join(', ') : 'none'}`
		);
}

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
	requireFinite(values);
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

export interface MedianInterval {
	readonly median: number;
	/** Bounds of the percentile bootstrap's 95% interval of the median. */
	readonly low: number;
	readonly high: number;
	readonly count: number;
}

function medianOf(sorted: Float64Array): number {
	const middle = sorted.length >> 1;
	return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * The median, for times: a hiccup of the machine moves a mean, and not a median.
 * @param values at least one
 * @throws RangeError when there is none, or one is not finite
 */
export function medianInterval(values: readonly number[]): MedianInterval {
	requireFinite(values);
	const random = Random.fromSeed(SEED);
	const medians = new Float64Array(MEDIAN_RESAMPLES);
	const sample = new Float64Array(values.length);
	for (let r = 0; r < MEDIAN_RESAMPLES; r++) {
		for (let i = 0; i < sample.length; i++) sample[i] = values[random.below(values.length)];
		medians[r] = medianOf(sample.sort());
	}
	medians.sort();
	return {
		median: medianOf(Float64Array.from(values).sort()),
		low: medians[Math.floor(0.025 * MEDIAN_RESAMPLES)],
		high: medians[Math.ceil(0.975 * MEDIAN_RESAMPLES) - 1],
		count: values.length
	};
}
