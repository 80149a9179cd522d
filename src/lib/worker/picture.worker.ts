/** Makes materials pictures as ordered, block by block, and says 'done'. */
import { MATERIALS_SPLITS, MATERIAL_IMAGE_SIZE, materialImage } from '#lib/data/materials.ts';
import type { PictureBlock } from '#lib/data/picture-source.ts';
import type { PictureOrder } from './picture-client.ts';

addEventListener('message', ({ data: { light, blocks } }: MessageEvent<PictureOrder>) => {
	const made = new Set<string>();
	for (const { split, indices: wanted } of blocks) {
		const indices = wanted.filter((index) => !made.has(`${split} ${index}`));
		const images = new Uint8Array(indices.length * MATERIAL_IMAGE_SIZE);
		indices.forEach((index, i) => {
			materialImage(light, MATERIALS_SPLITS[split].seed, index, images, i * MATERIAL_IMAGE_SIZE);
			made.add(`${split} ${index}`);
		});
		const block: PictureBlock = { split, indices, images };
		postMessage(block, { transfer: [images.buffer] });
	}
	postMessage('done');
});
