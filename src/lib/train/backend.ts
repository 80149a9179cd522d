/** Brings a tfjs backend up and says with which operations to train on it. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { setWasmPaths, type BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { composedOps } from './composed-ops.ts';
import { registerFloatConvKernels } from './float-conv-kernels.ts';
import { kernelOps } from './kernel-ops.ts';
import { registerLowBitKernels } from './low-bit-kernels.ts';
import type { TrainOps } from './ops.ts';
import { WasmHeap } from './wasm-heap.ts';

/** Where the two WebAssembly modules come from. */
export interface WasmSources {
	/** Folder (ending in a slash) or file addresses of tfjs-backend-wasm's own modules. */
	readonly tfjs: string | Record<string, string>;
	/** src/kernels/train.ts, compiled. */
	readonly kernels: () => Promise<BufferSource>;
}

/**
 * The wasm backend with our kernels: single-threaded and base SIMD, so that a run is reproducible to the bit.
 * @throws Error when the backend does not start
 */
export async function startWasm({ tfjs, kernels }: WasmSources): Promise<TrainOps> {
	const [bytes] = await Promise.all([kernels(), startStockWasm(tfjs)]);
	const heap = new WasmHeap(tf.backend() as BackendWasm, await WebAssembly.compile(bytes));
	registerLowBitKernels(heap);
	registerFloatConvKernels(heap);
	return kernelOps;
}

/** tfjs's wasm backend as it comes, with the fastest formulation it can train with. */
export async function startStockWasm(tfjs: WasmSources['tfjs']): Promise<TrainOps> {
	setWasmPaths(tfjs);
	// tfjs's threads break in a minified bundle, and their order of summation is not fixed.
	tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
	await activateBackend('wasm');
	return composedOps('matMul');
}

/**
 * The WebGL backend. Not bit-reproducible: every driver rounds its own way.
 * @param onLost hears that the graphics context has gone; tfjs itself then waits for ever
 */
export async function startWebgl(onLost: () => void): Promise<TrainOps> {
	await import('@tensorflow/tfjs-backend-webgl');
	await activateBackend('webgl');
	const { gpgpu } = tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } };
	gpgpu.gl.canvas.addEventListener('webglcontextlost', onLost);
	return composedOps('tfjs');
}

/** Tensors alive and their bytes, and the size of tfjs's whole wasm memory where that is the backend. */
export function memoryInUse(): { tensors: number; bytes: number; heapBytes: number } {
	const { numTensors, numBytes } = tf.memory();
	const { wasm } = tf.backend() as { wasm?: { HEAPU8: Uint8Array } };
	return { tensors: numTensors, bytes: numBytes, heapBytes: wasm?.HEAPU8.byteLength ?? 0 };
}

/** Make a backend that has been started, or that starts by itself, tfjs's current one. */
export async function activateBackend(name: 'wasm' | 'webgl'): Promise<void> {
	if (!(await tf.setBackend(name))) throw new Error(`tfjs's ${name} backend did not start`);
	await tf.ready();
}
