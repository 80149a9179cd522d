/** Whether this browser can run the training kernels, which are WebAssembly with 128-bit SIMD. */

/** The smallest module with a SIMD instruction in it: a function that makes a v128 out of a byte (i8x16.splat, popcnt). */
const SIMD_MODULE = Uint8Array.of(
	...[0, 97, 115, 109, 1, 0, 0, 0],
	...[1, 5, 1, 96, 0, 1, 123],
	...[3, 2, 1, 0],
	...[10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]
);

export function hasWasmSimd(): boolean {
	return typeof WebAssembly === 'object' && WebAssembly.validate(SIMD_MODULE);
}
