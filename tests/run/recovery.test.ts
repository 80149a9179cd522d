import { describe, expect, it } from 'vitest';
import { PATIENCE_MS, SILENCE_MS } from '#lib/run/watchdog.ts';
import { settled } from './fake-worker.ts';
import { CREATED, checkpointAt, reach, trainingRun } from './watched-run.ts';

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

	it('begins again at step 0 where there is no checkpoint yet, and says so', async () => {
		const { run, workers } = await trainingRun();
		reach(workers[0], 0, 5);
		workers[0].crash('out of memory');
		await settled();
		expect(workers[1].received[0]).toMatchObject({ type: 'create', backend: 'wasm' });
		expect(workers[1].received[0]).not.toHaveProperty('resume');
		expect(run.losses).toEqual([]);
		await workers[1].answer({ ...CREATED, backend: 'wasm' });
		await workers[1].answer(null);
		expect(run.status).toBe('training');
		expect(run.notice).toBe('out of memory. It had no checkpoint yet, so the run began again at step 0.');
	});

	it('is given up when new workers are lost without getting further', async () => {
		const { run, workers } = await trainingRun();
		checkpointAt(workers[0], 20);
		for (let i = 0; i < 3; i++) {
			workers[i].crash('out of memory');
			await settled();
		}
		expect(run.status).toBe('failed');
		expect(run.message).toBe('out of memory.');
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
