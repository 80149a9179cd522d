import { expect, it } from 'vitest';
import { runningMean, thinPoints } from '#lib/figures/chart-series.ts';

it('starts a running mean at the first value', () => {
	expect(runningMean([4, 4, 4])[0]).toBeCloseTo(4, 12);
	expect(runningMean([4, 4, 4])[2]).toBeCloseTo(4, 12);
});

it('weighs the newer of two values a little more', () => {
	// weights 1 and 1 - 1/2 over a span of 2: (0.5 * 1 + 1 * 4) / 1.5
	expect(runningMean([1, 4], 2)[1]).toBeCloseTo(3, 12);
});

it('thins points to means of neighbours', () => {
	const points = [1, 2, 3, 4, 5].map((x) => ({ x, y: 10 * x }));
	expect(thinPoints(points, 5)).toBe(points);
	expect(thinPoints(points, 3)).toEqual([
		{ x: 1.5, y: 15 },
		{ x: 3.5, y: 35 },
		{ x: 5, y: 50 }
	]);
	expect(() => thinPoints(points, 0)).toThrow('got 0');
});
