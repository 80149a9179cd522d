import { describe, expect, it } from 'vitest';
import { edgeOf, limitsAt } from '#lib/core/roofline.ts';

describe('a roofline of 40 thousand million operations and 10 thousand million bytes a second', () => {
	it('is held back by reading left of its edge', () => {
		expect(limitsAt(0.5, 40, 10)).toEqual({ arithmetic: 40, reading: 5, roof: 5, bound: 'reading' });
	});

	it('is held back by arithmetic right of it', () => {
		expect(limitsAt(8, 40, 10)).toEqual({ arithmetic: 40, reading: 80, roof: 40, bound: 'arithmetic' });
	});

	it('has its edge at four operations a byte', () => {
		expect(edgeOf(40, 10)).toBe(4);
	});

	it('takes arithmetic without a limit', () => {
		expect(limitsAt(2, Infinity, 10).roof).toBe(20);
	});

	it('refuses nothing at all', () => {
		expect(() => limitsAt(0, 40, 10)).toThrow('intensity must be above 0, got 0');
	});
});
