/** The page's side of measuring: what goes to the worker, what comes back, and a worker for the time of one measurement. */
import type { FloatFirstNetwork, FloatNetwork } from '#lib/core/float-network.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import type { RunData } from '#lib/run/run-options.ts';
import type { ShownResult, TestPictures } from '#lib/run/run-view.ts';

/** An answer to every test picture, in their order. */
export type TestAnswers = NonNullable<ShownResult['answers']>;

export interface MeasureRequest {
	readonly network: IntegerNetwork | FloatFirstNetwork | FloatNetwork;
	/** Of a class's logit in the exponent of the softmax. */
	readonly scale: number;
	readonly data: RunData['message'];
	/** Of materials, 0..1. */
	readonly light: number;
}

export interface Measured {
	readonly classNames: readonly string[];
	readonly answers: TestAnswers;
	/** The first test pictures. */
	readonly samples: TestPictures;
}

export type FromMeasuring =
	| { readonly type: 'progress'; readonly done: number; readonly of: number }
	| ({ readonly type: 'measured' } & Measured)
	| { readonly type: 'failed'; readonly reason: string };

/** @returns stops it; nothing is heard afterwards */
export function startMeasuring(
	request: MeasureRequest,
	transfer: Transferable[],
	hear: (message: FromMeasuring) => void
): () => void {
	const worker = new Worker(new URL('./measure.worker.ts', import.meta.url), { type: 'module' });
	const stop = (): void => {
		worker.onmessage = null;
		worker.onerror = null;
		worker.terminate();
	};
	worker.onmessage = ({ data }: MessageEvent<FromMeasuring>) => {
		if (data.type !== 'progress') stop();
		hear(data);
	};
	worker.onerror = (event) => {
		stop();
		hear({ type: 'failed', reason: event.message || 'the measuring worker could not be loaded' });
	};
	worker.postMessage(request, transfer);
	return stop;
}

/** How many of these answers are right, by class: counts [classes, classes], row = true class. */
export function confusionOf({ labels, classes: given }: TestAnswers, classes: number): Uint32Array {
	const counts = new Uint32Array(classes * classes);
	labels.forEach((label, i) => counts[label * classes + given[i]]++);
	return counts;
}
