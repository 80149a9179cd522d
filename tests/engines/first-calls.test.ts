import { describe, expect, it } from 'vitest';
import { timeAsking, timeFirstCalls } from '#lib/engines/timing/first-calls.ts';

/** A clock that moves in steps, and work that moves it: the first call takes longer. */
function world(stepMs: number, firstMs: number, laterMs: number) {
	let time = 0;
	let calls = 0;
	let readings = 0;
	return {
		call: () => void (time += calls++ === 0 ? firstMs : laterMs),
		// Reading takes a little, or a clock would stand still for ever.
		now: () => Math.floor((time + ++readings * 1e-5) / stepMs) * stepMs
	};
}

describe('first calls', () => {
	it('are timed one by one, and a long stretch of them is divided', () => {
		const { call, now } = world(0.001, 2, 0.02);
		const { calls, clockStep, settled } = timeFirstCalls(call, 5, now);
		expect(calls).toHaveLength(5);
		expect(calls[0]).toBeCloseTo(2000, -1);
		expect(calls[4]).toBeCloseTo(20, -1);
		expect(clockStep).toBeCloseTo(1, 3);
		expect(settled).toBeCloseTo(20, 0);
	});

	it('take no time by a clock that is too coarse, and the stretch still tells', () => {
		const { call, now } = world(1, 3, 0.02);
		const { calls, settled } = timeFirstCalls(call, 20, now);
		expect(calls.slice(1)).toContain(0);
		expect(settled).toBeCloseTo(20, 0);
	});

	it('refuse to be none', () => {
		expect(() =>
			timeFirstCalls(
				() => undefined,
				0,
				() => 0
			)
		).toThrow('at least one call is timed, got 0');
	});
});

describe('asking and waiting', () => {
	it('are told apart', () => {
		let time = 0;
		const device = { draw: () => void (time += 0.01), wait: () => void (time += 9) };
		const { asked, waited } = timeAsking(device, 10, () => time);
		expect(asked).toBeCloseTo(10, 6);
		expect(waited).toBeCloseTo(910, 6);
	});
});
