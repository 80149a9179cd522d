/** One contestant of the training benchmark: a trainer on one backend, told to take steps, answering with their durations. */
import { startWebgl } from '#lib/train/backend.ts';
import { startBrowserStockWasm, startBrowserWasm, webglRenderer } from '#lib/train/browser-backend.ts';
import type { TrainOps } from '#lib/train/ops.ts';
import { Trainer } from '#lib/train/trainer.ts';
import { MaterialPictures } from '#lib/data/picture-source.ts';
import { defaultConfig } from '#lib/core/config.ts';
import { namedEncoding } from '#lib/core/encoding.ts';

/** ours: wasm and our kernels; stock: wasm with convolutions as matrix products; webgl: tfjs's own operations. */
export type Contestant = 'ours' | 'stock' | 'webgl';

export type BenchRequest =
	| { readonly type: 'start'; readonly contestant: Contestant }
	| { readonly type: 'steps'; readonly count: number };

export type BenchReply =
	| { readonly type: 'started'; readonly renderer: string | null }
	/** Milliseconds of every step: batch, forward, backward, Adam, loss read back. */
	| { readonly type: 'steps'; readonly milliseconds: readonly number[]; readonly losses: readonly number[] }
	| { readonly type: 'failed'; readonly reason: string };

let trainer: Trainer | null = null;

const START: Readonly<Record<Contestant, () => Promise<TrainOps>>> = {
	ours: startBrowserWasm,
	stock: startBrowserStockWasm,
	webgl: () => startWebgl(() => postMessage({ type: 'failed', reason: 'the graphics context was lost' }))
};

async function start(contestant: Contestant): Promise<BenchReply> {
	const renderer = contestant === 'webgl' ? webglRenderer() : null;
	const ops = await START[contestant]();
	const config = {
		...defaultConfig(namedEncoding('pixel-embedding'), { kind: 'materials', light: 1 }),
		steps: 20000
	} as const;
	const pictures = new MaterialPictures(1);
	trainer = new Trainer(config, pictures, ops);
	// Making pictures is not part of a step.
	pictures.ensure('train', trainer.upcoming(6400));
	return { type: 'started', renderer };
}

async function steps(count: number): Promise<BenchReply> {
	if (!trainer) throw new Error('start comes first');
	const milliseconds: number[] = [];
	const losses: number[] = [];
	for (let i = 0; i < count; i++) {
		const started = performance.now();
		losses.push(await trainer.advance());
		milliseconds.push(performance.now() - started);
	}
	return { type: 'steps', milliseconds, losses };
}

addEventListener('message', ({ data }: MessageEvent<BenchRequest>) => {
	const reply = data.type === 'start' ? start(data.contestant) : steps(data.count);
	reply
		.catch((error: unknown): BenchReply => ({ type: 'failed', reason: String(error) }))
		.then((message) => {
			postMessage(message);
		}, console.error);
});
