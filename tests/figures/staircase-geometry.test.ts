import { describe, expect, it } from 'vitest';
import { slopeLine, stackDots, wayDown } from '#lib/figures/staircase-geometry.ts';

describe('places in the pictures of a staircase', () => {
	it('stacks dots that share a column, and those outside at the edges', () => {
		const dots = stackDots([0.5, 0.51, 0.9, -3, -0.49, 7]);
		expect(dots.map((dot) => dot.height)).toEqual([0, 1, 0, 0, 1, 0]);
		expect(dots[0].x).toBe(dots[1].x);
		expect(dots[3].x).toBeCloseTo(-0.48, 9);
		expect(dots[5].x).toBeCloseTo(1.48, 9);
	});

	it('draws a slope upwards on the screen when it is positive, at its length', () => {
		const line = slopeLine({ x: 10, y: 20 }, 1, { kx: 100, ky: 100, length: 10 });
		expect(line.y2).toBeLessThan(line.y1);
		expect(Math.hypot(line.x2 - line.x1, line.y2 - line.y1)).toBeCloseTo(10, 9);
		expect(slopeLine({ x: 0, y: 5 }, 0, { kx: 1, ky: 1, length: 4 })).toEqual({
			x1: -2,
			y1: 5,
			x2: 2,
			y2: 5
		});
	});

	it('draws a way through time, held at the picture’s edge', () => {
		expect(
			wayDown(
				[0, 1, 99],
				(x) => 10 * x,
				(step) => step
			)
		).toBe('M0.0 0.0L10.0 1.0L15.0 2.0');
	});
});
