/** The backends as a page's worker starts them: our own files, fetched from our own site. */
import tfjsSimdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import kernelsUrl from '../../kernels/train.wasm?url';
import { startStockWasm, startWasm } from './backend.ts';
import type { TrainOps } from './ops.ts';

const NOT_LOADED =
	'A part of the trainer could not be loaded, or came broken. Check the connection, and start again.';

/**
 * One thread, base SIMD. tfjs wants an address for each of its three modules; it only ever fetches this one, since the page
 * trains where there is SIMD and the threads are switched off.
 */
const tfjs = {
	'tfjs-backend-wasm.wasm': tfjsSimdUrl,
	'tfjs-backend-wasm-simd.wasm': tfjsSimdUrl,
	'tfjs-backend-wasm-threaded-simd.wasm': tfjsSimdUrl
};

/** The wasm backend with our kernels. */
export async function startBrowserWasm(): Promise<TrainOps> {
	try {
		return await startWasm({ tfjs, kernels: () => fetchBytes(kernelsUrl) });
	} catch (error) {
		throw new Error(`${NOT_LOADED} (${(error as Error).message})`, { cause: error });
	}
}

/** The wasm backend as tfjs ships it, for the benchmark that compares. */
export const startBrowserStockWasm = (): Promise<TrainOps> => startStockWasm(tfjs);

async function fetchBytes(url: string): Promise<ArrayBuffer> {
	const response = await fetch(url);
	if (!response.ok) throw new Error(`${url} could not be loaded: ${response.status} ${response.statusText}`);
	return response.arrayBuffer();
}

/** WebGL2's renderer as the browser names it; null where a worker has no WebGL2. */
export function webglRenderer(): string | null {
	const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
	const info = gl?.getExtension('WEBGL_debug_renderer_info');
	if (!gl) return null;
	const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
	// A page may hold few contexts at once; this one was only asked for its name.
	gl.getExtension('WEBGL_lose_context')?.loseContext();
	return name;
}
