/** The series a LineChart draws, and the two computations done on them. Pure. */

export interface ChartPoint {
	readonly x: number;
	readonly y: number;
}

export interface ChartSeries {
	readonly id: string;
	/** Printed at the line's end; empty for a line that needs no name. */
	readonly label: string;
	readonly points: readonly ChartPoint[];
	/** `main` is what the chart is about, `raw` the noisy numbers under it, `ghost` a recorded run behind it. */
	readonly look: 'main' | 'raw' | 'ghost';
}

/** Steps over which the running mean of a loss forgets: short enough to follow the start of training. */
const SMOOTHING_STEPS = 20;

/**
 * Exponential running mean, corrected at the start as Adam corrects its moments, so that the first value is itself.
 */
export function runningMean(values: readonly number[], span = SMOOTHING_STEPS): number[] {
	const keep = 1 - 1 / span;
	let sum = 0;
	let weight = 0;
	return values.map((x) => {
		sum = keep * sum + (1 - keep) * x;
		weight = keep * weight + (1 - keep);
		return sum / weight;
	});
}

/**
 * At most `limit` points: each is the mean of a run of neighbours, so that a long run costs no more to draw than a short one.
 */
export function thinPoints(points: readonly ChartPoint[], limit: number): readonly ChartPoint[] {
	if (!Number.isInteger(limit) || limit < 1)
		throw new RangeError(`limit must be a whole number from 1, got ${limit}`);
	if (points.length <= limit) return points;
	const size = Math.ceil(points.length / limit);
	const thinned: ChartPoint[] = [];
	for (let start = 0; start < points.length; start += size) {
		const group = points.slice(start, start + size);
		thinned.push({
			x: group.reduce((sum, p) => sum + p.x, 0) / group.length,
			y: group.reduce((sum, p) => sum + p.y, 0) / group.length
		});
	}
	return thinned;
}
