/** The memory of one network on wasm: places are handed out one after the other and given back all together. */

const PAGE = 65536;

/** Below this address kernels keep what they are computing, and the table of level sums. */
const FIRST_FREE = 8192;

/** A cache line; nothing shares one with its neighbour. */
const ALIGNMENT = 64;

export class Arena {
	readonly memory = new WebAssembly.Memory({ initial: 1 });
	#end = FIRST_FREE;

	/**
	 * Room that holds zeros.
	 * @returns its address
	 * @throws RangeError when there is no memory for it
	 */
	reserve(bytes: number): number {
		const address = this.#end;
		this.#end += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
		const missing = this.#end - this.memory.buffer.byteLength;
		if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
		return address;
	}

	/** Room with a copy of these numbers in it. */
	place(numbers: Uint8Array | Int16Array | Int32Array | Uint32Array | Float32Array): number {
		const address = this.reserve(numbers.byteLength);
		const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
		this.bytes(address, bytes.length).set(bytes);
		return address;
	}

	/** A view; `reserve` makes it stale. */
	bytes(address: number, length: number): Uint8Array {
		return new Uint8Array(this.memory.buffer, address, length);
	}
}
