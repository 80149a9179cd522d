import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIVATION_STEP, activationLevel, topLevel, unitLevel, weightSign } from '#lib/core/quantize.ts';

/** Beside a boundary, by more than float32 rounds. */
const NEAR = 1e-6;

describe('the quantizer of numbers in [0, 1]', () => {
	it.each([
		[1, 1 / 2, 0, 1],
		[3, 1 / 6, 0, 1],
		[3, 1 / 2, 1, 2],
		[3, 5 / 6, 2, 3]
	])('with top level %i steps at %f from %i to %i', (top, boundary, below, above) => {
		expect(unitLevel(boundary - NEAR, top)).toBe(below);
		expect(unitLevel(boundary + NEAR, top)).toBe(above);
	});

	it('rounds up on a boundary that float32 can hold', () => {
		expect(unitLevel(0.5, 1)).toBe(1);
		expect(unitLevel(0.5, 3)).toBe(2);
	});

	it.each([1, 3])('with top level %i keeps everything below 0 at 0 and above 1 at the top', (top) => {
		for (const x of [0, -0, -1e-30, -0.7, -1e9, -Infinity]) expect(unitLevel(x, top)).toBe(0);
		for (const x of [1, 1 + 1e-6, 1.2, 17, 1e9, Infinity]) expect(unitLevel(x, top)).toBe(top);
	});

	it('never steps down as the number grows', () => {
		const unit = fc.float({ min: -2, max: 2, noNaN: true });
		fc.assert(
			fc.property(unit, unit, fc.constantFrom(1, 3), (a, b, top) => {
				expect(unitLevel(Math.min(a, b), top)).toBeLessThanOrEqual(unitLevel(Math.max(a, b), top));
			}),
			{ seed: 1 }
		);
	});

	it('gives each level back from its own value', () => {
		for (const top of [1, 3]) for (let n = 0; n <= top; n++) expect(unitLevel(n / top, top)).toBe(n);
	});
});

describe('the activation quantizer', () => {
	it.each([
		[1 / 3, 0, 1],
		[1, 1, 2],
		[5 / 3, 2, 3]
	])('steps at %f from %i to %i', (boundary, below, above) => {
		expect(activationLevel(boundary - NEAR)).toBe(below);
		expect(activationLevel(boundary + NEAR)).toBe(above);
	});

	it('rounds up at exactly 1', () => {
		expect(activationLevel(1)).toBe(2);
	});

	it('keeps everything below 0 at 0 and above 2 at 3', () => {
		for (const z of [0, -0, -0.4, -50, -Infinity]) expect(activationLevel(z)).toBe(0);
		for (const z of [2, 2.4, 50, Infinity]) expect(activationLevel(z)).toBe(3);
	});

	it('gives each level back from its value, n times two thirds', () => {
		expect([0, 1, 2, 3].map((n) => activationLevel(n * ACTIVATION_STEP))).toEqual([0, 1, 2, 3]);
		expect(ACTIVATION_STEP * 3).toBe(2);
	});
});

describe('weights and bits', () => {
	it('takes zero, of either sign, for plus', () => {
		expect([-1, -1e-30, -0, 0, 1e-30, 1].map(weightSign)).toEqual([-1, -1, 1, 1, 1, 1]);
	});

	it('names 2^bits levels', () => {
		expect([1, 2, 3, 4, 5, 6, 7, 8].map(topLevel)).toEqual([1, 3, 7, 15, 31, 63, 127, 255]);
	});

	it.each([0, 9, -1, 1.5, NaN, Infinity])('refuses %s bits, and says so', (bits) => {
		expect(() => topLevel(bits)).toThrow(`bits must be a whole number 1..8, got ${bits}`);
	});
});
