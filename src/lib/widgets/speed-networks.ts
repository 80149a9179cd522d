/** Fetches the trained networks that are timed, and one batch of pictures for them. */
import { foldFloat, foldFloatFirst } from '#lib/core/float-network.ts';
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';
import { decodeSnapshot } from '#lib/core/snapshot.ts';
import { MATERIALS_SPLITS, materialDataset } from '#lib/data/materials.ts';
import type { TimedNetworks } from '#lib/engines/timing/protocol.ts';

/** @param folder address of static/networks, ending in a slash */
export async function fetchNetworks(folder: string): Promise<TimedNetworks> {
	const bytes = async (name: string): Promise<Uint8Array> => {
		const response = await fetch(folder + name);
		if (!response.ok)
			throw new Error(
				`the trained network ${name} could not be loaded: ${response.status} ${response.statusText}`
			);
		return new Uint8Array(await response.arrayBuffer());
	};
	const integer = async (name: string) => decodeIntegerNetwork(await bytes(`${name}.lbn`));
	const [embedding, naive, planes, first, all] = await Promise.all([
		integer('pixel-embedding'),
		integer('naive2'),
		integer('bit-planes'),
		bytes('float-first.awep'),
		bytes('all-float.awep')
	]);
	return {
		integer: { 'pixel-embedding': embedding, naive2: naive, 'bit-planes': planes },
		floatFirst: foldFloatFirst(decodeSnapshot(first)),
		allFloat: foldFloat(decodeSnapshot(all))
	};
}

/** Test pictures of the materials in bright light, [images, 32, 32, 3]. */
export const timedPictures = (images: number): Uint8Array =>
	materialDataset({ light: 1, seed: MATERIALS_SPLITS.test.seed, count: images }).images;
