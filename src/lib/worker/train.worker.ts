/** The training worker: wires the loop to tfjs, our kernels, the clock and the picture maker. */
import { get, set } from 'idb-keyval';
import type { TrainConfig } from '#lib/core/config.ts';
import type { PictureSource } from '#lib/data/picture-source.ts';
import { activateBackend, memoryInUse, startWebgl } from '#lib/train/backend.ts';
import { startBrowserWasm, webglRenderer } from '#lib/train/browser-backend.ts';
import type { TrainOps } from '#lib/train/ops.ts';
import { Diverged, Trainer } from '#lib/train/trainer.ts';
import { PROBE_STEPS, chooseBackend } from './backend-choice.ts';
import { prefetchPictures } from './picture-client.ts';
import type { Backend, Event, ToWorker } from './protocol.ts';
import { TrainServer } from './server.ts';
import type { Trainers } from './trainers.ts';

let ops: TrainOps | null = null;

/** Storage may be full or forbidden; a probe is then repeated, and nothing else is lost. */
const remembered = (key: string): Promise<Backend | null> =>
	get<Backend>(key).then(
		(backend) => backend ?? null,
		() => null
	);
const remember = (key: string, backend: Backend): Promise<void> => set(key, backend).catch(() => undefined);

/** Operations of every backend that has been brought up; tfjs takes a backend's files only once. */
const started = new Map<Backend, TrainOps>();

/** Make one backend the current one. */
async function use(backend: Backend, onLost: (reason: string) => void): Promise<TrainOps> {
	ops = started.get(backend) ?? null;
	if (ops) await activateBackend(backend);
	else if (backend === 'wasm') ops = await startBrowserWasm();
	else ops = await startWebgl(() => onLost('The graphics processor took its memory back.'));
	started.set(backend, ops);
	return ops;
}

/** Milliseconds a step on a backend: the median of a few, after one that compiles. */
async function probe(
	backend: Backend,
	config: TrainConfig,
	pictures: PictureSource,
	onLost: (reason: string) => void
): Promise<number> {
	const trainer = new Trainer(config, pictures, await use(backend, onLost));
	const times: number[] = [];
	for (let i = 0; i <= PROBE_STEPS && !trainer.finished; i++) {
		const started = performance.now();
		await trainer.advance();
		times.push(performance.now() - started);
	}
	trainer.dispose();
	return times.slice(1).toSorted((a, b) => a - b)[(times.length - 1) >> 1];
}

const trainers: Trainers = {
	async start(wanted, config, pictures, onLost) {
		const renderer = wanted === 'wasm' ? null : webglRenderer();
		const memory = renderer === null ? null : `backend for ${renderer}`;
		const choice = await chooseBackend({
			wanted,
			renderer,
			remembered: memory ? await remembered(memory) : null,
			probe: (backend) => probe(backend, config, pictures, onLost)
		});
		if (memory && wanted === 'auto') await remember(memory, choice.backend);
		await use(choice.backend, onLost);
		return { ...choice, renderer: choice.backend === 'webgl' ? renderer : null };
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

// What fails outside any request would fail in silence: a browser tells a page of a worker's errors, and not of its rejections.
addEventListener('unhandledrejection', ({ reason }: PromiseRejectionEvent) => {
	const why = reason instanceof Error ? reason.message : String(reason);
	postMessage({ type: 'lost', reason: `The training worker failed: ${why}` } satisfies Event);
});
