/** Smooths the table's gradient over neighbouring grey levels (METHOD 2): a picture without confetti. */
import { PIXEL_VALUES } from '#lib/core/encoding.ts';
import { exp } from '#lib/core/pinned-math.ts';

/** e to this power is 0 in float32, and lies within what `exp` takes. */
const SMALLEST_EXPONENT = -104;

/**
 * A Gaussian over the value axis, each row summing to 1.
 * @param sigma grey levels, above 0
 * @returns [256, 256], row-major
 */
export function smoothingKernel(sigma: number): Float32Array {
	if (!(sigma > 0)) throw new RangeError(`sigma must be above 0 grey levels, got ${sigma}`);
	const kernel = new Float32Array(PIXEL_VALUES * PIXEL_VALUES);
	for (let v = 0; v < PIXEL_VALUES; v++) {
		const row = Float64Array.from({ length: PIXEL_VALUES }, (_, u) => {
			const exponent = -0.5 * ((u - v) / sigma) ** 2;
			return exponent > SMALLEST_EXPONENT ? exp(exponent) : 0;
		});
		const sum = row.reduce((a, b) => a + b, 0);
		for (let u = 0; u < PIXEL_VALUES; u++) kernel[v * PIXEL_VALUES + u] = row[u] / sum;
	}
	return kernel;
}
