/**
 * tfjs's wasm memory, as our kernels see it: where a tensor lies, room for an output, and one block of working memory.
 *
 * It refuses to guess: where the memory is not where tfjs 4.22.0 keeps it, construction throws.
 */
import {
	getKernel,
	registerKernel,
	unregisterKernel,
	type KernelFunc,
	type TensorInfo
} from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** What emscripten's module offers beside tfjs's typed interface. */
interface EmscriptenModule {
	readonly asm?: { readonly memory?: unknown };
	_malloc(bytes: number): number;
	_free(address: number): void;
}

type Inputs = Readonly<Record<string, TensorInfo>>;

export class WasmHeap {
	/** The functions of our own module, which works on the same memory. */
	readonly kernels: Readonly<Record<string, (...args: number[]) => number>>;
	readonly #backend: BackendWasm;
	readonly #module: EmscriptenModule;
	#scratch = 0;
	#scratchBytes = 0;

	/**
	 * @param module src/kernels/train.ts, compiled
	 * @throws TypeError when the backend does not show its memory
	 */
	constructor(backend: BackendWasm, module: WebAssembly.Module) {
		this.#backend = backend;
		this.#module = backend.wasm as unknown as EmscriptenModule;
		const memory = this.#module.asm?.memory;
		if (!(memory instanceof WebAssembly.Memory))
			throw new TypeError('tfjs-backend-wasm must show its memory as asm.memory, as version 4.22.0 does');
		this.kernels = new WebAssembly.Instance(module, { env: { memory } })
			.exports as unknown as WasmHeap['kernels'];
	}

	/** Address of a tensor's first number. */
	at(info: TensorInfo): number {
		return this.#backend.getMemoryOffset(info.dataId);
	}

	/** A new float32 tensor; its numbers are whatever the memory held. */
	output(shape: readonly number[]): TensorInfo {
		return this.#backend.makeOutput([...shape], 'float32');
	}

	/** Working memory, one block as large as the hungriest call so far; its content lasts until the next call. */
	scratch(bytes: number): number {
		if (bytes > this.#scratchBytes) {
			if (this.#scratch) this.#module._free(this.#scratch);
			this.#scratch = this.#module._malloc(bytes);
			if (!this.#scratch) throw new RangeError(`no memory for ${bytes} bytes of working memory`);
			this.#scratchBytes = bytes;
		}
		return this.#scratch;
	}

	/** Register a kernel with tfjs's wasm backend, in place of one of the same name. */
	register<Attributes>(
		kernelName: string,
		run: (inputs: Inputs, attributes: Attributes) => TensorInfo | TensorInfo[]
	): void {
		const kernelFunc: KernelFunc = ({ inputs, attrs }) => run(inputs as Inputs, attrs as Attributes);
		if (getKernel(kernelName, 'wasm')) unregisterKernel(kernelName, 'wasm');
		registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
	}
}
