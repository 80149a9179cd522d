/** Faults of the workers of a race, of a series of runs and of the measuring before it, with workers that say what the test makes them say. */
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import { measureRunCost } from '#lib/run/race-cost.ts';
import { RaceSeries } from '#lib/run/race-series.svelte.ts';
import { Race } from '#lib/run/race.svelte.ts';
import { TURN_STEPS } from '#lib/run/turns.ts';
import { PATIENCE_MS, SILENCE_MS, START_MS } from '#lib/run/watchdog.ts';
import { TrainerClient } from '#lib/worker/client.ts';
import { FakeWorker, settled } from '../run/fake-worker.ts';
import { stillClock } from '../run/still-clock.ts';

const config = {
	...defaultConfig(namedEncoding('naive2'), { kind: 'materials', light: 1 } as const),
	steps: 30
};
const GIVEN_UP_MS = SILENCE_MS + PATIENCE_MS;

function stage() {
	const workers: FakeWorker[] = [];
	const connect = ((onEvent: never, onFailure: never) => {
		const worker = new FakeWorker();
		workers.push(worker);
		return new TrainerClient(worker, onEvent, onFailure);
	}) as never;
	return { workers, connect, ...stillClock() };
}

/** Two lanes, each of which has its first turn. */
async function race() {
	const { workers, connect, clock, wait, watched } = stage();
	const run = new Race({ configs: [config, { ...config, seed: 2 }], places: 2, connect, clock });
	void run.train();
	await settled();
	for (const worker of workers) {
		await worker.answer({});
		await worker.answer(null);
	}
	return { race: run, workers, wait, watched };
}
const checkpoint = (worker: FakeWorker, step: number): void =>
	worker.emit({ type: 'checkpoint', checkpoint: { config, step, state: new ArrayBuffer(8) } });
const progress = (worker: FakeWorker, step: number): void =>
	worker.emit({ type: 'progress', step, losses: Array<number>(TURN_STEPS).fill(1), stepsPerSecond: 50 });
const evaluation = (worker: FakeWorker, step: number): void =>
	worker.emit({
		type: 'evaluation',
		evaluation: { step, correct: 1, count: 2, answers: new Uint8Array(1), confidences: new Float32Array(1) }
	});

describe('a worker of a race that falls silent', () => {
	it('has a successor that goes on from the last checkpoint; nothing of before it is lost, or shown twice', async () => {
		const { race: run, workers, wait } = await race();
		const [silent, other] = workers;
		progress(silent, 10);
		evaluation(silent, 10);
		checkpoint(silent, 10);
		progress(silent, 20);
		evaluation(silent, 20);
		for (let i = 0; i < GIVEN_UP_MS; i += 1000) {
			wait(1000);
			progress(other, 10);
		}
		await settled();
		expect([silent.terminated, other.terminated]).toEqual([true, false]);
		expect(workers[2].received[0]).toMatchObject({ type: 'create', resume: { step: 10 } });
		expect(run.lanes[0]).toMatchObject({ status: 'preparing', step: 10 });
		expect(run.lanes[0].losses.length).toBe(10);
		expect(run.lanes[0].evaluations.map(({ step }) => step)).toEqual([10]);
		await workers[2].answer({});
		await workers[2].answer(null);
		expect(run.lanes[0].status).toBe('running');
		expect(run.lanes[0].notice).toBe(
			'The training worker no longer answered. The run went on from step 10, its last checkpoint.'
		);
	});

	it('is not given up while it answers that it is there', async () => {
		const { workers, wait } = await race();
		for (let i = 0; i < 5; i++) {
			wait(SILENCE_MS);
			for (const worker of workers) {
				expect(worker.asked().at(-1)).toBe('memory');
				await worker.answer({ tensors: 1, bytes: 1, heapBytes: 1 });
			}
		}
		expect(workers.length).toBe(2);
	});

	it('is not watched while the race is paused, and noticed when it goes on', async () => {
		const { race: run, workers, wait, watched } = await race();
		run.pause();
		for (const worker of workers) worker.emit({ type: 'paused', step: 10 });
		expect(watched()).toBe(0);
		wait(10 * START_MS);
		expect(workers.length).toBe(2);
		void run.train();
		await settled();
		wait(GIVEN_UP_MS);
		await settled();
		expect(workers.slice(0, 2).every(({ terminated }) => terminated)).toBe(true);
		expect(workers.length).toBe(4);
	});

	it('leaves nothing that looks at the clock once the race is disposed of', async () => {
		const { race: run, watched } = await race();
		expect(watched()).toBe(2);
		run.dispose();
		expect(watched()).toBe(0);
	});
});

it('a race that is disposed of while its pictures are fetched starts no worker', async () => {
	const { workers, connect } = stage();
	let arrive = (): void => undefined;
	const fetched = new Promise<void>((resolve) => (arrive = resolve));
	const run = new Race({
		configs: [config],
		places: 1,
		connect,
		data: async () => {
			await fetched;
			return { message: { kind: 'materials' }, transfer: [] };
		}
	});
	void run.train();
	run.dispose();
	arrive();
	await settled();
	expect(workers).toEqual([]);
});

describe('a worker of a series', () => {
	it('that never starts has a minute a place, and then a successor', async () => {
		const { workers, connect, clock, wait } = stage();
		const series = new RaceSeries({ configs: [config, config], places: 2, connect, clock });
		series.train();
		await settled();
		await workers[1].answer({});
		wait(START_MS);
		expect(workers[0].terminated).toBe(false);
		wait(START_MS);
		await settled();
		expect(workers[0].terminated).toBe(true);
		expect(series.lanes[0]).toMatchObject({
			status: 'preparing',
			notice: 'The training worker did not start within 2 minutes. A second one was started.'
		});
		series.dispose();
	});

	it('that is lost while the series is paused is replaced, and its run waits', async () => {
		const { workers, connect, clock } = stage();
		const series = new RaceSeries({ configs: [config], places: 1, connect, clock });
		series.train();
		await settled();
		await workers[0].answer({});
		await workers[0].answer(null);
		checkpoint(workers[0], 7);
		series.pause();
		workers[0].crash('no memory');
		await settled();
		await workers[1].answer({});
		expect(workers[1].received[0]).toMatchObject({ type: 'create', resume: { step: 7 } });
		expect(series.lanes[0].status).toBe('waiting');
	});
});

it('the measuring before a race ends with the reason where its worker falls silent', async () => {
	const { connect, clock, workers, wait, watched } = stage();
	const measured = measureRunCost(config, 1, { connect, clock });
	await settled();
	await workers[0].answer({});
	await workers[0].answer(null);
	wait(GIVEN_UP_MS);
	await expect(measured).rejects.toThrow('The training worker no longer answered.');
	expect(workers[0].terminated).toBe(true);
	expect(watched()).toBe(0);
});
