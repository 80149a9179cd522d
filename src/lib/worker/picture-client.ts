/**
 * Has materials pictures made on another core, in the order in which training will ask for them.
 *
 * Only a head start: whatever is asked for before it arrives, the training worker makes itself, to the same bits. So where a
 * worker cannot start another, nothing is lost but time.
 */
import type { TrainConfig } from '#lib/core/config.ts';
import { imageCount } from '#lib/data/dataset.ts';
import { MaterialPictures, type PictureBlock, type PictureSource } from '#lib/data/picture-source.ts';

/** What the picture maker is told: which pictures, in which order. */
export interface PictureOrder {
	readonly light: number;
	readonly blocks: readonly Pick<PictureBlock, 'split' | 'indices'>[];
}

/** Pictures in one message: a tenth of a second of work. */
const BLOCK_PICTURES = 400;

const range = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, i) => i);

function* blocksOf(
	split: PictureBlock['split'],
	indices: Uint32Array
): Generator<PictureOrder['blocks'][number]> {
	for (let i = 0; i < indices.length; i += BLOCK_PICTURES)
		yield { split, indices: indices.slice(i, i + BLOCK_PICTURES) };
}

export function prefetchPictures(pictures: PictureSource, config: TrainConfig, order: Uint32Array): void {
	if (!(pictures instanceof MaterialPictures) || config.data.kind !== 'materials') return;
	if (typeof Worker === 'undefined') return;
	const { test, validation } = pictures.splits;
	const head = order.slice(0, 2 * BLOCK_PICTURES);
	const lacking = ([split, indices]: readonly [PictureBlock['split'], Uint32Array]) => [
		...blocksOf(split, pictures.missing(split, indices))
	];
	const blocks = (
		[
			['train', head],
			// Batch norm is re-estimated on the first training pictures, wherever the order has them.
			['train', range(256)],
			['test', range(500)],
			['train', order.slice(head.length)],
			['test', range(imageCount(test))],
			['validation', range(imageCount(validation))]
		] as const
	).flatMap(lacking);
	if (blocks.length === 0) return;
	const message: PictureOrder = { light: config.data.light, blocks };
	const worker = new Worker(new URL('./picture.worker.ts', import.meta.url), { type: 'module' });
	worker.onmessage = ({ data }: MessageEvent<PictureBlock | 'done'>) => {
		if (data === 'done') worker.terminate();
		else pictures.accept(data);
	};
	worker.onerror = (event) => {
		event.preventDefault();
		worker.terminate();
	};
	worker.postMessage(message);
}
