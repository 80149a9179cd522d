import { describe, expect, it } from 'vitest';
import { coverage, holdsTruth, imaginedIntervals } from '#lib/core/coverage.ts';
import { Random } from '#lib/core/random.ts';

describe('coverage', () => {
	it('of the bootstrap with two and three seeds is that of tosses of a coin', () => {
		// The band goes from the smallest to the largest: it misses when all fall on one side of the truth.
		expect(coverage(2, 'bootstrap', 2000, Random.fromSeed(1))).toBeCloseTo(1 - 2 / 4, 1);
		expect(coverage(3, 'bootstrap', 2000, Random.fromSeed(2))).toBeCloseTo(1 - 2 / 8, 1);
	});

	it('of Student’s interval is 95% whatever the number of seeds', () => {
		for (const seeds of [2, 5, 10])
			expect(Math.abs(coverage(seeds, 'student', 4000, Random.fromSeed(seeds)) - 0.95)).toBeLessThan(0.015);
	});

	it('draws the same studies from the same generator', () => {
		const draw = () => imaginedIntervals(4, 'bootstrap', 5, Random.fromSeed(7));
		expect(draw()).toEqual(draw());
		expect(new Set(draw().map(({ mean }) => mean)).size).toBe(5);
	});

	it('counts an interval that ends at the truth as holding it', () => {
		expect(holdsTruth({ mean: -1, low: -2, high: 0, count: 2 })).toBe(true);
		expect(holdsTruth({ mean: 1, low: 0.1, high: 2, count: 2 })).toBe(false);
	});
});
