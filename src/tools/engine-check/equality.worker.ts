/** All integer engines of a browser against the reference, in a worker, where the course runs them too. */
import type { Engine } from '#lib/engines/engine.ts';
import { loadWasmKernels } from '#lib/engines/wasm-browser.ts';
import { wasmEngine } from '#lib/engines/wasm-engine.ts';
import { webglEngine } from '#lib/engines/webgl/engine.ts';
import { openWebgl2 } from '#lib/engines/webgl/open.ts';
import { webgpuEngine } from '#lib/engines/webgpu/engine.ts';
import { openWebgpu } from '#lib/engines/webgpu/open.ts';
import { compareAll, type Cells } from './equality.ts';

/** WebGPU in software compiles for a second or more a case; the others do not, and take all. */
const WEBGPU_EVERY = 17;

export interface EqualityReport {
	/** Null where the worker has no WebGL2: then its engines are not among the cells. */
	readonly renderer: string | null;
	readonly cells: readonly Cells[];
	/** What gl.getError said after all runs. */
	readonly glError: number;
}

async function compare(): Promise<EqualityReport> {
	const kernels = await loadWasmKernels();
	const webgl = openWebgl2();
	const webgpu = await openWebgpu();
	const forms = ['table', 'popcount'] as const;
	const engines = [
		...forms.map((form): Engine => {
			const engine = wasmEngine(kernels, form);
			return { ...engine, name: `${engine.name}, first layer by ${form}` };
		}),
		...(webgl ? forms.map((form) => webglEngine(webgl, form)) : [])
	];
	const cells = await compareAll([
		...engines.map((engine) => ({ engine, every: 1 })),
		...(webgpu ? [{ engine: webgpuEngine(webgpu), every: WEBGPU_EVERY }] : [])
	]);
	return { renderer: webgl?.renderer ?? null, cells, glError: webgl?.gl.getError() ?? 0 };
}

compare().then(
	(report) => postMessage(report),
	// An error in a promise reaches nobody; one that is thrown reaches the page.
	(error: unknown) =>
		setTimeout(() => {
			throw error;
		})
);
