/** A run in the hands of a test: fake workers, and a clock that stands until it is moved. */
import { expect } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { namedEncoding } from '#lib/core/encoding.ts';
import { Run } from '#lib/run/run.svelte.ts';
import { TrainerClient } from '#lib/worker/client.ts';
import { FakeWorker, SAMPLES, settled } from './fake-worker.ts';

export const CREATED = {
	backend: 'webgl',
	reason: 'a test',
	renderer: null,
	classNames: ['a', 'b'],
	samples: SAMPLES,
	counts: { train: 1, validation: 1, test: 2 }
};
export const config = {
	...defaultConfig(namedEncoding('naive2'), { kind: 'materials', light: 1 } as const),
	steps: 100
};

const blind = (): void => undefined;

/** A run whose workers say what the test makes them say, and a clock that the test moves. */
export function watchedRun() {
	const workers: FakeWorker[] = [];
	let now = 0;
	let look = blind;
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
				return () => (look = blind);
			}
		}
	});
	const wait = (ms: number): void => {
		for (const end = now + ms; now < end;) {
			now += 500;
			look();
		}
	};
	/** The clock jumps between two looks: the machine slept. */
	const jump = (ms: number): void => {
		now += ms;
		look();
	};
	/** Whether somebody looks at the clock. */
	const watched = (): boolean => look !== blind;
	return { run, workers, wait, jump, watched };
}

/** One that trains already, on WebGL. */
export async function trainingRun() {
	const watched = watchedRun();
	const { run, workers } = watched;
	void run.train();
	await settled();
	await workers[0].answer(CREATED);
	await workers[0].answer(null);
	expect(run.status).toBe('training');
	return watched;
}

export function reach(worker: FakeWorker, from: number, step: number): void {
	const losses = Array.from({ length: step - from }, (_, i) => from + i);
	worker.emit({ type: 'progress', step, losses, stepsPerSecond: 50 });
}
export const checkpointAt = (worker: FakeWorker, step: number): void =>
	worker.emit({ type: 'checkpoint', checkpoint: { config, step, state: new ArrayBuffer(8) } });
