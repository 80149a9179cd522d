/** Where the parts of a SnapHistogram stand, as one row of numbers that a tween can move. Pure. */
import { levelShares, type PixelRounding } from '#lib/core/pixel-rounding.ts';

const VALUES = 256;

export interface SnapEnds {
	/** Where each value's thread ends, 0..255. */
	readonly ends: readonly number[];
	/** Share of all values that lies under each value's share on its level, 0..1. */
	readonly offsets: readonly number[];
	/** The largest share of a level. */
	readonly topShare: number;
}

/** @param counts how often each value occurs, [256] */
export function snapEnds(rounding: PixelRounding, counts: ArrayLike<number>): SnapEnds {
	const { levelOf, valueOf, levels } = rounding;
	let total = 0;
	for (let v = 0; v < VALUES; v++) total += counts[v];
	const filled = new Float64Array(levels);
	const offsets = Array.from(levelOf, (level, v) => {
		const offset = filled[level];
		filled[level] += total === 0 ? 0 : counts[v] / total;
		return offset;
	});
	return {
		ends: Array.from(levelOf, (level) => valueOf[level]),
		offsets,
		topShare: levelShares(rounding, counts).reduce((a, b) => Math.max(a, b), 0)
	};
}

export const toNumbers = ({ ends, offsets, topShare }: SnapEnds): number[] => [...ends, ...offsets, topShare];

export const fromNumbers = (numbers: readonly number[]): SnapEnds => ({
	ends: numbers.slice(0, VALUES),
	offsets: numbers.slice(VALUES, 2 * VALUES),
	topShare: numbers[2 * VALUES]
});
