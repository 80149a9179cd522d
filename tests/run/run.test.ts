import { describe, expect, it } from 'vitest';
import { defaultConfig, type TrainConfig } from '#lib/core/config.ts';
import { encodeHistory } from '#lib/core/table-history.ts';
import { TrainerClient } from '#lib/worker/client.ts';
import type { RecordedRun } from '#lib/run/recorded-run.ts';
import { Run } from '#lib/run/run.svelte.ts';
import { FakeWorker, NO_ANSWERS, SAMPLES, settled } from './fake-worker.ts';

const CONFIG: TrainConfig = {
	...defaultConfig(
		{ kind: 'pixel-embedding', bits: 2, wordLength: 2, init: 'linear' },
		{ kind: 'materials', light: 1 }
	),
	steps: 10
};
const CREATED = {
	backend: 'wasm',
	renderer: null,
	classNames: ['brick', 'wood'],
	samples: SAMPLES,
	counts: { train: 6, validation: 2, test: 2 }
};
const LEVELS = Uint8Array.from({ length: 512 }, (_, i) => i % 4);

function recordedRun(): RecordedRun {
	return {
		format: 'awep-run',
		version: 1,
		config: CONFIG,
		date: '2026-01-01',
		codeVersion: 'test',
		backend: 'wasm',
		dataName: 'materials, bright',
		dataHash: '',
		classNames: ['brick', 'wood'],
		losses: [2.3, 2.2],
		evaluations: [{ step: 10, accuracy: 0.25, count: 200, answers: [0, 1], confidences: [0.5, 0.75] }],
		table: encodeHistory([{ step: 0, levels: LEVELS }]),
		samples: { indices: [0, 1], labels: [0, 1] },
		final: {
			testAccuracy: 0.25,
			validationAccuracy: 0.25,
			confusion: [1, 1, 1, 1],
			snapshotHash: '',
			stepsPerSecond: 1
		}
	};
}

/** A run over fake workers; `flushes` holds what the next animation frame would do. */
function bench(recorded: RecordedRun | null = null) {
	const workers: FakeWorker[] = [];
	const flushes: (() => void)[] = [];
	const run = new Run({
		config: CONFIG,
		recorded,
		connect: (onEvent, onFailure) => {
			const worker = new FakeWorker();
			workers.push(worker);
			return new TrainerClient(worker, onEvent, onFailure);
		},
		schedule: (flush) => flushes.push(flush)
	});
	const frame = (): void => flushes.splice(0).forEach((flush) => flush());
	const worker = (): FakeWorker => workers[workers.length - 1];
	return { run, workers, worker, flushes, frame };
}

async function training() {
	const all = bench();
	void all.run.train();
	await settled();
	await all.worker().answer(CREATED);
	await all.worker().answer(null);
	return all;
}

