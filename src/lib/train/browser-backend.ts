/** The backends as a page's worker starts them: our own files, fetched from our own site. */
import tfjsSimdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import kernelsUrl from '../../kernels/train.wasm?url';
import { startWasm, startWebgl } from './backend.ts';
import type { TrainOps } from './ops.ts';

/** One thread, base SIMD: the only one of tfjs's modules that we ask for. */
const TFJS_MODULE = 'tfjs-backend-wasm-simd.wasm';

export interface StartedBackend {
	readonly ops: TrainOps;
	/** The graphics renderer's own name where the backend is WebGL, else null. */
	readonly renderer: string | null;
}

export async function startBackend(backend: 'wasm' | 'webgl'): Promise<StartedBackend> {
	if (backend === 'webgl') return { ops: await startWebgl(), renderer: webglRenderer() };
	const ops = await startWasm({
		tfjs: { [TFJS_MODULE]: tfjsSimdUrl },
		kernels: () => fetchBytes(kernelsUrl)
	});
	return { ops, renderer: null };
}

async function fetchBytes(url: string): Promise<ArrayBuffer> {
	const response = await fetch(url);
	if (!response.ok) throw new Error(`${url} could not be loaded: ${response.status} ${response.statusText}`);
	return response.arrayBuffer();
}

function webglRenderer(): string | null {
	const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
	const info = gl?.getExtension('WEBGL_debug_renderer_info');
	return gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : null;
}
