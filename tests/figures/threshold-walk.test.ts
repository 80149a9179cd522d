import { describe, expect, it } from 'vitest';
import { frameAt, walkPaths, walkScale, walkShades, type WalkFrame } from '#lib/figures/threshold-walk.ts';

/** A table of one entry that steps from 0 to 1 at `value`. */
const stepping = (step: number, value: number): WalkFrame => ({
	step,
	levels: Uint8Array.from({ length: 256 }, (_, v) => (v >= value ? 1 : 0))
});

describe('time downwards', () => {
	it('gives the learning part of the run 86% of the height, and back', () => {
		const { y, stepAt } = walkScale(1000, 400, 100);
		expect([0, 200, 400, 700, 1000].map(y)).toEqual([0, 43, 86, 93, 100]);
		expect([0, 43, 86, 93, 100].map(stepAt)).toEqual([0, 200, 400, 700, 1000]);
		expect(stepAt(-5)).toBe(0);
		expect(stepAt(105)).toBe(1000);
	});

	it('gives all of it to a table that never settles', () => {
		expect([0, 250, 500].map(walkScale(500, 500, 100).y)).toEqual([0, 50, 100]);
		expect(() => walkScale(100, 0, 10)).toThrow('got 0');
	});
});

const frames = [stepping(0, 128), stepping(10, 128), stepping(20, 64)];

describe('thresholds over a run', () => {
	it('are one stroke for as long as they stay, and another where they went', () => {
		const [first, second, third] = walkPaths(frames, 1, 40, 256, (step) => step);
		expect(first).toBe('M128.0 0.0V20.0M64.0 20.0V40.0');
		expect(second + third).toBe('');
	});

	it('stand in a column where the level jumps by two', () => {
		const levels = Uint8Array.from({ length: 256 }, (_, v) => (v >= 5 ? 2 : 0));
		expect(walkPaths([{ step: 0, levels }], 1, 8, 256, (step) => step)).toEqual([
			'M5.0 0.0V8.0',
			'M5.0 0.0V8.0',
			''
		]);
	});

	it('are shown by the last frame at or before a step', () => {
		expect([0, 9, 10, 19, 20, 99].map((step) => frameAt(frames, step))).toEqual([0, 0, 1, 1, 2, 2]);
	});
});

it('a picture of the means has a row for each height, in shades from the first to the last', () => {
	const picture = walkShades(
		frames,
		({ levels }) => Float64Array.from(levels, (level) => 3 * level),
		2,
		(row) => (row === 0 ? 5 : 30),
		(mean) => 5 * mean
	);
	expect([63, 64, 127, 128].map((v) => picture[v])).toEqual([0, 0, 0, 15]);
	expect([63, 64, 127, 128].map((v) => picture[256 + v])).toEqual([0, 15, 15, 15]);
});
