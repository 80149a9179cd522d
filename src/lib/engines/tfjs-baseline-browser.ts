/** tfjs's backends as a page gets them: our own files, fetched from our own site when a comparison asks for them. */
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { startTfjs } from './tfjs-baseline.ts';

/** tfjs wants an address for each of its three modules; with SIMD and without threads it fetches only this one. */
const wasmPaths = {
	'tfjs-backend-wasm.wasm': simdUrl,
	'tfjs-backend-wasm-simd.wasm': simdUrl,
	'tfjs-backend-wasm-threaded-simd.wasm': simdUrl
};

/**
 * Make a backend ready; tfjs-baseline.ts works on it after this.
 * @throws Error when it does not start, as where there is no WebGL
 */
export const startBrowserTfjs = (backend: 'wasm' | 'webgl'): Promise<void> => startTfjs(backend, wasmPaths);
