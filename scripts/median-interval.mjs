// The median of a sample with a bootstrap 95% interval. The resampling is seeded: the same sample, the same interval.

const RESAMPLES = 2000;

const median = (sorted) => {
	const middle = sorted.length >> 1;
	return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
const ascending = (numbers) => numbers.toSorted((a, b) => a - b);

/** @param {number[]} sample at least one number */
export function medianInterval(sample) {
	let state = 1;
	// Park and Miller's generator: ample for choosing from a dozen numbers.
	const below = (n) => (state = (state * 48271) % 2147483647) % n;
	const medians = ascending(
		Array.from({ length: RESAMPLES }, () => median(ascending(sample.map(() => sample[below(sample.length)]))))
	);
	return {
		median: median(ascending(sample)),
		low: medians[Math.floor(RESAMPLES * 0.025)],
		high: medians[Math.ceil(RESAMPLES * 0.975) - 1]
	};
}
