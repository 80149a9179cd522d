/**
 * How often a 95% interval holds the truth, found by trying: many studies of a few seeds each, whose true mean is known
 * because it was chosen. Results are drawn from a normal distribution, a kind assumption.
 */
import { Random } from './random.ts';
import { meanInterval, studentInterval, type Interval } from './statistics.ts';

export type IntervalMethod = 'bootstrap' | 'student';

/** Fewer than a study's own interval takes: many intervals are made at once, and their ends hardly move. */
const RESAMPLES = 400;

/** A number of mean 0 and spread 1 (Box and Muller 1958). */
function normal(random: Random): number {
	const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()));
	return radius * Math.cos(2 * Math.PI * random.uniform());
}

/**
 * Intervals of imagined studies whose true mean is 0 and whose seeds have spread 1.
 * @param seeds results a study, 2 to 20
 * @param studies how many intervals
 */
export function imaginedIntervals(
	seeds: number,
	method: IntervalMethod,
	studies: number,
	random: Random
): Interval[] {
	return Array.from({ length: studies }, () => {
		const values = Array.from({ length: seeds }, () => normal(random));
		return method === 'student' ? studentInterval(values) : meanInterval(values, RESAMPLES);
	});
}

export const holdsTruth = ({ low, high }: Interval): boolean => low <= 0 && high >= 0;

/** Share of imagined studies whose interval holds the truth, 0..1. */
export function coverage(seeds: number, method: IntervalMethod, studies: number, random: Random): number {
	return imaginedIntervals(seeds, method, studies, random).filter(holdsTruth).length / studies;
}
