/** The small grey pictures of chapter 2: green values of four test pictures of the materials, chosen to use all four levels. */
import { MATERIALS_SPLITS, MATERIAL_IMAGE_SIZE, materialImage } from '#lib/data/materials.ts';

const COLOURS = 3;
const GREEN = 1;

/** By name, which test picture it is. */
const INDICES = { cracks: 62, wood: 1033, ripples: 1526, studs: 1679 } as const;

export type SmallPictureName = keyof typeof INDICES;
export const SMALL_PICTURES = [
	'cracks',
	'wood',
	'ripples',
	'studs'
] as const satisfies readonly SmallPictureName[];

/** @returns [32, 32], 0..255 */
export function smallPicture(name: SmallPictureName): Uint8Array {
	const pixels = new Uint8Array(MATERIAL_IMAGE_SIZE);
	materialImage(1, MATERIALS_SPLITS.test.seed, INDICES[name], pixels, 0);
	return pixels.filter((_, i) => i % COLOURS === GREEN);
}
