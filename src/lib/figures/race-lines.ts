/** What a RaceChart draws, and the computations done on it. Pure. */
import type { ChartPoint } from './chart-series.ts';

/** One contestant: its runs as thin lines and their mean, or one line alone. */
export interface RaceLine {
	readonly id: string;
	/** Printed at the line's end. */
	readonly label: string;
	/** `first` and `second` are the two that race, `ghost` stands behind them, `guess` was drawn by the reader. */
	readonly look: 'first' | 'second' | 'ghost' | 'guess';
	/** The thin lines, one a seed; empty where there is one line alone. */
	readonly seeds: readonly (readonly ChartPoint[])[];
	readonly mean: readonly ChartPoint[];
}

/**
 * A line up to x, its last point cut where x lies, so that a playing line grows smoothly.
 * @param points in order of x
 */
export function upTo(points: readonly ChartPoint[], x: number): readonly ChartPoint[] {
	const next = points.findIndex((p) => p.x > x);
	if (next < 0) return points;
	if (next === 0) return [];
	const from = points[next - 1];
	const to = points[next];
	const share = (x - from.x) / (to.x - from.x);
	return [...points.slice(0, next), { x, y: from.y + share * (to.y - from.y) }];
}

/**
 * Where names may stand without overlapping: as close to where they want to be as their order allows.
 * @param wanted vertical places in pixels
 * @param apart least distance between two
 * @param bounds highest and lowest place
 * @returns places in the order of `wanted`
 */
export function spreadNames(
	wanted: readonly number[],
	apart: number,
	[top, bottom]: readonly [number, number]
): number[] {
	const order = wanted.map((_, i) => i).toSorted((a, b) => wanted[a] - wanted[b] || a - b);
	const places = wanted.map((y) => Math.min(Math.max(y, top), bottom));
	let free = top;
	for (const i of order) {
		places[i] = Math.max(places[i], free);
		free = places[i] + apart;
	}
	let limit = bottom;
	for (const i of order.toReversed()) {
		places[i] = Math.min(places[i], limit);
		limit = places[i] - apart;
	}
	return places;
}
