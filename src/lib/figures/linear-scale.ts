/**
 * A straight line from numbers to pixels and back, with d3's round ticks. For pages where all of d3-scale, with its colours and
 * dates, would weigh more than the figure that it serves.
 */
import { ticks } from 'd3-array';

export interface LinearScale {
	(value: number): number;
	/** The number at a pixel. */
	at(pixel: number): number;
	/** The pixels at the two ends of the domain. */
	range(): readonly [number, number];
	/** About `count` round numbers within the domain. */
	ticks(count: number): number[];
}

/**
 * @param domain the numbers at the two ends
 * @param range the pixels at the two ends
 * @throws RangeError when the domain has no width
 */
export function linearScale(
	domain: readonly [number, number],
	range: readonly [number, number]
): LinearScale {
	const [from, to] = domain;
	const [start, end] = range;
	if (!(Math.abs(to - from) > 0)) throw new RangeError(`a domain must have a width, got ${from} to ${to}`);
	const scale = (value: number): number => start + ((value - from) / (to - from)) * (end - start);
	return Object.assign(scale, {
		at: (pixel: number): number => from + ((pixel - start) / (end - start)) * (to - from),
		range: () => range,
		ticks: (count: number) => ticks(from, to, count)
	});
}

/** The same, with what lies outside the domain at its nearer end. */
export function clampedScale(
	domain: readonly [number, number],
	range: readonly [number, number]
): LinearScale {
	const scale = linearScale(domain, range);
	const [low, high] = [Math.min(...domain), Math.max(...domain)];
	return Object.assign((value: number) => scale(Math.min(Math.max(value, low), high)), {
		at: scale.at,
		range: scale.range,
		ticks: scale.ticks
	});
}
