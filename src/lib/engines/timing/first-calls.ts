/**
 * What a careless stopwatch shows: every single call of fresh work, timed alone, by the clock as it is. The opposite of
 * sampling.ts on purpose. The clock and the work are handed in.
 */
import { medianInterval } from '#lib/core/statistics.ts';
import { clockResolution } from './clock.ts';

export interface FirstCalls {
	/** Microseconds that each call seemed to take, in order; 0 where the clock did not move. */
	readonly calls: readonly number[];
	/** Smallest step of the clock, microseconds. */
	readonly clockStep: number;
	/** Microseconds of one call: the median of long stretches of them after all of these. */
	readonly settled: number;
}

const US = 1000;

/** A long stretch takes at least so many milliseconds and so many of the clock's steps. */
const STRETCH_MS = 2;
const STRETCH_STEPS = 100;

/** Many short ones rather than a long one: what else the machine has to do falls into some of them, and not into the median. */
const STRETCHES = 15;

/** Calls are not counted up beyond this. */
const MOST_CALLS = 1 << 17;

/**
 * @param count calls that are timed one by one
 * @param now milliseconds
 * @throws RangeError when no call is asked for
 */
export function timeFirstCalls(call: () => void, count: number, now: () => number): FirstCalls {
	if (!(count >= 1)) throw new RangeError(`at least one call is timed, got ${count}`);
	const calls: number[] = [];
	for (let i = 0; i < count; i++) {
		const started = now();
		call();
		calls.push((now() - started) * US);
	}
	const step = clockResolution(now);
	const times = longEnough(call, Math.max(STRETCH_MS, STRETCH_STEPS * step), now);
	const stretches = Array.from({ length: STRETCHES }, () => stretchOf(call, times, now) / times);
	const settled = medianInterval(stretches).median;
	return { calls, clockStep: step * US, settled: settled * US };
}

/** Milliseconds that so many calls take together. */
function stretchOf(call: () => void, times: number, now: () => number): number {
	const started = now();
	for (let i = 0; i < times; i++) call();
	return now() - started;
}

/** How many calls fill a stretch of so many milliseconds. */
function longEnough(call: () => void, stretch: number, now: () => number): number {
	let times = 64;
	while (times < MOST_CALLS && stretchOf(call, times, now) < stretch) times *= 2;
	return times;
}

export interface AskedAndWaited {
	/** Microseconds until the calls that ask for the work came back. */
	readonly asked: number;
	/** Microseconds until the work was done. */
	readonly waited: number;
}

/** Microseconds of asking a graphics card for work, and of the same with waiting for it. */
export function timeAsking(
	device: { draw(): void; wait(): void },
	times: number,
	now: () => number
): AskedAndWaited {
	const started = now();
	for (let i = 0; i < times; i++) device.draw();
	const asked = now() - started;
	device.wait();
	const waited = now() - started;
	return { asked: (asked / times) * US, waited: (waited / times) * US };
}
