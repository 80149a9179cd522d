import { describe, expect, it } from 'vitest';
import { shareOfTime, wholeSpeedUp } from '#lib/core/amdahl.ts';

describe('Amdahl', () => {
	it('half of the time, twice as fast: three quarters are left', () => {
		expect(wholeSpeedUp(0.5, 2)).toBeCloseTo(4 / 3, 12);
	});

	it('a part that takes no time leaves the rest', () => {
		expect(wholeSpeedUp(0.75, Infinity)).toBe(4);
	});

	it('a part that gets slower slows the whole', () => {
		expect(wholeSpeedUp(0.5, 0.5)).toBeCloseTo(1 / 1.5, 12);
	});

	it('a tenth of the work at nine times the time is half of the time', () => {
		expect(shareOfTime(0.1, 9)).toBeCloseTo(0.5, 12);
	});

	it('refuses a share above 1 and a speed-up of 0, and says what came', () => {
		expect(() => wholeSpeedUp(1.1, 2)).toThrow('a share must be 0..1, got 1.1');
		expect(() => wholeSpeedUp(0.5, 0)).toThrow('a speed-up must be above 0, got 0');
		expect(() => shareOfTime(NaN, 1)).toThrow('got NaN');
	});
});
