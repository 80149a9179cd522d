/** Runs the float baselines on wasm SIMD: the network with a float first layer, and the one that is all float. */
import type { FloatFirstNetwork, FloatNetwork } from '#lib/core/float-network.ts';
import type { Inference, RunOptions } from './engine.ts';
import { Arena } from './wasm-arena.ts';
import { chunkPictures, runLowBit } from './wasm-engine.ts';
import { placeFloat, placeFloatFirst } from './wasm-float-layers.ts';
import type { WasmKernels } from './wasm-kernels.ts';
import { WasmNetwork } from './wasm-network.ts';

function picturesIn({ height, width }: FloatNetwork | FloatFirstNetwork, pictures: Uint8Array): number {
	const size = height * width * 3;
	if (pictures.length % size !== 0)
		throw new RangeError(
			`a picture of ${height} x ${width} has ${size} bytes, got ${pictures.length} for all, which is no multiple`
		);
	return pictures.length / size;
}

/**
 * Logits as whole numbers, levels of every block as `Inference` has them.
 * @param pictures [images, height, width, 3]
 * @throws RangeError when they are not whole pictures of the network's size
 */
export function runFloatFirst(
	kernels: WasmKernels,
	network: FloatFirstNetwork,
	pictures: Uint8Array,
	options: RunOptions
): Inference {
	const images = picturesIn(network, pictures);
	const arena = new Arena();
	const layout = placeFloatFirst(arena, network);
	const loaded = new WasmNetwork(kernels, arena, layout, chunkPictures(network.height, network.width));
	return runLowBit(loaded, pictures, images, options);
}

/**
 * @param pictures [images, height, width, 3]
 * @returns logits [images, classes]
 * @throws RangeError when they are not whole pictures of the network's size
 */
export function runAllFloat(kernels: WasmKernels, network: FloatNetwork, pictures: Uint8Array): Float32Array {
	const images = picturesIn(network, pictures);
	const arena = new Arena();
	const layout = placeFloat(arena, network);
	const loaded = new WasmNetwork(kernels, arena, layout, Math.max(images, 1));
	loaded.setPictures(pictures);
	loaded.infer(images);
	return loaded.floatLogits(images);
}
