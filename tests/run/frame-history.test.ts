import { expect, it } from 'vitest';
import type { TableFrame } from '#lib/core/table-history.ts';
import { withFrame } from '#lib/run/frame-history.ts';

const levels = new Uint8Array(1);
const stepsOf = (frames: readonly TableFrame[]): number[] => frames.map((f) => f.step);
const grown = (steps: number[], limit: number): number[] =>
	stepsOf(
		steps.reduce<readonly TableFrame[]>((frames, step) => withFrame(frames, { step, levels }, limit), [])
	);

it('keeps every frame up to the limit', () => {
	expect(grown([0, 1, 2], 3)).toEqual([0, 1, 2]);
});

it('drops the inner frame whose neighbours lie closest, never the first or the last', () => {
	expect(grown([0, 10, 11, 12, 30], 4)).toEqual([0, 10, 12, 30]);
});

it('stays spread over the steps of a long run', () => {
	const steps = grown(
		Array.from({ length: 1000 }, (_, i) => i),
		20
	);
	expect(steps).toHaveLength(20);
	expect(steps[0]).toBe(0);
	expect(steps[19]).toBe(999);
	const gaps = steps.slice(1).map((step, i) => step - steps[i]);
	expect(Math.max(...gaps)).toBeLessThan(130);
});

it('replaces the frame of a step that is said twice', () => {
	const twice = withFrame([{ step: 0, levels }], { step: 0, levels: Uint8Array.of(3) });
	expect(twice).toHaveLength(1);
	expect(twice[0].levels[0]).toBe(3);
});

it('refuses a frame from the past', () => {
	expect(() => withFrame([{ step: 5, levels }], { step: 4, levels })).toThrow('step 4 after step 5');
});
