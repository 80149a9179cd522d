/** Pictures of a run's test set, from wherever they can be had. */
import { MATERIALS_SPLITS, MATERIAL_IMAGE_SIZE, materialImage } from '#lib/data/materials.ts';
import { MATERIAL_SIDE } from '#lib/data/materials-scene.ts';
import type { DataChoice } from '#lib/core/config.ts';
import type { TestPictures } from '#lib/run/run-view.ts';

/**
 * The page's own pictures are made again; a reader's files are not the page's to keep.
 * @returns null for pictures of the reader's own
 */
export function madePictures(data: DataChoice, indices: Uint32Array): TestPictures | null {
	if (data.kind !== 'materials') return null;
	const images = new Uint8Array(indices.length * MATERIAL_IMAGE_SIZE);
	const labels = Uint8Array.from(indices, (index, i) =>
		materialImage(data.light, MATERIALS_SPLITS.test.seed, index, images, i * MATERIAL_IMAGE_SIZE)
	);
	return { height: MATERIAL_SIDE, width: MATERIAL_SIDE, images, labels };
}

/** The pictures at `indices` of those that are there. */
export function somePictures(
	{ height, width, images, labels }: TestPictures,
	indices: Uint32Array
): TestPictures {
	const size = height * width * 3;
	const some = new Uint8Array(indices.length * size);
	indices.forEach((index, i) => some.set(images.subarray(index * size, (index + 1) * size), i * size));
	return { height, width, images: some, labels: Uint8Array.from(indices, (index) => labels[index]) };
}
