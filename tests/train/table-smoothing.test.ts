import { describe, expect, it } from 'vitest';
import { CONFIG_RANGES } from '#lib/core/config.ts';
import { smoothingKernel } from '#lib/train/table-smoothing.ts';

const row = (kernel: Float32Array, v: number): number[] =>
	Array.from(kernel.subarray(256 * v, 256 * (v + 1)));

describe('the smoothing kernel', () => {
	it.each([0.01, 0.5, 1, 3, 6.7, 8, CONFIG_RANGES.tableSmoothing.max])(
		'has rows that sum to 1 and fall with distance at sigma %d',
		(sigma) => {
			const kernel = smoothingKernel(sigma);
			for (const v of [0, 100, 255]) {
				const own = row(kernel, v);
				expect(own.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
				expect(own.every((x, u) => x >= 0 && x <= own[v] && Number.isFinite(x + u))).toBe(true);
			}
		}
	);

	it('is nearly no smoothing where sigma is far below one grey level', () => {
		expect(row(smoothingKernel(0.01), 7).flatMap((x, u) => (x > 0 ? [u, x] : []))).toEqual([7, 1]);
	});

	it('weighs a neighbour one sigma away by e to the -1/2', () => {
		const own = row(smoothingKernel(8), 128);
		expect(own[136] / own[128]).toBeCloseTo(0.60653, 5);
	});

	it('refuses a sigma of 0, which is no Gaussian', () => {
		expect(() => smoothingKernel(0)).toThrow('above 0 grey levels, got 0');
	});
});
