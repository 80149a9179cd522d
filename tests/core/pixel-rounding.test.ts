import { describe, expect, test } from 'vitest';
import {
	errorPicture,
	levelShares,
	roundPixels,
	roundedPicture,
	roundingErrors
} from '#lib/core/pixel-rounding.ts';

const ALL_BITS = [1, 2, 3, 4, 5, 6, 7, 8];
const every = new Uint32Array(256).fill(1);

describe('rounding pixel values', () => {
	test('two bits have the levels 0, 85, 170, 255 and thresholds at 42.5, 127.5, 212.5', () => {
		const { levels, step, levelOf, valueOf } = roundPixels(2);
		expect(levels).toBe(4);
		expect(step).toBe(85);
		expect([...valueOf]).toEqual([0, 85, 170, 255]);
		expect([0, 42, 43, 127, 128, 212, 213, 255].map((v) => levelOf[v])).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
	});

	test.each(ALL_BITS)(
		'%i bits: every value goes to the nearest level, found by looking at all of them',
		(bits) => {
			const { levels, levelOf, valueOf } = roundPixels(bits);
			expect(levels).toBe(2 ** bits);
			for (let v = 0; v < 256; v++) {
				const distances = Array.from({ length: levels }, (_, k) => Math.abs((255 * k) / (levels - 1) - v));
				expect(Math.abs(valueOf[levelOf[v]] - v)).toBeCloseTo(Math.min(...distances), 9);
			}
		}
	);

	test.each(ALL_BITS)('%i bits: no error is larger than half a step', (bits) => {
		const { step, errorOf } = roundPixels(bits);
		expect(Math.max(...errorOf.map(Math.abs))).toBeLessThanOrEqual(step / 2);
	});

	test('eight bits change nothing', () => {
		expect([...roundPixels(8).errorOf].every((error) => error === 0)).toBe(true);
	});

	test('three bits: half a step is 18.2, and no whole value is off by more than 18.15', () => {
		const rounding = roundPixels(3);
		expect(rounding.step / 2).toBeCloseTo(18.214, 3);
		expect(roundingErrors(rounding, every).largest).toBeCloseTo(91 - 510 / 7, 9);
	});

	test('over all values the mean error is about a quarter of a step', () => {
		for (const bits of [1, 2, 3, 4, 5, 6]) {
			const rounding = roundPixels(bits);
			expect(roundingErrors(rounding, every).mean / rounding.step).toBeCloseTo(0.25, 1);
		}
	});

	test('errors count how often a value occurs, and values that do not occur are not there', () => {
		const counts = new Uint32Array(256);
		counts[0] = 3;
		counts[100] = 1;
		const { largest, mean, rms } = roundingErrors(roundPixels(1), counts);
		expect([largest, mean, rms]).toEqual([100, 25, 50]);
		expect(() => roundingErrors(roundPixels(1), new Uint32Array(256))).toThrow(RangeError);
	});

	test('shares of the levels add up to one', () => {
		const counts = new Uint32Array(256);
		counts[10] = 1;
		counts[250] = 3;
		expect([...levelShares(roundPixels(2), counts)]).toEqual([0.25, 0, 0, 0.75]);
	});

	test('bits outside 1..8 are refused', () => {
		for (const bits of [0, 9, 2.5]) expect(() => roundPixels(bits)).toThrow(RangeError);
	});

	test('a picture is rounded value by value', () => {
		expect([...roundedPicture(Uint8Array.of(0, 100, 130), roundPixels(2))]).toEqual([0, 85, 170]);
	});

	test('the error picture is middle grey without error, and can show one colour alone', () => {
		const pixels = Uint8Array.of(0, 100, 255);
		expect([...errorPicture(pixels, roundPixels(2), 1, null)]).toEqual([128, 113, 128]);
		expect([...errorPicture(pixels, roundPixels(2), 1, 1)]).toEqual([113, 113, 113]);
		expect([...errorPicture(pixels, roundPixels(2), 100, 1)]).toEqual([0, 0, 0]);
	});
});
