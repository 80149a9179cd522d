import { describe, expect, it } from 'vitest';
import { coarseShades, paintDistances, rgbOf, shadeOf } from '#lib/figures/distance-shades.ts';

describe('distances as shades', () => {
	it('leaves the same word blank and makes every other distance visible', () => {
		expect(shadeOf(0, 30)).toBe(0);
		expect(shadeOf(1, 30)).toBeGreaterThan(0.12);
		expect(shadeOf(30, 30)).toBe(1);
	});

	it('paints the second value upwards', () => {
		const matrix = new Uint16Array(256 * 256);
		// Values a = 3 and b = 5.
		matrix[5 * 256 + 3] = 8;
		const out = new Uint8ClampedArray(256 * 256 * 4);
		paintDistances(matrix, 8, [10, 20, 30], out);
		const at = ((255 - 5) * 256 + 3) * 4;
		expect([...out.subarray(at, at + 4)]).toEqual([10, 20, 30, 255]);
		expect(out.reduce((sum, byte, i) => (i % 4 === 3 ? sum + byte : sum), 0)).toBe(255);
	});

	it('has a coarse picture that covers exactly what is not blank', () => {
		const matrix = new Uint16Array(256 * 256).fill(4);
		const [only, ...more] = coarseShades(matrix, 4);
		expect(more).toEqual([]);
		expect(only.opacity).toBe(1);
		expect(only.d.match(/M0 \d+h256v8h-256z/g)).toHaveLength(32);
		expect(coarseShades(new Uint16Array(256 * 256), 4)).toEqual([]);
	});

	it('reads a computed colour, and no other', () => {
		expect(rgbOf('rgb(29, 24, 41)')).toEqual([29, 24, 41]);
		expect(() => rgbOf('ink')).toThrow('three numbers');
	});
});