describe('a run', () => {
	it('shows a recorded run before any worker is started', () => {
		const { run, workers } = bench(recordedRun());
		expect(run.status).toBe('recorded');
		expect(run.live).toBe(false);
		expect(run.step).toBe(10);
		expect(run.frames.map((f) => f.step)).toEqual([0, 10]);
		expect(run.evaluations[0].correct).toBe(50);
		expect(run.frames[0].levels).toEqual(LEVELS);
		expect(workers).toHaveLength(0);
	});

	it('shows the table at step 0 where nothing is recorded', () => {
		const { run } = bench();
		expect(run.status).toBe('idle');
		expect(run.live).toBe(false);
		expect(run.frames.map((f) => f.step)).toEqual([0]);
	});

	it('starts a worker on the first train, and trains only once that has said yes', async () => {
		const { run, worker } = bench(recordedRun());
		void run.train();
		await settled();
		expect(run.status).toBe('preparing');
		expect(run.losses).toEqual([]);
		await worker().answer(CREATED);
		expect(worker().asked()).toEqual(['create', 'train']);
		expect(run.status).toBe('ready');
		await worker().answer(null);
		expect(run.status).toBe('training');
		expect(run.live).toBe(true);
		expect(run.samples).toBe(SAMPLES);
	});

	it('shows the naive staircase at step 0 of a linear start', async () => {
		const { run } = await training();
		expect(run.frames).toHaveLength(1);
		expect([...run.frames[0].levels.subarray(2 * 42, 2 * 44)]).toEqual([0, 0, 1, 1]);
	});

	it('applies all events of a frame at once', async () => {
		const { run, worker, flushes, frame } = await training();
		worker().emit({ type: 'progress', step: 1, losses: [2], stepsPerSecond: 5 });
		worker().emit({ type: 'progress', step: 3, losses: [1.5, 1], stepsPerSecond: 4 });
		worker().emit({ type: 'table', step: 3, levels: LEVELS });
		expect(flushes).toHaveLength(1);
		expect(run.step).toBe(0);
		frame();
		expect(run.step).toBe(3);
		expect(run.losses).toEqual([2, 1.5, 1]);
		expect(run.frames.map((f) => f.step)).toEqual([0, 3]);
		expect(run.secondsLeft).toBeCloseTo(7 / 4);
	});

	it('pauses at the step the worker names, after the events that came before', async () => {
		const { run, worker } = await training();
		void run.pause();
		worker().emit({ type: 'progress', step: 4, losses: [2, 2, 2, 2], stepsPerSecond: 5 });
		expect(run.status).toBe('training');
		await worker().answer({ step: 4 });
		expect(run.status).toBe('paused');
		expect(run.step).toBe(4);
		expect(run.losses).toHaveLength(4);
	});

	it('stays finished when the end and the pause cross', async () => {
		const { run, worker } = await training();
		void run.pause();
		worker().emit({
			type: 'finished',
			result: {
				step: 10,
				testAccuracy: 0.5,
				validationAccuracy: 0.5,
				confusion: new Uint32Array(4),
				answers: NO_ANSWERS,
				snapshotHash: ''
			}
		});
		await worker().answer({ step: 10 });
		expect(run.status).toBe('finished');
		expect(run.canTrain).toBe(false);
	});

	it('takes one step from the start', async () => {
		const { run, worker } = bench();
		void run.takeStep();
		await settled();
		await worker().answer(CREATED);
		expect(worker().asked()).toEqual(['create', 'step', 'pause']);
		await worker().answer(null, 1);
		expect(run.status).toBe('ready');
		worker().emit({ type: 'progress', step: 1, losses: [2.3], stepsPerSecond: 1 });
		await worker().answer({ step: 1 });
		expect(run.status).toBe('paused');
		expect(run.step).toBe(1);
		expect(run.losses).toEqual([2.3]);
	});

	it('goes back to step 0 in the same worker on reset', async () => {
		const { run, worker, workers } = await training();
		worker().emit({ type: 'progress', step: 4, losses: [2], stepsPerSecond: 5 });
		void run.reset();
		await worker().answer({ step: 0 });
		expect(run.status).toBe('ready');
		expect(run.step).toBe(0);
		expect(run.losses).toEqual([]);
		expect(run.frames).toHaveLength(1);
		expect(workers).toHaveLength(1);
	});

	it('keeps a table that was fitted in the worker on reset', async () => {
		const { run, worker } = bench();
		void run.train({ ...CONFIG, encoding: { kind: 'quantile-dither', bits: 2, wordLength: 2 } });
		await settled();
		expect(run.frames).toEqual([]);
		worker().emit({ type: 'table', step: 0, levels: LEVELS });
		await worker().answer(CREATED);
		await worker().answer(null);
		void run.reset();
		await worker().answer({ step: 0 });
		expect(run.frames).toEqual([{ type: 'table', step: 0, levels: LEVELS }]);
	});

	it('starts a new worker on reset with other settings, and hears the old one no more', async () => {
		const { run, workers, frame } = await training();
		void run.reset({ ...CONFIG, seed: 2 });
		await settled();
		expect(workers).toHaveLength(2);
		expect(workers[0].terminated).toBe(true);
		workers[0].emit({ type: 'progress', step: 9, losses: [9], stepsPerSecond: 9 });
		frame();
		expect(run.step).toBe(0);
		await workers[1].answer(CREATED);
		expect(run.status).toBe('ready');
		expect(run.config.seed).toBe(2);
	});

	it('stands at the last good step and passes the advice on when the loss diverges', async () => {
		const { run, worker, frame } = await training();
		worker().emit({ type: 'diverged', step: 7, advice: 'Try a smaller learning rate.' });
		frame();
		expect(run.status).toBe('diverged');
		expect(run.step).toBe(7);
		expect(run.message).toBe('Try a smaller learning rate.');
	});

	it('says so when one worker after the other crashes, and can start again', async () => {
		const { run, worker, workers, frame } = await training();
		worker().emit({ type: 'progress', step: 4, losses: [2], stepsPerSecond: 5 });
		frame();
		for (let i = 0; i < 3; i++) {
			worker().crash('out of memory');
			await settled();
		}
		expect(run.status).toBe('failed');
		expect(run.message).toBe('out of memory.');
		void run.reset();
		await settled();
		await worker().answer(CREATED);
		expect(workers).toHaveLength(4);
		expect(run.status).toBe('ready');
		expect(run.message).toBe('');
	});

	it('fails with the worker’s words when the create is refused', async () => {
		const { run, worker } = bench();
		void run.train();
		await settled();
		await worker().refuse('batchSize must be 1..256, got 0');
		expect(run.status).toBe('failed');
		expect(run.message).toBe('batchSize must be 1..256, got 0');
		expect(worker().terminated).toBe(true);
	});

	it('ends its worker once on dispose', async () => {
		const { run, worker } = await training();
		run.dispose();
		expect(worker().terminated).toBe(true);
		expect(run.message).toBe('');
	});
});
