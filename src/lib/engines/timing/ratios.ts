/** What samples say: medians and paired ratios with bootstrap intervals. Pure. */
import { medianInterval, type MedianInterval } from '#lib/core/statistics.ts';

/** One time, as it was taken. */
export interface TimedSample {
	readonly id: string;
	/** Which fresh worker, from 0; and which round in it, from 0. */
	readonly worker: number;
	readonly round: number;
	/** Milliseconds of one repetition. */
	readonly ms: number;
}

/** The times of one contestant, in the order they were taken. */
export const timesOf = (samples: readonly TimedSample[], id: string): number[] =>
	samples.filter((s) => s.id === id).map((s) => s.ms);

/** Two contestants' times, round by round: in one round both met the same machine. */
function pairs(samples: readonly TimedSample[], above: string, below: string): [number, number][] {
	const key = ({ worker, round }: TimedSample): string => `${worker}/${round}`;
	const others = new Map(samples.filter((s) => s.id === below).map((s) => [key(s), s.ms]));
	return samples.flatMap((s): [number, number][] => {
		const other = s.id === above ? others.get(key(s)) : undefined;
		return other === undefined ? [] : [[s.ms, other]];
	});
}

/** Ratios of two contestants' times: one number for each round in which both have a sample. */
export const pairedRatios = (samples: readonly TimedSample[], above: string, below: string): number[] =>
	pairs(samples, above, below).map(([a, b]) => a / b);

/** Differences of two contestants' times, milliseconds: one number for each round in which both have a sample. */
export const pairedTimes = (samples: readonly TimedSample[], above: string, below: string): number[] =>
	pairs(samples, above, below).map(([a, b]) => a - b);

/** Median of the paired ratios with its interval; null before the first pair. */
export function ratioOf(
	samples: readonly TimedSample[],
	above: string,
	below: string
): MedianInterval | null {
	const ratios = pairedRatios(samples, above, below);
	return ratios.length === 0 ? null : medianInterval(ratios);
}
