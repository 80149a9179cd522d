import { describe, expect, it } from 'vitest';
import {
	differencesBySeed,
	meanInterval,
	pairedDifference,
	sampleVariance,
	studentInterval
} from '#lib/core/statistics.ts';

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

describe('Student’s interval', () => {
	it('is t times the standard error to either side', () => {
		// Mean 2, variance 1, three values: 4.303 / sqrt(3).
		const { mean, low, high, count } = studentInterval([1, 2, 3]);
		expect([mean, count]).toEqual([2, 3]);
		expect(high - mean).toBeCloseTo(2.4843, 4);
		expect(mean - low).toBeCloseTo(2.4843, 4);
	});

	it.each([
		[20, 2.086],
		[30, 2.042],
		[60, 2.0],
		[120, 1.98]
	])('has the printed tables’ t for %i degrees of freedom', (freedom, t) => {
		// Values of two kinds, as many of each as can be: the half width over the standard error is t.
		const values = Array.from({ length: freedom + 1 }, (_, i) => i % 2);
		const { mean, high } = studentInterval(values);
		expect((high - mean) / Math.sqrt(sampleVariance(values) / values.length)).toBeCloseTo(t, 3);
	});

	it('refuses one value, of which no spread is known', () => {
		expect(() => studentInterval([1])).toThrow('at least 2 values, got 1');
	});
});

describe('a variance', () => {
	it('divides by one less than the number of values', () => {
		expect(sampleVariance([1, 3])).toBe(2);
		expect(sampleVariance([5])).toBe(0);
	});
});

describe('differences by seed', () => {
	it('leave out the seeds that one of them lacks', () => {
		const a = new Map([
			[1, 5],
			[2, 7],
			[3, 1]
		]);
		const b = new Map([
			[3, 4],
			[1, 1]
		]);
		expect(differencesBySeed(a, b)).toEqual([4, -3]);
	});
});
