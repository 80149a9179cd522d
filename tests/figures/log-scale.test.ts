import { describe, expect, it } from 'vitest';
import { logScale } from '#lib/figures/log-scale.ts';

describe('a logarithmic scale', () => {
	const x = logScale([1, 100], [0, 200]);

	it('puts equal factors at equal distances', () => {
		expect(x(10)).toBeCloseTo(100, 9);
		expect(x(100) - x(10)).toBeCloseTo(x(10) - x(1), 9);
	});

	it('goes back from pixels to numbers', () => {
		expect(x.at(150)).toBeCloseTo(10 ** 1.5, 9);
	});

	it('refuses what has no logarithm', () => {
		expect(() => logScale([0, 10], [0, 1])).toThrow('a logarithm needs numbers above 0, got 0 to 10');
	});
});
