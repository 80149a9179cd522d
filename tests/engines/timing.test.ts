import { describe, expect, it } from 'vitest';
import { clockResolution } from '#lib/engines/timing/clock.ts';
import { pairedRatios, ratioOf, timesOf } from '#lib/engines/timing/ratios.ts';
import { takeSample, warmUp, type SamplingClock } from '#lib/engines/timing/sampling.ts';
import type { Repeatable } from '#lib/engines/repeatable.ts';

/** A machine whose clock moves only when work is done on it. */
class FakeMachine implements SamplingClock {
	time = 0;
	resolution = 0.1;
	hidden = false;
	turns = 0;
	now = (): number => Math.floor(this.time / this.resolution) * this.resolution;
	breathe(): Promise<void> {
		this.turns++;
		return Promise.resolve();
	}
	wasHidden(): boolean {
		const was = this.hidden;
		this.hidden = false;
		return was;
	}
	/** Work of `each` milliseconds a repetition, after `start` that every call pays once. */
	work(each: number, start = 0): Repeatable & { done: number } {
		const work = {
			done: 0,
			contains: 'nothing',
			repeat: (times: number): Promise<void> => {
				work.done += times;
				this.time += start + each * times;
				return Promise.resolve();
			},
			dispose: () => undefined
		};
		return work;
	}
}

describe('the clock', () => {
	it('is as fine as its smallest step', () => {
		let t = 0;
		expect(clockResolution(() => Math.floor((t += 0.013)))).toBe(1);
		let fine = 0;
		expect(clockResolution(() => Math.floor((fine += 0.001) / 0.005) * 0.005)).toBeCloseTo(0.005, 9);
	});

	it('that stands still is an error, not an endless loop', () => {
		expect(() => clockResolution(() => 7)).toThrow('does not move');
	});
});

describe('a sample', () => {
	it('holds the work alone, not what every call pays once', async () => {
		const machine = new FakeMachine();
		const work = machine.work(0.5, 40);
		const times = await warmUp(work, machine);
		const { ms } = await takeSample(work, times, machine);
		expect(ms).toBeCloseTo(0.5, 1);
	});

	it('is long against the clock: a coarse clock gets longer samples', async () => {
		const fine = new FakeMachine();
		const coarse = new FakeMachine();
		coarse.resolution = 1;
		const times = await warmUp(fine.work(0.01), fine);
		const longer = await warmUp(coarse.work(0.01), coarse);
		expect(times * 0.01).toBeGreaterThanOrEqual(24);
		expect(longer * 0.01).toBeGreaterThan(99);
	});

	it('comes after a warm-up of three tenths of a second, also for slow work', async () => {
		const machine = new FakeMachine();
		const work = machine.work(90);
		expect(await warmUp(work, machine)).toBe(1);
		expect(machine.time).toBeGreaterThanOrEqual(300);
		expect(machine.turns).toBeGreaterThan(0);
	});

	it('is thrown away when the page was hidden, and the next one counts again', async () => {
		const machine = new FakeMachine();
		const work = machine.work(1);
		machine.breathe = () => {
			machine.hidden = true;
			return Promise.resolve();
		};
		expect((await takeSample(work, 30, machine)).dropped).toContain('hidden');
		machine.breathe = () => Promise.resolve();
		expect((await takeSample(work, 30, machine)).ms).toBeCloseTo(1, 3);
	});

	it('with no slope is thrown away instead of shown as no time at all', async () => {
		const machine = new FakeMachine();
		let calls = 0;
		const work = {
			...machine.work(0),
			repeat: () => Promise.resolve(void (machine.time += calls++ ? 30 : 60))
		};
		expect((await takeSample(work, 10, machine)).dropped).toContain('busier');
	});
});

describe('ratios', () => {
	const samples = [
		{ id: 'float', worker: 0, round: 0, ms: 6 },
		{ id: 'own', worker: 0, round: 0, ms: 2 },
		{ id: 'own', worker: 0, round: 1, ms: 2 },
		{ id: 'float', worker: 1, round: 0, ms: 10 },
		{ id: 'own', worker: 1, round: 0, ms: 2 }
	];

	it('pair what was taken in the same round of the same worker', () => {
		expect(pairedRatios(samples, 'float', 'own')).toEqual([3, 5]);
		expect(timesOf(samples, 'own')).toEqual([2, 2, 2]);
	});

	it('have a median with an interval, and are absent before the first pair', () => {
		expect(ratioOf(samples, 'float', 'own')).toMatchObject({ median: 4, low: 3, high: 5, count: 2 });
		expect(ratioOf(samples, 'own', 'nobody')).toBeNull();
	});
});
