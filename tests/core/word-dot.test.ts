import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bitsOfSigns, packBits, packLevels } from '#lib/core/bit-planes.ts';
import { bestScale, dotCosts, plainDot, popcount, scaleError, wordDot } from '#lib/core/word-dot.ts';

describe('popcount', () => {
	test('counts the ones of small words', () => {
		expect([0, 1, 0b1011, 0xffffffff, 0x80000000, -1].map(popcount)).toEqual([0, 1, 3, 32, 1, 32]);
	});
	test('agrees with the digits of the word written in binary', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 0xffffffff }), (word) => {
				expect(popcount(word)).toBe(word.toString(2).replaceAll('0', '').length);
			})
		);
	});
});

describe('the dot product on words', () => {
	test('an example to do by hand: levels 3 0 2, signs + - -', () => {
		const planes = packLevels(Uint8Array.of(3, 0, 2), 3, 2);
		const signs = packBits(bitsOfSigns(Int8Array.of(1, -1, -1)), 3);
		expect(wordDot(planes, signs)).toEqual({ ones: 1, differing: [0, 1], sum: 1 });
	});

	test('is the sum of level times sign, for any row of one or two bits, over one word or several', () => {
		const row = fc.integer({ min: 1, max: 2 }).chain((bits) =>
			fc.tuple(
				fc.constant(bits),
				fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** bits - 1 }), fc.boolean()), {
					minLength: 1,
					maxLength: 70
				})
			)
		);
		fc.assert(
			fc.property(row, ([bits, lanes]) => {
				const levels = Uint8Array.from(lanes, ([level]) => level);
				const signs = Int8Array.from(lanes, ([, plus]) => (plus ? 1 : -1));
				const planes = packLevels(levels, lanes.length, bits);
				const words = packBits(bitsOfSigns(signs), lanes.length);
				expect(wordDot(planes, words).sum).toBe(plainDot(levels, signs));
			})
		);
	});

	test('planes of another length than the signs are refused', () => {
		expect(() => wordDot([new Uint32Array(2)], new Uint32Array(1))).toThrow(RangeError);
	});
});

describe('operations of one output', () => {
	test('nine taps of 32 channels: 288 multiplications, or 18 exclusive-ors', () => {
		expect(dotCosts(9, 32, 2)).toEqual({
			multiplications: 288,
			additions: 287,
			xors: 18,
			popcounts: 18,
			// 8 additions in each plane, a shift, an addition, a subtraction.
			countSums: 19
		});
	});
	test('one word of one plane needs one of each', () => {
		expect(dotCosts(1, 9, 1)).toMatchObject({ xors: 1, popcounts: 1, countSums: 1 });
	});
});

describe('the scale of a filter', () => {
	test('is the mean size of the weights', () => {
		expect(bestScale([0.2, -0.6, 0.1, -0.3])).toBeCloseTo(0.3, 12);
	});
	test('no other scale is nearer', () => {
		fc.assert(
			fc.property(
				fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 12 }),
				fc.double({ min: 0, max: 2, noNaN: true }),
				(weights, other) => {
					expect(scaleError(weights, bestScale(weights))).toBeLessThanOrEqual(
						scaleError(weights, other) + 1e-9
					);
				}
			)
		);
	});
});
