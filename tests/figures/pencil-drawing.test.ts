import { describe, expect, it } from 'vitest';
import { keyStroke, nearestPlace, withStroke, withValue } from '#lib/figures/pencil-drawing.ts';

const places = [0, 10, 20, 30];

describe('a curve under the pencil', () => {
	it('takes whole values from 0 to 100', () => {
		expect(withValue([1, 2], 1, 120)).toEqual([1, 100]);
		expect(withValue([1, 2], 0, -3.2)).toEqual([0, 2]);
	});

	it('is drawn at the place nearest to the pencil', () => {
		expect(nearestPlace(places, 16)).toBe(2);
		expect(withStroke([0, 0, 0, 0], places, { x: 11, value: 40 }, { x: 11, value: 40 })).toEqual([
			0, 40, 0, 0
		]);
	});

	it('takes the heights of a fast stroke at the places between its two ends', () => {
		expect(withStroke([0, 0, 0, 0], places, { x: 0, value: 10 }, { x: 30, value: 70 })).toEqual([
			10, 30, 50, 70
		]);
		expect(withStroke([0, 0, 0, 0], places, { x: 30, value: 70 }, { x: 0, value: 10 })).toEqual([
			10, 30, 50, 70
		]);
	});

	it('is drawn with the arrow keys: left and right choose, up and down move', () => {
		expect(keyStroke('ArrowRight', 0, [5, 6])).toEqual({ index: 1, drawing: [5, 6] });
		expect(keyStroke('ArrowRight', 1, [5, 6])).toEqual({ index: 1, drawing: [5, 6] });
		expect(keyStroke('ArrowUp', 1, [5, 6])).toEqual({ index: 1, drawing: [5, 7] });
		expect(keyStroke('PageDown', 0, [5, 6])).toEqual({ index: 0, drawing: [0, 6] });
		expect(keyStroke('End', 0, [5, 6])).toEqual({ index: 0, drawing: [100, 6] });
		expect(keyStroke('Tab', 0, [5, 6])).toBeNull();
	});
});
