/** Paths for SVG, from points that are given on the screen. */

/** Straight from point to point. */
export const polyline = (points: readonly (readonly [number, number])[]): string =>
	points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(2)},${y.toFixed(2)}`).join('');

/** A thread between two heights, upright at both ends. */
export const thread = (fromX: number, fromY: number, toX: number, toY: number): string => {
	const middle = ((fromY + toY) / 2).toFixed(2);
	return `M${fromX.toFixed(2)},${fromY}C${fromX.toFixed(2)},${middle} ${toX.toFixed(2)},${middle} ${toX.toFixed(2)},${toY}`;
};
