import { describe, expect, it, vi } from 'vitest';
import { TrainerClient, WorkerFailure } from '#lib/worker/client.ts';
import { FakeWorker } from '../run/fake-worker.ts';

function connected() {
	const worker = new FakeWorker();
	const onEvent = vi.fn();
	const onFailure = vi.fn();
	return { worker, onEvent, onFailure, client: new TrainerClient(worker, onEvent, onFailure) };
}

describe('the page’s end of the line', () => {
	it('matches replies to requests by their numbers, in any order', async () => {
		const { worker, client } = connected();
		const pause = client.request({ type: 'pause' });
		const memory = client.request({ type: 'memory' });
		await worker.answer({ tensors: 1, bytes: 2, heapBytes: 3 });
		await worker.answer({ step: 7 }, 1);
		expect(await memory).toEqual({ tensors: 1, bytes: 2, heapBytes: 3 });
		expect(await pause).toEqual({ step: 7 });
	});

	it('gives a refusal in the worker’s words', async () => {
		const { worker, client } = connected();
		const refused = client.request({ type: 'train' });
		const caught = refused.catch((error: unknown) => error);
		await worker.refuse('there is no run to train');
		expect(await caught).toEqual(new Error('there is no run to train'));
	});

	it('hands events on, and none after it was closed', () => {
		const { worker, onEvent, client } = connected();
		const event = { type: 'paused', step: 3 } as const;
		worker.emit(event);
		client.dispose();
		worker.emit(event);
		expect(onEvent).toHaveBeenCalledExactlyOnceWith(event);
	});

	it('rejects whatever waits when the worker crashes, and says so once', async () => {
		const { worker, onFailure, client } = connected();
		const waiting = [client.request({ type: 'pause' }), client.request({ type: 'memory' })];
		const settled = Promise.allSettled(waiting);
		worker.crash('out of memory');
		worker.crash('again');
		expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(onFailure).toHaveBeenCalledExactlyOnceWith(new WorkerFailure('out of memory'));
		expect(worker.terminated).toBe(true);
		await expect(client.request({ type: 'pause' })).rejects.toThrow(WorkerFailure);
	});

	it('is closed without a failure being reported', async () => {
		const { worker, onFailure, client } = connected();
		const waiting = client.request({ type: 'pause' });
		const outcome = expect(waiting).rejects.toThrow('was closed');
		client.dispose();
		await outcome;
		expect(worker.terminated).toBe(true);
		expect(onFailure).not.toHaveBeenCalled();
	});
});
