/** A network on wasm: one instance of the kernels with a memory of its own, pictures in and logits out. */
import type { Arena } from './wasm-arena.ts';
import type { InferExports, WasmKernels } from './wasm-kernels.ts';
import { unpackLevels } from './wasm-levels.ts';
import type { Layout } from './wasm-low-bit.ts';

/** Kernels read pictures in vectors, up to so many bytes past the end. */
const READ_PAST_END = 16;

export class WasmNetwork {
	readonly layout: Layout;
	/** How many pictures fit. */
	readonly room: number;
	readonly #arena: Arena;
	readonly #pictures: number;
	readonly #logits: number;
	readonly #exports: InferExports;

	/** @param layout of the network in `arena` */
	constructor({ module }: WasmKernels, arena: Arena, layout: Layout, room: number) {
		const { inHeight, inWidth } = layout.shape.convs[0];
		this.layout = layout;
		this.room = room;
		this.#arena = arena;
		this.#pictures = arena.reserve(room * inHeight * inWidth * 3 + READ_PAST_END);
		this.#logits = arena.reserve(room * layout.logitRoom * Int32Array.BYTES_PER_ELEMENT);
		const { exports } = new WebAssembly.Instance(module, { env: { memory: arena.memory } });
		// The module is compiled from src/kernels/infer.ts, whose exports these are.
		this.#exports = exports as unknown as InferExports;
		this.#exports.writeLevelSums();
	}

	/** Bytes of memory that the network holds; it never grows once the network is made. */
	get memoryBytes(): number {
		return this.#arena.memory.buffer.byteLength;
	}

	/** Put pictures where the kernels read them, at most as many as there is room for. */
	setPictures(pictures: Uint8Array): void {
		this.#arena.bytes(this.#pictures, pictures.length).set(pictures);
	}

	/**
	 * Run the first `images` of the pictures.
	 * @param layers convolutions to compute; the last layer too where these are all
	 */
	infer(images: number, layers = this.layout.shape.convs.length): void {
		this.#exports.infer(this.layout.plan, this.#pictures, images, this.#logits, layers);
	}

	/** Whole-number logits of the first `images` pictures: [images, classes]. */
	integerLogits(images: number): Int32Array {
		return this.#withoutPadding(new Int32Array(this.#logitBytes(images)), images);
	}

	/** Float logits: [images, classes]. */
	floatLogits(images: number): Float32Array {
		return this.#withoutPadding(new Float32Array(this.#logitBytes(images)), images);
	}

	/** Levels of one convolution block of the last picture. */
	levels(layer: number): Uint8Array {
		const { address, bytes, channels } = this.layout.levels[layer];
		return unpackLevels(this.#arena.bytes(address, bytes), channels);
	}

	#logitBytes(images: number): ArrayBuffer {
		const bytes = images * this.layout.logitRoom * Int32Array.BYTES_PER_ELEMENT;
		return this.#arena.bytes(this.#logits, bytes).slice().buffer;
	}

	#withoutPadding<Numbers extends Int32Array | Float32Array>(padded: Numbers, images: number): Numbers {
		const { logitRoom, shape } = this.layout;
		return padded.filter((_, i) => i < images * logitRoom && i % logitRoom < shape.classes) as Numbers;
	}
}
