/** How often each 8-bit value occurs in some pictures. Pure. */

/** @returns 256 counts, index = value */
export function valueCounts(pixels: Uint8Array): Uint32Array {
	const counts = new Uint32Array(256);
	for (const value of pixels) counts[value]++;
	return counts;
}
