/** The training worker: wires the loop to tfjs, our kernels, the clock and the picture maker. */
import { memoryInUse } from '#lib/train/backend.ts';
import { startBackend } from '#lib/train/browser-backend.ts';
import type { TrainOps } from '#lib/train/ops.ts';
import { Diverged, Trainer } from '#lib/train/trainer.ts';
import { prefetchPictures } from './picture-client.ts';
import type { ToWorker } from './protocol.ts';
import { TrainServer } from './server.ts';
import type { Trainers } from './trainers.ts';

let ops: TrainOps | null = null;

const trainers: Trainers = {
	async start(wanted) {
		const backend = wanted === 'webgl' ? 'webgl' : 'wasm';
		const started = await startBackend(backend);
		ops = started.ops;
		return { backend, renderer: started.renderer };
	},
	make(config, pictures) {
		if (!ops) throw new Error('the backend must start before a run is made');
		return new Trainer(config, pictures, ops);
	},
	prefetch: prefetchPictures,
	memory: memoryInUse,
	isDivergence: (error) => error instanceof Diverged
};

/**
 * A turn of the event loop by message, not by timer: hidden tabs throttle timers to one a second or fewer.
 */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();
const breathe = (): Promise<void> =>
	new Promise((resolve) => {
		waiting.push(resolve);
		channel.port2.postMessage(null);
	});

const server = new TrainServer(
	trainers,
	(message, transfer) => postMessage(message, { transfer }),
	breathe,
	() => performance.now()
);

addEventListener('message', (event: MessageEvent<ToWorker>) => {
	void server.receive(event.data);
});
