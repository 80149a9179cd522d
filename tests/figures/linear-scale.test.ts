import { scaleLinear } from 'd3-scale';
import { describe, expect, it } from 'vitest';
import { linearScale } from '#lib/figures/linear-scale.ts';

describe('a linear scale', () => {
	it('says what d3-scale says', () => {
		const ours = linearScale([-0.5, 1.5], [40, 640]);
		const theirs = scaleLinear([-0.5, 1.5], [40, 640]);
		for (const x of [-0.5, 0, 0.3, 1.5, 2]) expect(ours(x)).toBeCloseTo(theirs(x), 9);
		expect(ours.ticks(4)).toEqual(theirs.ticks(4));
		expect(ours.range()).toEqual([40, 640]);
	});

	it('takes a range that runs downwards, and no domain without a width', () => {
		expect(linearScale([0, 2], [100, 0])(0.5)).toBe(75);
		expect(() => linearScale([1, 1], [0, 1])).toThrow('a width');
	});
});
