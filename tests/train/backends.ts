/** The backends under test: ours on wasm, and tfjs's plain cpu backend as the oracle. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { startWasm } from '#lib/train/backend.ts';
import { composedOps } from '#lib/train/composed-ops.ts';
import type { TrainOps } from '#lib/train/ops.ts';

let wasm: Promise<TrainOps> | undefined;

export function wasmOps(): Promise<TrainOps> {
	wasm ??= startWasm({
		tfjs: join(process.cwd(), 'node_modules/@tensorflow/tfjs-backend-wasm/dist') + '/',
		kernels: () => readFile('src/kernels/train.wasm')
	});
	return wasm;
}

/** Plain arrays in, plain arrays out, on one backend. */
export async function onBackend<T>(name: 'wasm' | 'cpu', run: (ops: TrainOps) => T): Promise<T> {
	const ours = await wasmOps();
	await tf.setBackend(name);
	return tf.tidy(() => run(name === 'wasm' ? ours : composedOps('tfjs')) as tf.TensorContainer) as T;
}
