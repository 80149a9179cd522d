/**
 * Means and paired differences with bootstrap intervals, for results of a few seeds.
 *
 * Differences are taken seed by seed: two encodings with the same seed saw the same batches, and what the seed does to both
 * cancels. Resampling is seeded, so the same results give the same interval.
 */
import { Random } from './random.ts';

export interface Interval {
	readonly mean: number;
	/** Bounds of the 95% interval: of the percentile bootstrap (Efron and Tibshirani 1993, chapter 13) unless said otherwise. */
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
 * @param resamples samples drawn; fewer where very many intervals are wanted
 * @throws RangeError when there is none, or one is not finite
 */
export function meanInterval(values: readonly number[], resamples = RESAMPLES): Interval {
	requireFinite(values);
	const random = Random.fromSeed(SEED);
	const means = new Float64Array(resamples);
	const sample = new Float64Array(values.length);
	for (let r = 0; r < resamples; r++) {
		for (let i = 0; i < sample.length; i++) sample[i] = values[random.below(values.length)];
		means[r] = meanOf(sample);
	}
	means.sort();
	return {
		mean: meanOf(values),
		low: means[Math.floor(0.025 * resamples)],
		high: means[Math.ceil(0.975 * resamples) - 1],
		count: values.length
	};
}

/** Sum of squared distances from the mean over count - 1; 0 for a single value. */
export function sampleVariance(values: readonly number[]): number {
	requireFinite(values);
	const mean = meanOf(values);
	const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
	return values.length > 1 ? squares / (values.length - 1) : 0;
}

/** Student's t at probability 0.975 for 1 to 19 degrees of freedom, as tables of the distribution print it. */
const STUDENT_975 = [
	12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
	2.12, 2.11, 2.101, 2.093
];

/**
 * The 95% interval of a mean by Student's t (1908). It allows for a spread that was itself measured on a few seeds, which the
 * bootstrap does not, and so it is the wider one.
 * @param values 2 to 20 numbers, one a seed
 * @throws RangeError when there are fewer or more, or one is not finite
 */
export function studentInterval(values: readonly number[]): Interval {
	requireFinite(values);
	const count = values.length;
	if (count < 2 || count > STUDENT_975.length + 1)
		throw new RangeError(`Student's interval needs 2 to ${STUDENT_975.length + 1} values, got ${count}`);
	const mean = meanOf(values);
	const half = STUDENT_975[count - 2] * Math.sqrt(sampleVariance(values) / count);
	return { mean, low: mean - half, high: mean + half, count };
}

/**
 * a - b for every seed that both have, in the order of a.
 * @param a, b results by seed
 * @throws RangeError when they share no seed
 */
export function differencesBySeed(
	a: ReadonlyMap<number, number>,
	b: ReadonlyMap<number, number>
): readonly number[] {
	const differences = [...a].flatMap(([seed, value]) => {
		const other = b.get(seed);
		return other === undefined ? [] : [value - other];
	});
	if (differences.length === 0)
		throw new RangeError(
			`a paired difference needs a seed that both have, got ${[...a.keys()].join(', ')} and ${[...b.keys()].join(', ')}`
		);
	return differences;
}

/**
 * Mean of a - b over the seeds that both have.
 * @param a, b results by seed
 * @throws RangeError when they share no seed
 */
export const pairedDifference = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): Interval =>
	meanInterval(differencesBySeed(a, b));

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
