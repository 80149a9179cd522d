/** Pictures of a data set as the tensor a step takes. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { COLOURS, imageSize, type Dataset } from '#lib/data/dataset.ts';

/**
 * @param indices which pictures
 * @param mirrored 1 where a picture is turned left to right, or null for none
 * @returns int32 [indices.length, height, width, 3], 0..255
 */
export function pixelsOf(data: Dataset, indices: ArrayLike<number>, mirrored: Uint8Array | null): Tensor4D {
	const { height, width, images } = data;
	const size = imageSize(data);
	const row = width * COLOURS;
	const pixels = new Int32Array(indices.length * size);
	for (let i = 0; i < indices.length; i++) {
		const from = indices[i] * size;
		const to = i * size;
		if (!mirrored?.[i]) {
			pixels.set(images.subarray(from, from + size), to);
			continue;
		}
		for (let y = 0; y < height; y++)
			for (let x = 0; x < width; x++) {
				const source = from + y * row + (width - 1 - x) * COLOURS;
				const target = to + y * row + x * COLOURS;
				for (let c = 0; c < COLOURS; c++) pixels[target + c] = images[source + c];
			}
	}
	return tf.tensor4d(pixels, [indices.length, height, width, COLOURS], 'int32');
}
