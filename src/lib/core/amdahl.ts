/** What the whole gains when one part gets faster: Gene Amdahl's argument of 1967, in two lines. Pure. */

function requireShare(share: number): void {
	if (!(share >= 0 && share <= 1)) throw new RangeError(`a share must be 0..1, got ${share}`);
}

/**
 * How many times as fast the whole is.
 * @param share of the whole's time that the part took before, 0..1
 * @param speedUp how many times as fast the part is now, above 0; Infinity is a part that takes no time
 */
export function wholeSpeedUp(share: number, speedUp: number): number {
	requireShare(share);
	if (!(speedUp > 0)) throw new RangeError(`a speed-up must be above 0, got ${speedUp}`);
	return 1 / (1 - share + share / speedUp);
}

/**
 * The share of the time, from a share of the work, when the part's work is done at another pace than the rest's.
 * @param workShare of all operations, 0..1
 * @param slower how many times as long one operation of the part takes as one of the rest, above 0
 */
export function shareOfTime(workShare: number, slower: number): number {
	requireShare(workShare);
	if (!(slower > 0)) throw new RangeError(`a pace must be above 0, got ${slower}`);
	return (workShare * slower) / (workShare * slower + 1 - workShare);
}
