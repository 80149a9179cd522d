/** The integer engine on wasm SIMD. Its levels and logits are those of `reference`, every one. */
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import { pictureCount, type Engine, type Inference, type LoadedNetwork, type RunOptions } from './engine.ts';
import type { FirstLayerForm } from './repeatable.ts';
import { Arena } from './wasm-arena.ts';
import type { WasmFlavour, WasmKernels } from './wasm-kernels.ts';
import { placeInteger } from './wasm-low-bit.ts';
import { WasmNetwork } from './wasm-network.ts';

const NAMES: Readonly<Record<WasmFlavour, string>> = { base: 'wasm', relaxed: 'wasm relaxed' };

/** Bytes of pictures that are copied into a network's memory at a time. */
const CHUNK_BYTES = 1 << 20;

/** Most pictures that are. */
const CHUNK_PICTURES = 64;

/** How many pictures a network of this size takes at a time. */
export function chunkPictures(height: number, width: number): number {
	return Math.min(Math.max(Math.floor(CHUNK_BYTES / (height * width * 3)), 1), CHUNK_PICTURES);
}

/**
 * Run any number of pictures, a chunk at a time; one at a time where levels are wanted, since a picture's levels are
 * overwritten by the next one's.
 * @param pictures whole pictures of the network's size
 */
export function runLowBit(
	network: WasmNetwork,
	pictures: Uint8Array,
	images: number,
	{ levels: wanted }: RunOptions
): Inference {
	const { shape } = network.layout;
	const size = pictures.length / Math.max(images, 1);
	const logits = new Int32Array(images * shape.classes);
	const sizes = shape.convs.map((conv) => conv.pooledHeight * conv.pooledWidth * conv.outChannels);
	const levels = sizes.map((n) => new Uint8Array(wanted ? images * n : 0));
	const chunk = wanted ? 1 : network.room;
	for (let first = 0; first < images; first += chunk) {
		const count = Math.min(chunk, images - first);
		network.setPictures(pictures.subarray(first * size, (first + count) * size));
		network.infer(count);
		logits.set(network.integerLogits(count), first * shape.classes);
		if (wanted) levels.forEach((layer, i) => layer.set(network.levels(i), first * sizes[i]));
	}
	return { logits, levels: wanted ? levels : null };
}

function loadOnWasm(kernels: WasmKernels, form: FirstLayerForm, network: IntegerNetwork): LoadedNetwork {
	const size = { ...network };
	const arena = new Arena();
	const layout = placeInteger(arena, network, form);
	let loaded: WasmNetwork | null = new WasmNetwork(
		kernels,
		arena,
		layout,
		chunkPictures(size.height, size.width)
	);
	return {
		async run(pictures, options) {
			if (!loaded) throw new Error('a network that was disposed of cannot run');
			return runLowBit(loaded, pictures, pictureCount(size, pictures), options);
		},
		dispose() {
			// The instance and its memory go with the last reference.
			loaded = null;
		}
	};
}

/** @param form how the first layer is computed */
export function wasmEngine(kernels: WasmKernels, form: FirstLayerForm = 'table'): Engine {
	return {
		name: NAMES[kernels.flavour],
		load: async (network) => loadOnWasm(kernels, form, network)
	};
}
