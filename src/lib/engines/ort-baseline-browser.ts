/** onnxruntime's WebAssembly module as a page gets it: our own file, fetched from our own site when a comparison asks for it. */
import moduleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { provideOrtModule } from './ort-baseline.ts';

/**
 * Everything of ort-baseline.ts works after this.
 * @throws Error when the file could not be fetched
 */
export async function startBrowserOrt(): Promise<void> {
	const response = await fetch(moduleUrl);
	if (!response.ok)
		throw new Error(`${moduleUrl} could not be loaded: ${response.status} ${response.statusText}`);
	provideOrtModule(await response.arrayBuffer());
}
