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

/** Of the standard normal distribution: 95% lie within this many standard deviations. */
const Z_95 = 1.959964;

/** Student's t at probability 0.975 for 1 to 19 degrees of freedom, as tables of the distribution print it. */
const STUDENT_975 = [
	12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
	2.12, 2.11, 2.101, 2.093
];

/**
 * Student's t at probability 0.975. Beyond the table by its expansion about the normal quantile (Abramowitz and Stegun 1964, 26.7.5),
 * which is there right to 0.0001.
 * @param freedom degrees of freedom, a whole number from 1
 */
function student975(freedom: number): number {
	if (freedom <= STUDENT_975.length) return STUDENT_975[freedom - 1];
	const z = Z_95;
	return (
		z +
		(z ** 3 + z) / (4 * freedom) +
		(5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
		(3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
	);
}

/**
 * The 95% interval of a mean by Student's t (1908). It allows for a spread that was itself measured on a few seeds, which the
 * bootstrap does not, and so it is the wider one.
 * @param values at least 2 numbers, one a seed
 * @throws RangeError when there are fewer, or one is not finite
 */
export function studentInterval(values: readonly number[]): Interval {
	requireFinite(values);
	const count = values.length;
	if (count < 2) throw new RangeError(`Student's interval needs at least 2 values, got ${count}`);
	const mean = meanOf(values);
	const half = student975(count - 1) * Math.sqrt(sampleVariance(values) / count);
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

/** A share of things, such as right answers, with the range its true value probably lies in. */
export interface ShareInterval {
	readonly share: number;
	readonly low: number;
	readonly high: number;
}

/**
 * Wilson's 95% interval of a share (Wilson 1927): unlike the textbook's one it stays within 0..1 and has a width at 0 and 1.
 * @param hits 0..count
 * @throws RangeError when they are no counts
 */
export function shareInterval(hits: number, count: number): ShareInterval {
	if (!Number.isInteger(hits) || !Number.isInteger(count) || count < 1 || hits < 0 || hits > count)
		throw new RangeError(`a share needs 0..count hits of at least one, got ${hits} of ${count}`);
	const share = hits / count;
	const spread = Z_95 ** 2 / count;
	const centre = (share + spread / 2) / (1 + spread);
	const reach = (Math.sqrt((share * (1 - share)) / count + spread / (4 * count)) * Z_95) / (1 + spread);
	return { share, low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}

/**
 * The difference of two shares of the same things, with its 95% interval: only things that one has and the other has not count
 * (McNemar 1947), so what both find easy or hard cancels.
 * @param onlyA things that a has and b has not
 * @param count of all things
 */
export function pairedShareDifference(onlyA: number, onlyB: number, count: number): Interval {
	if (
		![onlyA, onlyB, count].every((n) => Number.isInteger(n) && n >= 0) ||
		onlyA + onlyB > count ||
		count < 1
	)
		throw new RangeError(`paired shares need counts within the whole, got ${onlyA} and ${onlyB} of ${count}`);
	const mean = (onlyA - onlyB) / count;
	const deviation = Math.sqrt(onlyA + onlyB - (onlyA - onlyB) ** 2 / count) / count;
	return { mean, low: mean - Z_95 * deviation, high: mean + Z_95 * deviation, count };
}
