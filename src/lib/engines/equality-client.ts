/** The page's end of a comparison: one fresh worker, ended when it is done. */
import type { EqualityRequest, FromEquality } from './equality-protocol.ts';

/** @returns stops it; nothing is heard afterwards */
export function startEquality(request: EqualityRequest, hear: (message: FromEquality) => void): () => void {
	const worker = new Worker(new URL('./equality.worker.ts', import.meta.url), { type: 'module' });
	worker.onmessage = ({ data }: MessageEvent<FromEquality>) => {
		if (data.type === 'done' || data.type === 'failed') worker.terminate();
		hear(data);
	};
	worker.onerror = (event) => {
		worker.terminate();
		hear({ type: 'failed', reason: event.message || 'the comparing worker could not be loaded' });
	};
	worker.postMessage(request);
	return () => {
		worker.onmessage = null;
		worker.onerror = null;
		worker.terminate();
	};
}
