/** What a run learns from and is tested on: the pictures that a request names, and whether they are the right ones. */
import type { TrainConfig } from '#lib/core/config.ts';
import { dataHash } from '#lib/data/data-hash.ts';
import { imageAt, imageCount, imageSize } from '#lib/data/dataset.ts';
import { MaterialPictures, loadedPictures, type PictureSource } from '#lib/data/picture-source.ts';
import type { DataMessage, Request, Samples } from './protocol.ts';

/** @param earlier pictures of this worker's last run: materials in the same light need not be made again */
export function picturesFor(
	data: DataMessage,
	config: TrainConfig,
	earlier: PictureSource | null
): PictureSource {
	if (data.kind === 'splits') return loadedPictures(data.splits);
	if (config.data.kind !== 'materials')
		throw new TypeError(`the run wants ${config.data.kind}, so its pictures must come with the request`);
	const { light } = config.data;
	return earlier instanceof MaterialPictures && earlier.light === light
		? earlier
		: new MaterialPictures(light);
}

/** @throws Error when a run would go on with other pictures than it learned from */
export function requirePictures(
	{ splits }: PictureSource,
	{ data, resume }: Extract<Request, { type: 'create' }>
): void {
	// Materials are made from numbers that the config holds.
	if (data.kind !== 'splits' || !resume?.dataHash) return;
	const hash = dataHash(splits.train);
	if (hash !== resume.dataHash)
		throw new Error(
			`the run learned from pictures with the fingerprint ${resume.dataHash.slice(0, 12)}…, these have ${hash.slice(0, 12)}…`
		);
}

/** @throws RangeError when there is no such picture */
export function testPictures(pictures: PictureSource, indices: Uint32Array): Samples {
	const { test } = pictures.splits;
	const wrong = indices.find((index) => index >= imageCount(test));
	if (wrong !== undefined) throw new RangeError(`test pictures are 0..${imageCount(test) - 1}, got ${wrong}`);
	pictures.ensure('test', indices);
	const size = imageSize(test);
	const images = new Uint8Array(indices.length * size);
	indices.forEach((index, i) => images.set(imageAt(test, index), i * size));
	return {
		height: test.height,
		width: test.width,
		images,
		labels: Uint8Array.from(indices, (index) => test.labels[index])
	};
}

/** 0 to `count` − 1. */
export const firstIndices = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, i) => i);
