/** Test pictures of the materials by their index, in any light, and what figures ask of one. Pure. */
import { MATERIALS_SPLITS, MATERIAL_IMAGE_SIZE, materialImage } from '#lib/data/materials.ts';
import { MATERIAL_NAMES } from '#lib/data/materials-surfaces.ts';

/** @returns [32, 32, 3], 0..255 */
export function testPicture(light: number, index: number): Uint8Array {
	const out = new Uint8Array(MATERIAL_IMAGE_SIZE);
	materialImage(light, MATERIALS_SPLITS.test.seed, index, out, 0);
	return out;
}

export const materialOf = (index: number): string => MATERIAL_NAMES[index % MATERIAL_NAMES.length];

/** One colour of a picture: 0 red, 1 green, 2 blue. */
export const colourOf = (picture: Uint8Array, colour: 0 | 1 | 2): Uint8Array =>
	picture.filter((_, i) => i % 3 === colour);

/**
 * The factor that makes a picture as bright as it can be without losing anything: its largest value becomes 255.
 * One decimal, rounded down; at least 1.
 */
export const brightening = (picture: Uint8Array): number =>
	Math.max(1, Math.floor((10 * 255) / Math.max(1, ...picture)) / 10);
