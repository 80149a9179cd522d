/** What the page's training loop needs, brought up in Node: the same tfjs backend, kernels and trainer as in the worker. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startWasm } from '#lib/train/backend.ts';
import type { TrainOps } from '#lib/train/ops.ts';
import { Diverged, Trainer } from '#lib/train/trainer.ts';
import type { Trainers } from '#lib/worker/trainers.ts';

/** Every tool runs in the repository's root (scripts/tool.mjs sees to that). */
const TFJS_FOLDER = join(process.cwd(), 'node_modules/@tensorflow/tfjs-backend-wasm/dist') + '/';

/** Only the wasm backend exists here; it is the one whose runs can be repeated to the bit. */
export async function nodeTrainers(): Promise<Trainers> {
	const ops: TrainOps = await startWasm({
		tfjs: TFJS_FOLDER,
		kernels: () => readFile('src/kernels/train.wasm')
	});
	return {
		start: () => Promise.resolve({ backend: 'wasm', reason: 'the only one here', renderer: null }),
		make: (config, pictures) => new Trainer(config, pictures, ops),
		prefetch: () => undefined,
		memory: () => ({ tensors: 0, bytes: 0, heapBytes: 0 }),
		isDivergence: (error) => error instanceof Diverged
	};
}
