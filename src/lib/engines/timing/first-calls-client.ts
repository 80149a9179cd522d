/** Has every single call of fresh work timed in a worker of its own, once. */
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import { Watchdog } from '#lib/run/watchdog.ts';
import type { AskedAndWaited, FirstCalls } from './first-calls.ts';

export interface FirstCallsRequest {
	readonly network: IntegerNetwork;
	/** [height, width, 3]. */
	readonly picture: Uint8Array;
	/** Calls that are timed one by one. */
	readonly count: number;
}

export interface FirstCallsReport {
	/** Milliseconds to fetch the kernels' module and compile it. */
	readonly loading: number;
	readonly wasm: FirstCalls;
	/** Null where there is no WebGL2. */
	readonly webgl: (AskedAndWaited & { readonly renderer: string; readonly software: boolean }) | null;
	/** Whether the page is isolated, which gives it the finer clock. */
	readonly isolated: boolean;
}

export type FromFirstCalls =
	| { readonly type: 'report'; readonly report: FirstCallsReport }
	| { readonly type: 'failed'; readonly reason: string };

/**
 * A minute at most: the worker says nothing before its report.
 * @throws Error when the worker cannot be loaded, its work fails, or it says nothing
 */
export async function firstCallsHere(request: FirstCallsRequest): Promise<FirstCallsReport> {
	const worker = new Worker(new URL('./first-calls.worker.ts', import.meta.url), { type: 'module' });
	let giveUp = (): void => undefined;
	const watchdog = new Watchdog({ ask: () => undefined, giveUp: () => giveUp() });
	try {
		return await new Promise((resolve, reject) => {
			giveUp = () => reject(new Error('the worker said nothing for a minute'));
			watchdog.start('start');
			worker.onmessage = ({ data }: MessageEvent<FromFirstCalls>) =>
				data.type === 'report' ? resolve(data.report) : reject(new Error(data.reason));
			worker.onerror = (event) => reject(new Error(event.message || 'the worker could not be loaded'));
			worker.postMessage(request);
		});
	} finally {
		watchdog.stop();
		worker.terminate();
	}
}
