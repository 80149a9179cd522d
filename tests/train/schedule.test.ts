import { expect, it } from 'vitest';
import { TABLE_SHARE } from '#lib/core/training-recipe.ts';
import { rateFactor, tableRateFactor } from '#lib/train/schedule.ts';

it('warms up over fifty steps and falls to nothing', () => {
	expect(rateFactor(0, 1000)).toBeCloseTo(1 / 50, 6);
	expect(rateFactor(500, 1000)).toBeCloseTo(0.5, 6);
	expect(rateFactor(999, 1000)).toBeLessThan(1e-5);
});

it('moves the table during the first part of a run alone', () => {
	const steps = 1000;
	const last = Math.ceil(TABLE_SHARE * steps) - 1;
	expect(tableRateFactor(last / 2, steps)).toBeCloseTo(0.5, 2);
	expect(tableRateFactor(last, steps)).toBeGreaterThan(0);
	for (let step = last + 1; step < steps; step++) expect(tableRateFactor(step, steps)).toBe(0);
});
