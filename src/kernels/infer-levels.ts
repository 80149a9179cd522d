/**
 * Sums become levels, and 32 levels become 8 bytes.
 *
 * Byte j of a block holds the levels of channels j, 16 + j, 8 + j and 24 + j, two bits each, lowest first: the order in which
 * packing takes the fewest instructions. The host lays out weights accordingly.
 */

/** Minus the number of thresholds that each of eight sums exceeds; a level's thresholds follow the last one's by 64 bytes. */
// @ts-ignore: decorator
@inline
function exceeded(sums: v128, thresholds: usize): v128 {
	return i16x8.add(
		i16x8.add(i16x8.gt_s(sums, v128.load(thresholds, 0)), i16x8.gt_s(sums, v128.load(thresholds, 64))),
		i16x8.gt_s(sums, v128.load(thresholds, 128))
	);
}

/** Two vectors of sixteen levels each as a block's bytes. */
// @ts-ignore: decorator
@inline
export function packLevels(low: v128, high: v128): u64 {
	const pairs = v128.or(low, i16x8.shl(high, 2));
	return i64x2.extract_lane(pairs, 0) | (i64x2.extract_lane(pairs, 1) << 4);
}

/** Levels of a block's 32 sums, channels 0-7, 8-15, 16-23 and 24-31. */
// @ts-ignore: decorator
@inline
export function levelsOfSums(s0: v128, s1: v128, s2: v128, s3: v128, thresholds: usize): u64 {
	const low = i8x16.narrow_i16x8_s(exceeded(s0, thresholds), exceeded(s1, thresholds + 16));
	const high = i8x16.narrow_i16x8_s(exceeded(s2, thresholds + 32), exceeded(s3, thresholds + 48));
	return packLevels(i8x16.neg(low), i8x16.neg(high));
}
