/**
 * How close a table's thresholds lie to the quantiles of the data: a number for the claim that what the table learns is close to
 * histogram equalisation.
 *
 * A threshold is a place where an entry's level changes between one pixel value and the next; a change by two levels is two
 * thresholds in one place. Its share is the part of the data's values that lie below it. Thresholds at the quantiles have shares
 * spread evenly over 0..1, whatever the data.
 */
import { PIXEL_VALUES, type LevelTable } from './encoding.ts';

/**
 * Shares of all thresholds of a table, sorted.
 * @param histogram how often each value occurs, [256], not all 0
 * @throws RangeError when the histogram has another length or counts nothing
 */
export function thresholdShares({ wordLength, levels }: LevelTable, histogram: ArrayLike<number>): number[] {
	const below = [0];
	for (let v = 0; v < histogram.length; v++) below.push(below[v] + histogram[v]);
	const total = below[histogram.length];
	if (histogram.length !== PIXEL_VALUES || !(total > 0))
		throw new RangeError(
			`a histogram holds ${PIXEL_VALUES} counts that are not all 0, got ${histogram.length}`
		);
	const shares: number[] = [];
	for (let v = 1; v < PIXEL_VALUES; v++)
		for (let k = 0; k < wordLength; k++) {
			const change = Math.abs(levels[v * wordLength + k] - levels[(v - 1) * wordLength + k]);
			for (let i = 0; i < change; i++) shares.push(below[v] / total);
		}
	return shares.sort((a, b) => a - b);
}

/**
 * Mean distance between the thresholds' shares and evenly spread ones: 0 is the quantile code, 0.5 is all thresholds at one end
 * of the data. In sorted order this is the Wasserstein distance between the shares and the uniform distribution.
 * @returns 0..0.5; 0.5 as well for a table that never changes, which tells nothing apart
 */
export function quantileDistance(table: LevelTable, histogram: ArrayLike<number>): number {
	const shares = thresholdShares(table, histogram);
	if (shares.length === 0) return 0.5;
	const sum = shares.reduce((total, share, i) => total + Math.abs(share - (i + 0.5) / shares.length), 0);
	return sum / shares.length;
}

/**
 * The value that a share of the data reaches: the first one with at least this share of all counts at or below it.
 * @param share 0..1
 * @throws RangeError when the histogram counts nothing
 */
export function quantile(histogram: ArrayLike<number>, share: number): number {
	let total = 0;
	for (let v = 0; v < histogram.length; v++) total += histogram[v];
	if (!(total > 0)) throw new RangeError(`a histogram must count something, got ${histogram.length} zeros`);
	let below = 0;
	for (let v = 0; v < histogram.length; v++) {
		below += histogram[v];
		if (below >= share * total && below > 0) return v;
	}
	return histogram.length - 1;
}
