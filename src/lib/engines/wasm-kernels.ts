/** The inference kernels (src/kernels/infer.ts), compiled: which of the two modules a machine can run. It fetches nothing. */

/** The base module runs wherever there is SIMD. The relaxed one has one-instruction swizzles and multiply-adds. */
export type WasmFlavour = 'base' | 'relaxed';

export interface WasmKernels {
	readonly flavour: WasmFlavour;
	readonly module: WebAssembly.Module;
}

/** What a module exports, on the memory it was given. Addresses and counts are whole numbers. */
export interface InferExports {
	/** Write the table of level sums into the memory; before anything else. */
	writeLevelSums(): void;
	/**
	 * @param plan address of the network's plan
	 * @param layers convolutions to compute; the last layer too where these are all
	 */
	infer(plan: number, pictures: number, images: number, logits: number, layers: number): void;
}

/** The smallest module with a relaxed instruction in it: i8x16.relaxed_swizzle of two splats. */
const RELAXED_MODULE = Uint8Array.of(
	...[0, 97, 115, 109, 1, 0, 0, 0],
	...[1, 5, 1, 96, 0, 1, 123],
	...[3, 2, 1, 0],
	...[10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15, 253, 128, 2, 11]
);

export const hasRelaxedSimd = (): boolean => WebAssembly.validate(RELAXED_MODULE);

/**
 * @param bytes src/kernels/infer.wasm, or infer-relaxed.wasm
 * @throws WebAssembly.CompileError where this machine lacks the instructions
 */
export async function compileWasm(
	flavour: WasmFlavour,
	bytes: ArrayBuffer | Uint8Array<ArrayBuffer>
): Promise<WasmKernels> {
	return { flavour, module: await WebAssembly.compile(bytes) };
}
