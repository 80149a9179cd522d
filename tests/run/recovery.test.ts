import { describe, expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import { Run } from '#lib/run/run.svelte.ts';
import { PATIENCE_MS, SILENCE_MS } from '#lib/run/watchdog.ts';
import { TrainerClient } from '#lib/worker/client.ts';
import { FakeWorker, SAMPLES, settled } from './fake-worker.ts';

const CREATED = {
	backend: 'webgl',
	reason: 'a test',
	renderer: null,
	classNames: ['a', 'b'],
	samples: SAMPLES,
	counts: { train: 1, validation: 1, test: 2 }
};
const config = {
	...defaultConfig(namedEncoding('naive2'), { kind: 'materials', light: 1 } as const),
	steps: 100
};

/** A run that trains in a fake worker, and a clock that the test moves. */
async function trainingRun() {
	const workers: FakeWorker[] = [];
	let now = 0;
	let look: () => void = () => undefined;
	const run = new Run({
		config,
		connect: (onEvent, onFailure) => {
			const worker = new FakeWorker();
			workers.push(worker);
			return new TrainerClient(worker, onEvent, onFailure);
		},
		schedule: (flush) => flush(),
		clock: {
			now: () => now,
			every: (callback) => {
				look = callback;
				return () => (look = () => undefined);
			}
		}
	});
	void run.train();
	await settled();
	await workers[0].answer(CREATED);
	await workers[0].answer(null);
	expect(run.status).toBe('training');
	const wait = (ms: number): void => {
		for (const end = now + ms; now < end;) {
			now += 500;
			look();
		}
	};
	return { run, workers, wait };
}

function reach(worker: FakeWorker, from: number, step: number): void {
	const losses = Array.from({ length: step - from }, (_, i) => from + i);
	worker.emit({ type: 'progress', step, losses, stepsPerSecond: 50 });
}
const checkpointAt = (worker: FakeWorker, step: number): void =>
	worker.emit({ type: 'checkpoint', checkpoint: { config, step, state: new ArrayBuffer(8) } });

describe('a run whose worker is lost', () => {
	it('goes on from its last checkpoint on wasm, and says so', async () => {
		const { run, workers } = await trainingRun();
		reach(workers[0], 0, 20);
		checkpointAt(workers[0], 20);
		reach(workers[0], 20, 30);
		workers[0].emit({ type: 'lost', reason: 'The graphics processor took its memory back.' });
		await settled();
		expect(workers[0].terminated).toBe(true);
		expect(workers[1].received[0]).toMatchObject({
			type: 'create',
			backend: 'wasm',
			resume: { step: 20 }
		});
		expect(run.losses.length).toBe(20);
		await workers[1].answer({ ...CREATED, backend: 'wasm' });
		await workers[1].answer(null);
		expect(run.status).toBe('training');
		expect(run.notice).toContain('from step 20');
		reach(workers[1], 20, 25);
		expect(run.losses).toEqual(Array.from({ length: 25 }, (_, i) => i));
	});

	it('fails with the reason where there is no checkpoint yet', async () => {
		const { run, workers } = await trainingRun();
		workers[0].crash('out of memory');
		await settled();
		expect(run.status).toBe('failed');
		expect(run.message).toBe('out of memory');
		expect(workers.length).toBe(1);
	});

	it('is given up when new workers are lost without getting further', async () => {
		const { run, workers } = await trainingRun();
		checkpointAt(workers[0], 20);
		for (let i = 0; i < 3; i++) {
			workers[i].crash('out of memory');
			await settled();
		}
		expect(run.status).toBe('failed');
		expect(workers.length).toBe(3);
	});

	it('is missed when it falls silent and answers no question', async () => {
		const { workers, wait } = await trainingRun();
		checkpointAt(workers[0], 20);
		wait(SILENCE_MS);
		expect(workers[0].asked().at(-1)).toBe('memory');
		wait(PATIENCE_MS);
		await settled();
		expect(workers[0].terminated).toBe(true);
		expect(workers[1].asked()).toEqual(['create']);
	});

	it('is not missed when it answers', async () => {
		const { run, workers, wait } = await trainingRun();
		for (let i = 0; i < 5; i++) {
			wait(SILENCE_MS);
			await workers[0].answer({ tensors: 1, bytes: 1, heapBytes: 1 });
		}
		wait(1000);
		expect(run.status).toBe('training');
		expect(workers.length).toBe(1);
	});
});
