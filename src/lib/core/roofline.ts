/**
 * The roofline model (Williams, Waterman and Patterson 2009): a loop is held back by its arithmetic or by its reading, whichever
 * allows less. Rates in thousands of millions a second, intensities in multiply-adds for each byte that is read.
 */

export interface Limits {
	/** What the arithmetic alone allows. */
	readonly arithmetic: number;
	/** What the reading alone allows. */
	readonly reading: number;
	/** The smaller of the two. */
	readonly roof: number;
	readonly bound: 'arithmetic' | 'reading';
}

/**
 * @param intensity multiply-adds for each byte read, above 0
 * @param macs most multiply-adds a second
 * @param bytes most bytes read a second
 * @throws RangeError when one of them is not above 0
 */
export function limitsAt(intensity: number, macs: number, bytes: number): Limits {
	for (const [name, value] of Object.entries({ intensity, macs, bytes }))
		if (!(value > 0)) throw new RangeError(`${name} must be above 0, got ${value}`);
	const reading = intensity * bytes;
	return {
		arithmetic: macs,
		reading,
		roof: Math.min(macs, reading),
		bound: reading < macs ? 'reading' : 'arithmetic'
	};
}

/** The intensity at which both limits are equal: the roof's edge. */
export const edgeOf = (macs: number, bytes: number): number => macs / bytes;
