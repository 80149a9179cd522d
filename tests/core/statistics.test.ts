import { describe, expect, it } from 'vitest';
import { meanInterval, pairedDifference } from '#lib/core/statistics.ts';

describe('an interval', () => {
	it('has no width where all values are the same', () => {
		expect(meanInterval([0.5, 0.5, 0.5])).toEqual({ mean: 0.5, low: 0.5, high: 0.5, count: 3 });
	});

	it('spans two values where there are two: a quarter of the resamples hold one of them only', () => {
		expect(meanInterval([1, 3])).toEqual({ mean: 2, low: 1, high: 3, count: 2 });
	});

	it('covers about 1.96 standard errors either side for many values', () => {
		const values = Array.from({ length: 400 }, (_, i) => i);
		const { mean, low, high } = meanInterval(values);
		const standardError = Math.sqrt((400 ** 2 - 1) / 12 / 400);
		expect(mean).toBe(199.5);
		expect((high - low) / (2 * standardError)).toBeCloseTo(1.96, 1);
	});

	it('is refused without values, and with one that is not a number', () => {
		expect(() => meanInterval([])).toThrow(RangeError);
		expect(() => meanInterval([1, NaN])).toThrow(RangeError);
	});
});

describe('a paired difference', () => {
	it('is taken seed by seed, so what a seed does to both cancels', () => {
		const a = new Map([
			[1, 10],
			[2, 50],
			[3, 90]
		]);
		const b = new Map([
			[3, 88],
			[1, 8],
			[2, 48],
			[4, 0]
		]);
		expect(pairedDifference(a, b)).toEqual({ mean: 2, low: 2, high: 2, count: 3 });
	});

	it('is refused where no seed is shared', () => {
		expect(() => pairedDifference(new Map([[1, 1]]), new Map([[2, 1]]))).toThrow(/share|both have/);
	});
});
