import { describe, expect, it } from 'vitest';
import { lostPictures, mostRight, oneOfEach } from '#lib/widgets/lost-pictures.ts';
import { brightening, colourOf, testPicture } from '#lib/widgets/material-pictures.ts';

describe('pictures that rounding makes the same', () => {
	it('are some in the dark and none in bright light', () => {
		const dark = lostPictures(0, 200);
		const bright = lostPictures(1, 200);
		expect(bright.largest).toEqual([]);
		expect(bright.distinct).toBe(200);
		expect(dark.largest.length).toBeGreaterThan(10);
		expect(dark.distinct).toBe(200 - dark.largest.length + 1);
		for (const index of dark.largest) expect(Math.max(...testPicture(0, index))).toBeLessThan(43);
	});

	it('can be named right as often as their commonest class occurs', () => {
		expect(mostRight([0, 10, 20, 3, 13, 7], 10)).toBe(3);
	});

	it('are shown by the one with the greatest contrast of each class', () => {
		const flat = Uint8Array.of(5, 5);
		const strong = Uint8Array.of(0, 9);
		const images = (index: number): Uint8Array => (index === 12 ? strong : flat);
		expect(oneOfEach(images, [2, 12, 22, 5], 10)).toEqual([12, 5]);
	});

	it('have shares of levels that add up to 1', () => {
		expect(lostPictures(0, 50).levels.reduce((a, b) => a + b, 0)).toBeCloseTo(1);
	});
});

describe('a picture for the eye', () => {
	it('is multiplied until its largest value is at the end of the range, and never beyond', () => {
		expect(brightening(Uint8Array.of(1, 42))).toBe(6);
		expect(brightening(Uint8Array.of(255))).toBe(1);
		expect(brightening(Uint8Array.of(0))).toBeGreaterThanOrEqual(1);
	});

	it('has three colours', () => {
		expect([...colourOf(Uint8Array.of(1, 2, 3, 4, 5, 6), 1)]).toEqual([2, 5]);
	});
});
