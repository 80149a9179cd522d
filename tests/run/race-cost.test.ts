import { describe, expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import { measureRunCost, placesOn, seriesSeconds } from '#lib/run/race-cost.ts';
import { TrainerClient } from '#lib/worker/client.ts';
import { FakeWorker, settled } from './fake-worker.ts';

const config = defaultConfig(namedEncoding('dither'), { kind: 'materials', light: 0 });

describe('what a race will cost', () => {
	it('counts the start once, and every round of places whole', () => {
		// Five runs at two places are three rounds of 100 * 10 ms + 500 ms.
		expect(seriesSeconds({ start: 2000, step: 10, rest: 500 }, 5, 100, 2)).toBe(2 + 3 * 1.5);
	});

	it('trains one run a core, and two where memory is short', () => {
		expect(placesOn(4, undefined)).toBe(4);
		expect(placesOn(32, 8)).toBe(8);
		expect(placesOn(8, 4)).toBe(2);
		expect(placesOn(1, 4)).toBe(1);
		expect(placesOn(undefined, undefined)).toBe(2);
	});

	it('takes apart a cold run and a warm one', async () => {
		let clock = 0;
		const worker = new FakeWorker();
		const connect = ((onEvent: never, onFailure: never) =>
			new TrainerClient(worker, onEvent, onFailure)) as never;
		const measured = measureRunCost(config, 1, { connect, now: () => clock });
		for (const total of [5000, 3000]) {
			await settled();
			await worker.answer({});
			await worker.answer(null);
			worker.emit({ type: 'progress', step: 40, losses: [1], stepsPerSecond: 50 });
			worker.emit({ type: 'finished', result: {} as never });
			await settled();
			clock += total;
			await worker.answer(null);
		}
		// 50 steps a second are 20 ms a step: 40 of them are 800 ms of the warm run's 3,000.
		expect(await measured).toEqual({ start: 2000, step: 20, rest: 2200 });
		expect(worker.terminated).toBe(true);
	});

	it('ends its workers when it is stopped', async () => {
		const worker = new FakeWorker();
		const connect = ((onEvent: never, onFailure: never) =>
			new TrainerClient(worker, onEvent, onFailure)) as never;
		const abort = new AbortController();
		const measured = measureRunCost(config, 1, { connect, signal: abort.signal });
		await settled();
		abort.abort();
		await expect(measured).rejects.toThrow('it was stopped');
		expect(worker.terminated).toBe(true);
	});
});
