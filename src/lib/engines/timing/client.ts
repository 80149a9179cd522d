/**
 * The page's end of a timing: one fresh worker after the other, because two processes of the same code differ more than two
 * samples of one (ENGINES). Everything heard goes to one listener, with the worker's number.
 */
import type { FromTiming, ToTiming } from './protocol.ts';

export interface TimingRequest extends Omit<Extract<ToTiming, { type: 'start' }>, 'type' | 'check'> {
	/** Fresh workers, one after the other; the first compares every engine with the reference. */
	readonly workers: number;
}

/** The parts of a Worker that are used, so that a test can stand in for it. */
export interface TimingWorker {
	postMessage(message: ToTiming): void;
	terminate(): void;
	onmessage: ((event: MessageEvent<FromTiming>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
}

export interface TimingHandle {
	/** Settles when all workers are done, or it was stopped. */
	readonly ended: Promise<void>;
	/** Whether the page is hidden now. */
	visibility(hidden: boolean): void;
	stop(): void;
}

const openWorker = (): TimingWorker =>
	new Worker(new URL('./timing.worker.ts', import.meta.url), { type: 'module' });

/** @param hear `worker` counts from 0 */
export function startTiming(
	{ workers, ...request }: TimingRequest,
	hear: (message: FromTiming, worker: number) => void,
	open: () => TimingWorker = openWorker
): TimingHandle {
	let current: TimingWorker | null = null;
	let hidden = false;
	let stopped = false;
	let settleCurrent: () => void = () => undefined;

	const one = (index: number): Promise<void> =>
		new Promise((resolve) => {
			const worker = open();
			current = worker;
			settleCurrent = () => {
				worker.terminate();
				current = null;
				resolve();
			};
			worker.onmessage = ({ data }) => {
				hear(data, index);
				if (data.type === 'done' || data.type === 'failed') settleCurrent();
			};
			worker.onerror = (event) => {
				hear({ type: 'failed', reason: event.message || 'the timing worker could not be loaded' }, index);
				settleCurrent();
			};
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
