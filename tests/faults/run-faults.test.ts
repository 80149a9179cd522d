/** Faults of a training worker as the page's run meets them, with workers that say what the test makes them say. */
import { describe, expect, it } from 'vitest';
import { PATIENCE_MS, SILENCE_MS, START_MS } from '#lib/run/watchdog.ts';
import { settled } from '../run/fake-worker.ts';
import { CREATED, checkpointAt, reach, trainingRun, watchedRun } from '../run/watched-run.ts';

const WASM = { ...CREATED, backend: 'wasm' };

describe('a worker that never starts', () => {
	it('is given up after a minute, and a second one is tried on wasm, which then trains', async () => {
		const { run, workers, wait } = watchedRun();
		run.wantedBackend = 'webgl';
		void run.train();
		await settled();
		wait(START_MS - 1000);
		await settled();
		expect(workers.length).toBe(1);
		wait(1000);
		await settled();
		expect(workers[0].terminated).toBe(true);
		expect(workers[1].received[0]).toMatchObject({ type: 'create', backend: 'wasm' });
		await workers[1].answer(WASM);
		await workers[1].answer(null);
		expect(workers[1].asked()).toEqual(['create', 'train']);
		expect(run.status).toBe('training');
		expect(run.notice).toBe('The training worker did not start within a minute. A second one was started.');
	});

	it('is said where no second one starts either, and can be started again', async () => {
		const { run, workers, wait, watched } = watchedRun();
		void run.train();
		for (let i = 0; i < 3; i++) {
			await settled();
			wait(START_MS);
		}
		await settled();
		expect(run.status).toBe('failed');
		expect(run.message).toBe('The training worker did not start within a minute.');
		expect(workers.map(({ terminated }) => terminated)).toEqual([true, true, true]);
		expect(watched()).toBe(false);
		void run.reset();
		await settled();
		await workers[3].answer(WASM);
		expect(run.status).toBe('ready');
	});

	it('where graphics refuse, the processor is tried', async () => {
		const { run, workers } = watchedRun();
		run.wantedBackend = 'webgl';
		void run.train();
		await settled();
		await workers[0].refuse('tfjs’s webgl backend did not start');
		expect(workers[1].received[0]).toMatchObject({ backend: 'wasm' });
		await workers[1].answer(WASM);
		expect(run.notice).toContain('A second one was started.');
	});
});

describe('a worker that dies without a word', () => {
	it('while it is asked to pause: the run is mended, and pauses', async () => {
		const { run, workers, wait } = await trainingRun();
		checkpointAt(workers[0], 20);
		void run.pause();
		wait(SILENCE_MS + PATIENCE_MS);
		await settled();
		await workers[1].answer(WASM);
		expect(run.status).toBe('paused');
		expect(run.step).toBe(20);
		expect(workers[1].asked()).toEqual(['create']);
	});

	it('while it stood still: noticed at the next request, which is then done', async () => {
		const { run, workers, wait, watched } = await trainingRun();
		checkpointAt(workers[0], 20);
		void run.pause();
		await workers[0].answer({ step: 20 });
		expect(watched()).toBe(false);
		void run.train();
		await settled();
		wait(SILENCE_MS + PATIENCE_MS);
		await settled();
		await workers[1].answer(WASM);
		await workers[1].answer(null);
		expect(run.status).toBe('training');
	});

	it('while the network is asked for: the asker is told', async () => {
		const { run, workers, wait } = await trainingRun();
		checkpointAt(workers[0], 20);
		void run.pause();
		await workers[0].answer({ step: 20 });
		const network = run.snapshot();
		wait(SILENCE_MS + PATIENCE_MS);
		await expect(network).rejects.toThrow('the training worker was closed');
	});

	it('after its run has finished: what it found stays', async () => {
		const { run, workers } = await trainingRun();
		workers[0].emit({ type: 'progress', step: 100, losses: [1], stepsPerSecond: 1 });
		workers[0].emit({
			type: 'finished',
			result: { step: 100, testAccuracy: 0.5, validationAccuracy: 0.5, snapshotHash: 'ab' } as never
		});
		workers[0].crash('out of memory');
		await settled();
		expect(run.status).toBe('finished');
		expect(run.result?.testAccuracy).toBe(0.5);
		expect(run.notice).toBe('out of memory. What the run has found is still here.');
	});
});

describe('a run that was reset', () => {
	it('never goes on from a checkpoint of before', async () => {
		const { run, workers } = await trainingRun();
		reach(workers[0], 0, 40);
		checkpointAt(workers[0], 40);
		const reset = run.reset();
		// One that was on its way already.
		checkpointAt(workers[0], 45);
		await workers[0].answer({ step: 0 });
		await reset;
		void run.train();
		await workers[0].answer(null);
		reach(workers[0], 0, 5);
		workers[0].crash('out of memory');
		await settled();
		expect(workers[1].received[0]).not.toHaveProperty('resume');
		await workers[1].answer(WASM);
		expect(run.losses).toEqual([]);
	});

	it('trains when Train was pressed before the reset was through', async () => {
		const { run, workers } = await trainingRun();
		void run.pause();
		await workers[0].answer({ step: 3 });
		void run.reset();
		void run.train();
		await workers[0].answer({ step: 0 }, 1);
		await workers[0].answer(null);
		expect(run.status).toBe('training');
	});
});

describe('a clock that jumps', () => {
	it('an hour of sleep is no silence, whenever it comes', async () => {
		const { run, workers, wait, jump } = await trainingRun();
		jump(3_600_000);
		wait(SILENCE_MS);
		expect(workers[0].asked().at(-1)).toBe('memory');
		jump(3_600_000);
		await workers[0].answer({ tensors: 1, bytes: 1, heapBytes: 1 });
		jump(-3_600_000);
		expect(run.status).toBe('training');
		expect(workers.length).toBe(1);
	});
});

describe('a thousand times start, pause, reset, dispose', () => {
	it('leaves no worker, no watch and nothing to say', async () => {
		const { run, workers, watched } = watchedRun();
		for (let i = 0; i < 1000; i++) {
			void run.reset(run.config);
			await settled();
			await workers[i].answer(WASM);
			void run.train();
			await workers[i].answer(null);
			void run.pause();
			await workers[i].answer({ step: 1 });
			void run.reset();
			await workers[i].answer({ step: 0 });
			run.dispose();
		}
		expect(workers.length).toBe(1000);
		expect(workers.every(({ terminated }) => terminated)).toBe(true);
		expect(watched()).toBe(false);
		expect([run.message, run.notice, run.losses.length]).toEqual(['', '', 0]);
	});
});

describe('twenty fast clicks on each button', () => {
	it('end where the last of them says, with one worker', async () => {
		const { run, workers } = watchedRun();
		for (let i = 0; i < 20; i++) {
			void run.train();
			void run.pause();
		}
		await settled();
		await workers[0].answer(WASM);
		for (let i = 0; i < 20; i++) {
			for (const click of [() => run.train(), () => run.pause(), () => run.reset()]) {
				void click();
				await settled();
			}
		}
		const answered = new Set<number>();
		for (let i = 0; i < workers[0].received.length; i++) {
			const request = workers[0].received[i];
			if (request.type === 'create' || answered.has(request.id)) continue;
			answered.add(request.id);
			workers[0].say({
				type: 'reply',
				id: request.id,
				ok: true,
				answer: (request.type === 'train' ? null : { step: 0 }) as never
			});
			await settled();
		}
		expect(workers.length).toBe(1);
		expect(run.status).toBe('ready');
		expect(run.message).toBe('');
	});
});
