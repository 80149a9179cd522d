import { describe, expect, it } from 'vitest';
import { spreadNames, upTo } from '#lib/figures/race-lines.ts';

describe('a line that grows', () => {
	const points = [
		{ x: 50, y: 0.1 },
		{ x: 100, y: 0.3 }
	];

	it('ends where the step lies, between two points', () => {
		const cut = upTo(points, 75);
		expect(cut).toHaveLength(2);
		expect(cut[1].x).toBe(75);
		expect(cut[1].y).toBeCloseTo(0.2);
	});

	it('is not there before its first point, and whole from its last', () => {
		expect(upTo(points, 49)).toEqual([]);
		expect(upTo(points, 100)).toEqual(points);
		expect(upTo(points, Infinity)).toEqual(points);
	});
});

describe('names beside lines', () => {
	it('stay where they are while there is room', () => {
		expect(spreadNames([100, 20], 10, [0, 200])).toEqual([100, 20]);
	});

	it('move apart in their order', () => {
		expect(spreadNames([50, 52, 51], 10, [0, 200])).toEqual([50, 70, 60]);
	});

	it('move up where the lower end is near', () => {
		expect(spreadNames([98, 99], 10, [0, 100])).toEqual([90, 100]);
	});
});
