import { scaleLinear } from 'd3-scale';
import { describe, expect, it } from 'vitest';
import { clampedScale, linearScale } from '#lib/figures/linear-scale.ts';

describe('a linear scale', () => {
	it('says what d3-scale says', () => {
		const ours = linearScale([-0.5, 1.5], [40, 640]);
		const theirs = scaleLinear([-0.5, 1.5], [40, 640]);
		for (const x of [-0.5, 0, 0.3, 1.5, 2]) expect(ours(x)).toBeCloseTo(theirs(x), 9);
		expect(ours.ticks(4)).toEqual(theirs.ticks(4));
		expect(ours.range()).toEqual([40, 640]);
	});

	it('leads from numbers to pixels and back, also upside down', () => {
		const y = linearScale([0, 1], [200, 100]);
		expect([y(0), y(0.25), y(1)]).toEqual([200, 175, 100]);
		expect(y.at(175)).toBe(0.25);
	});

	it('takes no domain without a width', () => {
		expect(() => linearScale([1, 1], [0, 1])).toThrow('a width');
	});
});

describe('a clamped scale', () => {
	const scale = clampedScale([0, 10], [100, 0]);

	it('keeps what lies outside at the nearer end', () => {
		expect([-5, 0, 5, 10, 50].map(scale)).toEqual([100, 100, 50, 0, 0]);
		expect(clampedScale([10, 0], [0, 100])(20)).toBe(0);
	});

	it('reads and ticks as the plain one', () => {
		expect(scale.at(50)).toBe(5);
		expect(scale.ticks(2)).toEqual([0, 5, 10]);
	});
});
