import { describe, expect, it } from 'vitest';
import { pairedShareDifference, shareInterval } from '#lib/core/statistics.ts';

describe('the interval of a share', () => {
	it('is that of the textbook example: 15 of 148 (Newcombe 1998)', () => {
		const { share, low, high } = shareInterval(15, 148);
		expect(share).toBeCloseTo(0.1014, 4);
		expect(low).toBeCloseTo(0.0624, 4);
		expect(high).toBeCloseTo(0.1605, 4);
	});

	it('has a width at both ends, and stays within 0 and 1', () => {
		expect(shareInterval(0, 20).low).toBe(0);
		expect(shareInterval(0, 20).high).toBeCloseTo(0.1611, 4);
		expect(shareInterval(20, 20).high).toBe(1);
	});

	it('refuses what is no count', () => {
		expect(() => shareInterval(3, 2)).toThrow('got 3 of 2');
		expect(() => shareInterval(0, 0)).toThrow('at least one');
	});
});

describe('the difference of two shares of the same things', () => {
	it('knows only those that one alone has', () => {
		const { mean, low, high } = pairedShareDifference(30, 10, 100);
		expect(mean).toBeCloseTo(0.2, 10);
		// Standard error: sqrt(40 - 400/100) / 100 = 0.06.
		expect([low, high].map((x) => x.toFixed(4))).toEqual(['0.0824', '0.3176']);
	});

	it('is exactly nothing where the two always agree', () => {
		expect(pairedShareDifference(0, 0, 50)).toEqual({ mean: 0, low: 0, high: 0, count: 50 });
	});
});
