import { describe, expect, it } from 'vitest';
import { parseExpression } from '#lib/core/expression.ts';
import { descend } from '#lib/core/straight-through.ts';
import { BACKWARD_PRESETS } from '#lib/widgets/backward-presets.ts';
import { curveOf, firstUndefined, stairsFor, standingAt } from '#lib/widgets/staircase-view.ts';

describe('what the staircase figure draws', () => {
	it('has four stairs that meet at the edges', () => {
		const stairs = stairsFor(1 / 3);
		expect(stairs.map(({ level }) => level)).toEqual([0, 1, 2, 3]);
		stairs.slice(1).forEach((stair, i) => expect(stair.from).toBe(stairs[i].to));
		expect(stairs[1].loss).toBe(0);
	});

	it('knows where a function is no number', () => {
		expect(firstUndefined(curveOf((x) => 1 / (x - 0.5)))).toBe(0.5);
		expect(firstUndefined(curveOf(() => 1))).toBeNull();
	});

	it('tells at step 0 already which weights will not move', () => {
		const { path } = descend({
			start: [-0.2, 0.1],
			target: 0.4,
			learningRate: 0.1,
			backward: (x) => (x >= 0 ? 1 : 0),
			clamp: false,
			steps: 3
		});
		expect(standingAt(path, 0, 0.4).stopped).toEqual([true, false]);
		expect(standingAt(path, 3, 0.4).stoppedCount).toBe(1);
		expect(standingAt(path.slice(0, 1), 0, 0.4).stoppedCount).toBe(0);
	});

	it.each(BACKWARD_PRESETS)('the preset $name is an expression, finite wherever it is drawn', ({ text }) => {
		const parsed = parseExpression(text);
		expect(parsed.kind).toBe('expression');
		if (parsed.kind === 'expression') expect(firstUndefined(curveOf(parsed.at))).toBeNull();
	});
});
