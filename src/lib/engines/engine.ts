/**
 * What an integer engine is. `reference` is the slow and obvious one; every other must equal it, number for number.
 */
import type { IntegerNetwork } from '#lib/core/integer-network.ts';

export interface Engine {
	/** What the reader sees, such as "reference". */
	readonly name: string;
	/**
	 * Make a network ready to run. The engine copies what it needs: the caller may change the arrays afterwards.
	 * @throws RangeError when the network contradicts itself
	 */
	load(network: IntegerNetwork): Promise<LoadedNetwork>;
}

export interface RunOptions {
	/** Whether to hand out every layer's levels too; engines that keep them packed or on a GPU pay for it. */
	readonly levels: boolean;
}

export interface Inference {
	/** [images, classes], sums of level * sign. */
	readonly logits: Int32Array;
	/**
	 * Output of every convolution block, 0..3, [images, pooledHeight, pooledWidth, outChannels] each; null where not asked for.
	 */
	readonly levels: readonly Uint8Array[] | null;
}

/** A network on an engine. */
export interface LoadedNetwork {
	/**
	 * @param pictures [images, height, width, 3], 8 bits a component
	 * @throws RangeError when they are not whole pictures of the network's size
	 */
	run(pictures: Uint8Array, options: RunOptions): Promise<Inference>;
	/** Give everything back. A later `run` is an error of the caller. */
	dispose(): void;
}

/** Colour components of a pixel. */
const COLOURS = 3;

/**
 * How many pictures a batch holds.
 * @throws RangeError when it is not a whole number of them
 */
export function pictureCount({ height, width }: IntegerNetwork, pictures: Uint8Array): number {
	const size = height * width * COLOURS;
	if (pictures.length % size !== 0)
		throw new RangeError(
			`a picture of ${height} x ${width} has ${size} bytes, got ${pictures.length} for all, which is no multiple`
		);
	return pictures.length / size;
}

/**
 * The class of every picture: that of the largest logit, the lowest on ties.
 * @param logits [images, classes]
 */
export function bestClasses(logits: Int32Array, classes: number): Uint8Array {
	return Uint8Array.from({ length: logits.length / classes }, (_, image) => {
		const own = logits.subarray(image * classes, (image + 1) * classes);
		return own.indexOf(own.reduce((best, x) => Math.max(best, x)));
	});
}
