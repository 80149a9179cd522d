/**
 * The page's end of a timing: one fresh worker after the other, because two processes of the same code differ more than two
 * samples of one (ENGINES). Everything heard goes to one listener, with the worker's number. A worker that falls silent is ended and has
 * failed, and the next one begins.
 */
import { START_MS, Watchdog, type WatchdogClock } from '#lib/run/watchdog.ts';
import type { FromTiming, FromTimingWorker, ToTiming } from './protocol.ts';

export interface TimingRequest extends Omit<Extract<ToTiming, { type: 'start' }>, 'type' | 'check'> {
	/** Fresh workers, one after the other; the first compares every engine with the reference. */
	readonly workers: number;
}

/** The parts of a Worker that are used, so that a test can stand in for it. */
export interface TimingWorker {
	postMessage(message: ToTiming): void;
	terminate(): void;
	onmessage: ((event: MessageEvent<FromTimingWorker>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
}

export interface TimingHandle {
	/** Settles when all workers are done, or it was stopped. */
	readonly ended: Promise<void>;
	/** Whether the page is hidden now. */
	visibility(hidden: boolean): void;
	stop(): void;
}

/**
 * Milliseconds that a worker has for an answer. Long, because it hears nothing during a sample, and one of a network of floats drawn by a
 * program takes a slow phone many seconds: a good timing must not be thrown away.
 */
export const TIMING_PATIENCE_MS = START_MS;

const GIVEN_UP = {
	start: 'it did not start within a minute',
	work: 'it no longer answered'
} as const;

const openWorker = (): TimingWorker =>
	new Worker(new URL('./timing.worker.ts', import.meta.url), { type: 'module' });

/** @param hear `worker` counts from 0 */
export function startTiming(
	{ workers, ...request }: TimingRequest,
	hear: (message: FromTiming, worker: number) => void,
	open: () => TimingWorker = openWorker,
	clock: WatchdogClock = {}
): TimingHandle {
	let current: TimingWorker | null = null;
	let hidden = false;
	let stopped = false;
	let settleCurrent: () => void = () => undefined;

	const one = (index: number): Promise<void> =>
		new Promise((resolve) => {
			const worker = open();
			current = worker;
			const watchdog = new Watchdog({
				...clock,
				patienceMs: TIMING_PATIENCE_MS,
				ask: () => worker.postMessage({ type: 'ping' }),
				giveUp: (during) => fail(GIVEN_UP[during])
			});
			settleCurrent = () => {
				watchdog.stop();
				worker.terminate();
				current = null;
				resolve();
			};
			const fail = (reason: string): void => {
				hear({ type: 'failed', reason }, index);
				settleCurrent();
			};
			let started = false;
			worker.onmessage = ({ data }) => {
				if (started) watchdog.heard();
				else watchdog.start('work');
				started = true;
				if (data.type === 'alive') return;
				hear(data, index);
				if (data.type === 'done' || data.type === 'failed') settleCurrent();
			};
			worker.onerror = (event) => fail(event.message || 'it could not be loaded');
			watchdog.start('start');
			worker.postMessage({ ...request, type: 'start', check: index === 0 });
			if (hidden) worker.postMessage({ type: 'visibility', hidden });
		});

	const all = async (): Promise<void> => {
		for (let index = 0; index < workers && !stopped; index++) await one(index);
	};

	return {
		ended: all(),
		visibility(now) {
			hidden = now;
			current?.postMessage({ type: 'visibility', hidden });
		},
		stop() {
			stopped = true;
			settleCurrent();
		}
	};
}
