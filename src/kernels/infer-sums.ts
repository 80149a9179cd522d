/**
 * Sixteen sums of four levels: the table by which low-bit layers read packed levels.
 *
 * A byte is four levels of two bits. Its row has a signed byte for each of the sixteen ways to give four signs: bit s of the
 * column is set where the level in slot s counts positively. A vector of sign patterns then picks one sum for each of sixteen
 * channels with a single swizzle: 64 multiply-accumulates.
 */

/** The table lies here: [256 bytes][16 patterns]. */
export const LEVEL_SUMS: usize = 1024;

/** Write the table; once for each memory. */
export function writeLevelSums(): void {
	for (let byte = 0; byte < 256; byte++)
		for (let pattern = 0; pattern < 16; pattern++) {
			let sum = 0;
			for (let slot = 0; slot < 4; slot++) {
				const level = (byte >> (2 * slot)) & 3;
				sum += (pattern >> slot) & 1 ? level : -level;
			}
			store<i8>(LEVEL_SUMS + <usize>(byte * 16 + pattern), <i8>sum);
		}
}

/** `sums` at the patterns, all 0..15: within that range the relaxed instruction does the same everywhere. */
// @ts-ignore: decorator
@inline
export function pick(sums: v128, patterns: v128): v128 {
	if (ASC_FEATURE_RELAXED_SIMD) return i8x16.relaxed_swizzle(sums, patterns);
	return i8x16.swizzle(sums, patterns);
}
