/**
 * What a series of runs will cost on this machine, measured before it is started: one short run in every place at once, so that
 * the places get in each other's way as they will in the series.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import type { startTrainer } from '#lib/worker/client.ts';
import { WatchedTrainer, type RunEvent } from './watched-trainer.ts';
import { START_MS, type WatchdogClock } from './watchdog.ts';

/** Milliseconds. */
export interface RunCost {
	/** Starting a worker and making its pictures: once a place. */
	readonly start: number;
	readonly step: number;
	/** Everything else of a run, which is mostly testing: the same for a short run and for a long one. */
	readonly rest: number;
}

/** Steps of the measured run: a multiple of its twenty tests, so that it is tested as often as a long one. */
const PROBE_STEPS = 40;

/** Milliseconds from now until the run ends, and what it said of its speed last. */
async function timeRun(
	trainer: WatchedTrainer,
	config: TrainConfig,
	heard: { on: (event: RunEvent) => void },
	now: () => number
): Promise<{ total: number; step: number }> {
	const started = now();
	let step = 0;
	const ended = new Promise<void>((resolve, reject) => {
		heard.on = (event) => {
			if (event.type === 'progress') step = 1000 / event.stepsPerSecond;
			else if (event.type === 'finished') resolve();
			else if (event.type === 'diverged') reject(new Error(event.advice));
		};
	});
	await trainer.request({ type: 'create', config, data: { kind: 'materials' }, backend: 'wasm' });
	await trainer.request({ type: 'train' });
	await ended;
	await trainer.request({ type: 'dispose' });
	return { total: now() - started, step };
}

interface Means {
	readonly connect?: typeof startTrainer;
	readonly now?: () => number;
	/** Ends the measuring and its workers. */
	readonly signal?: AbortSignal | null;
	/** The clock by which silent workers are noticed; a test passes its own. */
	readonly clock?: WatchdogClock;
}

async function measurePlace(
	config: TrainConfig,
	places: number,
	{ connect, now = () => performance.now(), signal, clock }: Means
): Promise<RunCost> {
	const heard = { on: (_event: RunEvent): void => undefined };
	let fail: (error: Error) => void = () => undefined;
	const failed = new Promise<never>((_, reject) => (fail = reject));
	const trainer = new WatchedTrainer({
		onEvent: (event) => heard.on(event),
		onLost: (reason) => fail(new Error(reason)),
		startMs: START_MS * places,
		...(connect ? { connect } : {}),
		...(clock ? { clock } : {})
	});
	signal?.addEventListener('abort', () => fail(new Error('it was stopped')));
	try {
		const short = { ...config, steps: PROBE_STEPS };
		// The first run makes the pictures and compiles; the second one finds both done.
		const cold = await Promise.race([timeRun(trainer, short, heard, now), failed]);
		const warm = await Promise.race([timeRun(trainer, short, heard, now), failed]);
		return {
			start: Math.max(0, cold.total - warm.total),
			step: warm.step,
			rest: Math.max(0, warm.total - PROBE_STEPS * warm.step)
		};
	} finally {
		trainer.dispose();
	}
}

/**
 * @param config the most costly of the runs to come
 * @param places runs that will train at the same time
 * @throws Error when a worker cannot train, or when it was stopped
 */
export async function measureRunCost(
	config: TrainConfig,
	places: number,
	means: Means = {}
): Promise<RunCost> {
	const costs = await Promise.all(Array.from({ length: places }, () => measurePlace(config, places, means)));
	const mean = (key: keyof RunCost): number => costs.reduce((sum, c) => sum + c[key], 0) / places;
	return { start: mean('start'), step: mean('step'), rest: mean('rest') };
}

/** Seconds that a series takes, at most: it counts every run as costly as the measured one. */
export function seriesSeconds(cost: RunCost, runs: number, steps: number, places: number): number {
	return (cost.start + Math.ceil(runs / places) * (steps * cost.step + cost.rest)) / 1000;
}

/**
 * Runs that may train at the same time here: one a core, at most eight, and two where memory is short.
 * @param memory gigabytes, where the browser tells
 */
export const placesOn = (cores: number | undefined, memory: number | undefined): number =>
	Math.max(1, Math.min(cores ?? 2, memory !== undefined && memory <= 4 ? 2 : 8));
