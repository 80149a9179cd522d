import { afterEach, describe, expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import { RaceSeries } from '#lib/run/race-series.svelte.ts';
import { TrainerClient } from '#lib/worker/client.ts';
import { FakeWorker, NO_ANSWERS, settled } from './fake-worker.ts';

const workers: FakeWorker[] = [];
const connect = (onEvent: never, onFailure: never): TrainerClient => {
	const worker = new FakeWorker();
	workers.push(worker);
	return new TrainerClient(worker, onEvent, onFailure);
};
afterEach(() => workers.splice(0));

function seriesOf(runs: number, places: number): RaceSeries {
	const configs = Array.from({ length: runs }, (_, i) => ({
		...defaultConfig(namedEncoding('naive2'), { kind: 'materials', light: 1 } as const),
		seed: i + 1
	}));
	return new RaceSeries({ configs, places, connect: connect as never });
}
const finished = {
	type: 'finished',
	result: {
		...{ step: 500, testAccuracy: 0.5, validationAccuracy: 0.5, snapshotHash: 'x', answers: NO_ANSWERS },
		confusion: new Uint32Array(4)
	}
} as const;

/** The worker has its run made, and starts it. */
async function begin(worker: FakeWorker): Promise<void> {
	await worker.answer({});
	await worker.answer(null);
}
async function end(worker: FakeWorker): Promise<void> {
	worker.emit(finished);
	await settled();
	await worker.answer(null);
}

describe('a race series', () => {
	it('has as many workers as places, and each takes run after run', async () => {
		const series = seriesOf(3, 2);
		series.train();
		await settled();
		expect(workers.length).toBe(2);
		await begin(workers[0]);
		await begin(workers[1]);
		expect(series.lanes.map(({ status }) => status)).toEqual(['running', 'running', 'preparing']);
		await end(workers[1]);
		expect(workers.length).toBe(2);
		expect(workers[1].asked()).toEqual(['create', 'train', 'dispose', 'create']);
		await begin(workers[1]);
		expect(series.lanes.map(({ status }) => status)).toEqual(['running', 'finished', 'running']);
	});

	it('is over when its last run has ended, and then has no worker', async () => {
		const series = seriesOf(1, 2);
		series.train();
		await settled();
		await begin(workers[0]);
		expect(series.over).toBe(false);
		await end(workers[0]);
		expect([series.over, series.going, workers[0].terminated]).toEqual([true, false, true]);
	});

	it('starts no run while it is paused, and goes on with those that wait', async () => {
		const series = seriesOf(2, 1);
		series.train();
		await settled();
		await begin(workers[0]);
		series.pause();
		expect(workers[0].asked().at(-1)).toBe('pause');
		workers[0].emit({ type: 'paused', step: 7 });
		await settled();
		expect(series.lanes[0]).toMatchObject({ status: 'waiting', step: 7 });
		series.train();
		expect(workers[0].asked().at(-1)).toBe('train');
		expect(series.lanes[0].status).toBe('running');
	});

	it('paused while a run is being made, holds that run until it goes on', async () => {
		const series = seriesOf(1, 1);
		series.train();
		await settled();
		series.pause();
		await workers[0].answer({});
		expect(series.lanes[0].status).toBe('waiting');
		series.train();
		expect(workers[0].asked()).toEqual(['create', 'train']);
	});

	it('gives a run that lost its worker another one, and goes on without it where a third is lost', async () => {
		const series = seriesOf(2, 1);
		series.train();
		await settled();
		await begin(workers[0]);
		for (const lost of [0, 1, 2]) {
			workers[lost].crash('no memory');
			await settled();
		}
		expect(series.lanes[0]).toMatchObject({ status: 'failed', message: 'no memory.' });
		expect(workers.length).toBe(4);
		await begin(workers[3]);
		await end(workers[3]);
		expect(series.lanes.map(({ status }) => status)).toEqual(['failed', 'finished']);
		expect(series.over).toBe(true);
	});

	it('fails a run that its worker refuses, and makes the next one a new worker', async () => {
		const series = seriesOf(2, 1);
		series.train();
		await settled();
		await workers[0].refuse('no such encoding');
		expect(series.lanes[0]).toMatchObject({ status: 'failed', message: 'no such encoding' });
		expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
	});

	it('has a new worker for the next run where the last one died with its run over', async () => {
		const series = seriesOf(2, 1);
		series.train();
		await settled();
		await begin(workers[0]);
		workers[0].emit(finished);
		workers[0].crash('no memory');
		await settled();
		expect(series.lanes[0]).toMatchObject({ status: 'finished', message: '', notice: '' });
		await begin(workers[1]);
		expect(series.lanes[1].status).toBe('running');
	});

	it('goes on after a run that diverged', async () => {
		const series = seriesOf(2, 1);
		series.train();
		await settled();
		await begin(workers[0]);
		workers[0].emit({ type: 'diverged', step: 3, advice: 'lower the rate' });
		await settled();
		await workers[0].answer(null);
		expect(workers[0].asked()).toEqual(['create', 'train', 'dispose', 'create']);
	});

	it('ends every worker when it is disposed, and then starts no more', async () => {
		const series = seriesOf(4, 2);
		series.train();
		await settled();
		series.dispose();
		series.train();
		await settled();
		expect(workers.map(({ terminated }) => terminated)).toEqual([true, true]);
	});

	it('refuses to be made of nothing', () => {
		expect(() => seriesOf(0, 1)).toThrow('got 0 and 1');
		expect(() => seriesOf(1, 0)).toThrow('got 1 and 0');
	});
});
