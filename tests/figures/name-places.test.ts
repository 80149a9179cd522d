import { describe, expect, it } from 'vitest';
import { nameHeights } from '#lib/figures/name-places.ts';

const dot = (id: string, x: number, y: number) => ({ id, x, y });

describe('names of dots', () => {
	it('stand beside their dots where nothing is in the way', () => {
		expect([...nameHeights([dot('a', 0, 50), dot('b', 0, 90)], [], 100)]).toEqual([
			['a', 50],
			['b', 90]
		]);
	});

	it('leave a ruled line to the side they are on', () => {
		const heights = nameHeights([dot('over', 0, 95), dot('under', 300, 103)], [100], 100);
		expect(heights.get('over')).toBe(90);
		expect(heights.get('under')).toBe(115);
	});

	it('do not cover each other, unless they start far apart', () => {
		const dots = [dot('low', 0, 52), dot('high', 10, 50), dot('far', 500, 51)];
		const heights = nameHeights(dots, [], 100);
		expect(heights.get('high')).toBe(50);
		expect(heights.get('low')).toBe(66);
		expect(heights.get('far')).toBe(51);
	});
});
