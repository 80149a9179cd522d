/** The inference kernels as a page or its worker fetches them: from our own site, once. */
import baseUrl from '../../kernels/infer.wasm?url';
import relaxedUrl from '../../kernels/infer-relaxed.wasm?url';
import { compileWasm, hasRelaxedSimd, type WasmFlavour, type WasmKernels } from './wasm-kernels.ts';

const URLS: Readonly<Record<WasmFlavour, string>> = { base: baseUrl, relaxed: relaxedUrl };

const compiled = new Map<WasmFlavour, Promise<WasmKernels>>();

/**
 * @param flavour the faster one that this browser has, unless it is named
 * @throws Error when the module cannot be loaded
 */
export function loadWasmKernels(
	flavour: WasmFlavour = hasRelaxedSimd() ? 'relaxed' : 'base'
): Promise<WasmKernels> {
	const known = compiled.get(flavour);
	if (known) return known;
	const loading = fetchKernels(flavour);
	compiled.set(flavour, loading);
	// A failure is told to who asked, and the next one tries again.
	loading.catch(() => compiled.delete(flavour));
	return loading;
}

async function fetchKernels(flavour: WasmFlavour): Promise<WasmKernels> {
	const url = URLS[flavour];
	const response = await fetch(url);
	if (!response.ok) throw new Error(`${url} could not be loaded: ${response.status} ${response.statusText}`);
	return compileWasm(flavour, await response.arrayBuffer());
}
