/**
 * A linear scale from numbers to pixels, with d3's round ticks. For pages where all of d3-scale, with its colours and dates, would
 * weigh more than the figure that it serves.
 */
import { ticks } from 'd3-array';

export interface LinearScale {
	(x: number): number;
	/** Where the two ends of the domain are drawn. */
	readonly range: () => readonly [number, number];
	/** About `count` round numbers within the domain. */
	readonly ticks: (count: number) => number[];
}

/** @throws RangeError when the domain has no width */
export function linearScale(
	domain: readonly [number, number],
	range: readonly [number, number]
): LinearScale {
	const [from, to] = domain;
	if (!(Math.abs(to - from) > 0)) throw new RangeError(`a domain must have a width, got ${from} to ${to}`);
	const scale = (x: number): number => range[0] + ((x - from) / (to - from)) * (range[1] - range[0]);
	return Object.assign(scale, { range: () => range, ticks: (count: number) => ticks(from, to, count) });
}
