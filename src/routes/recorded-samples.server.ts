/** Remakes the sample pictures of a recorded run: the file holds their indices only. */
import { MATERIALS_SPLITS, MATERIAL_IMAGE_SIZE, materialImage } from '#lib/data/materials.ts';
import type { RecordedRun } from '#lib/run/recorded-run.ts';

/**
 * The samples' pixels [count, 32, 32, 3], or null where the run was trained on pictures that this site cannot make.
 */
export function recordedSampleImages({ config, samples }: RecordedRun): Uint8Array | null {
	if (config.data.kind !== 'materials') return null;
	const { light } = config.data;
	const images = new Uint8Array(samples.indices.length * MATERIAL_IMAGE_SIZE);
	samples.indices.forEach((index, i) =>
		materialImage(light, MATERIALS_SPLITS.test.seed, index, images, i * MATERIAL_IMAGE_SIZE)
	);
	return images;
}
