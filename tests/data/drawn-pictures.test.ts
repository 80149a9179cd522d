import { expect, test } from 'vitest';
import { drawPicture, drawRamp } from '#lib/data/draw-picture.ts';
import { DRAWN_PICTURES, DRAWN_SIDE } from '#lib/data/drawn-pictures.ts';
import { LANDSCAPE_COUNTS, LANDSCAPE_PIXEL } from '#lib/data/landscape-counts.ts';

/** Following rays takes seconds on a busy machine. */
const SLOW_MS = 60_000;

test.each(DRAWN_PICTURES)(
	'the picture $name has its size and uses a wide range of values',
	({ name }) => {
		const pixels = drawPicture(name);
		expect(pixels).toHaveLength(DRAWN_SIDE * DRAWN_SIDE * 3);
		expect(new Set(pixels).size).toBeGreaterThan(100);
	},
	SLOW_MS
);

test('the written-down histogram and pixel of the lake are the drawing’s', () => {
	const pixels = drawPicture('landscape');
	const counts = new Array<number>(256).fill(0);
	for (const value of pixels) counts[value]++;
	expect(LANDSCAPE_COUNTS).toEqual(counts);
	const at = 3 * (LANDSCAPE_PIXEL.y * DRAWN_SIDE + LANDSCAPE_PIXEL.x);
	expect(LANDSCAPE_PIXEL.values).toEqual([...pixels.subarray(at, at + 3)]);
});

test('sky and trees of the lake lose about as much at three and four bits, as the text says', () => {
	const pixels = drawPicture('landscape');
	const meanError = (top: number, bottom: number, step: number): number => {
		const part = pixels.subarray(3 * DRAWN_SIDE * top, 3 * DRAWN_SIDE * bottom);
		return part.reduce((sum, v) => sum + Math.abs(step * Math.floor(v / step + 0.5) - v), 0) / part.length;
	};
	for (const step of [255 / 7, 255 / 15])
		expect(meanError(0, 110, step) / meanError(290, 320, step)).toBeCloseTo(1, 0);
});

test('the ramp is smooth above and busy below', () => {
	const width = 64;
	const ramp = drawRamp(8, width);
	const jumps = (row: number): number => {
		let sum = 0;
		for (let x = 1; x < width; x++)
			sum += Math.abs(ramp[3 * (row * width + x)] - ramp[3 * (row * width + x - 1)]);
		return sum;
	};
	expect(jumps(0)).toBe(80);
	expect(jumps(7)).toBeGreaterThan(500);
});
