import { describe, expect, it } from 'vitest';
import {
	LEVEL_EDGES,
	descend,
	evenly,
	levelOf,
	motions,
	quantized,
	reportedSlope,
	staircaseLoss,
	type Backward
} from '#lib/core/straight-through.ts';

const nothing: Backward = () => 0;
const everything: Backward = () => 1;
const inside: Backward = (x) => (x >= 0 && x <= 1 ? 1 : 0);
const RUN = { start: [0.95], target: 0.4, learningRate: 0.1, clamp: false, steps: 400 };

describe('a latent and its levels', () => {
	it('changes level at 1/6, 1/2 and 5/6', () => {
		LEVEL_EDGES.forEach((edge, n) => {
			expect(levelOf(edge - 1e-6)).toBe(n);
			expect(levelOf(edge + 1e-6)).toBe(n + 1);
		});
		expect([levelOf(-4), levelOf(4)]).toEqual([0, 3]);
	});

	it('has a loss that is the same all along a step', () => {
		expect(staircaseLoss(0.52, 0.4)).toBe(staircaseLoss(0.8, 0.4));
		expect(staircaseLoss(0.2, 0.4)).toBeCloseTo((1 / 3 - 0.4) ** 2, 12);
	});

	it('reports the slope at the rounded value, times g', () => {
		expect(reportedSlope(0.95, 0.4, () => 0.5)).toBeCloseTo(0.6, 12);
		expect(reportedSlope(0.95, 0.4, nothing)).toBe(0);
	});
});

describe('gradient descent through the staircase', () => {
	it('goes nowhere by the true gradient', () => {
		const { path } = descend({ ...RUN, backward: nothing });
		expect(path).toHaveLength(401);
		expect(path[400][0]).toBe(0.95);
	});

	it('ends up crossing one edge for ever, straight through, at the level share that makes the mean the target', () => {
		const { path } = descend({ ...RUN, backward: everything });
		const late = path.slice(100);
		expect(new Set(late.map((latents) => levelOf(latents[0])))).toEqual(new Set([1, 2]));
		const mean = late.reduce((sum, latents) => sum + quantized(latents[0]), 0) / late.length;
		expect(mean).toBeCloseTo(0.4, 2);
	});

	it('leaves latents outside the range where they are, clipped', () => {
		const start = evenly(40, -0.5, 1.5);
		const { path } = descend({ ...RUN, start, backward: inside });
		const last = motions(path[399], path[400], 0.4);
		start.forEach((x, i) => expect(last[i]).toBe(x < 0 || x > 1 ? 'stopped' : 'moving'));
	});

	it('loses a weight to one step that is too long, unless latents are put back into the range', () => {
		const run = { ...RUN, start: [0.9], learningRate: 1, backward: inside, steps: 5 };
		expect(descend(run).path.at(-1)?.[0]).toBeCloseTo(-0.3, 12);
		const clamped = descend({ ...run, clamp: true }).path.map((latents) => latents[0]);
		expect(clamped[1]).toBe(0);
		expect(clamped[2]).toBeCloseTo(0.8, 12);
	});

	it('loses most weights within ten steps at the rate 1, as the chapter says, and none when they are put back', () => {
		const run = { ...RUN, start: evenly(40, -0.5, 1.5), learningRate: 1, backward: inside, steps: 10 };
		const stopped = (clamp: boolean): number => {
			const { path } = descend({ ...run, clamp });
			return motions(path[9], path[10], 0.4).filter((motion) => motion === 'stopped').length;
		};
		expect(stopped(false)).toBe(36);
		expect(stopped(true)).toBe(0);
	});

	it('puts latents back in vain where g is 0 at the very ends of the range', () => {
		const triangle: Backward = (x) => Math.max(0, 1 - Math.abs(2 * x - 1));
		const { path } = descend({ ...RUN, start: [-0.3, 1.2], backward: triangle, clamp: true });
		expect([...path[1]]).toEqual([0, 1]);
		expect([...path[400]]).toEqual([0, 1]);
	});

	it('stops where g is no number, and says where', () => {
		const { path, fault } = descend({ ...RUN, start: [0.5], backward: (x) => 1 / (x - x) });
		expect(path).toHaveLength(1);
		expect(fault).toEqual({ step: 1, latent: 0.5 });
	});

	it('tells a weight that has arrived from one that is stuck', () => {
		expect(motions(Float64Array.of(0.34, 1.2, 0.6), Float64Array.of(0.34, 1.2, 0.61), 1 / 3)).toEqual([
			'settled',
			'stopped',
			'moving'
		]);
	});
});
