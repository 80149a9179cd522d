/**
 * "Materials": a data set that the page makes itself, so that a course on pictures needs no download.
 *
 * Ten procedurally made surfaces, lit from the side and photographed at 32 x 32. Every picture follows from (light, seed,
 * index) alone and is the same to the bit in every browser. Light changes the camera, never the scene: picture i in the
 * dark shows the same piece of the same material as picture i in daylight.
 */
import { Random } from '#lib/core/random.ts';
import { COLOURS, type Dataset } from '#lib/data/dataset.ts';
import { cameraSettings, photograph } from '#lib/data/materials-camera.ts';
import { MATERIAL_SIDE, renderScene } from '#lib/data/materials-scene.ts';
import { MATERIAL_NAMES, SURFACES } from '#lib/data/materials-surfaces.ts';

/** Bytes of one picture. */
export const MATERIAL_IMAGE_SIZE = MATERIAL_SIDE * MATERIAL_SIDE * COLOURS;

/** Pictures that one data set may hold: 300 MB, more than a page should ask of a phone. */
const MAX_COUNT = 100_000;

export interface MaterialsRecipe {
	/** 0 is "dark", 1 is "bright". */
	readonly light: number;
	/** Whole number, 0..2^32-1. */
	readonly seed: number;
	/** Pictures, 1..100000; label i % 10, so a multiple of ten is balanced. */
	readonly count: number;
}

/**
 * Seeds and sizes of the three parts. The seeds are constants: two runs with different training seeds learn from the same
 * pictures. They spell "mat1" to "mat3" in ASCII, far from the small numbers that people choose as training seeds.
 */
export const MATERIALS_SPLITS = {
	train: { seed: 0x6d617431, count: 10_000 },
	validation: { seed: 0x6d617432, count: 1_000 },
	test: { seed: 0x6d617433, count: 2_000 }
} as const;

/** Scratch, overwritten by every picture. [MATERIAL_SIDE, MATERIAL_SIDE, 3] */
const radiance = new Float64Array(MATERIAL_IMAGE_SIZE);

/**
 * Makes one picture.
 * @param light 0 (dark) .. 1 (bright)
 * @param seed whole number, 0..2^32-1
 * @param index whole number, 0..2^32-1; consecutive pictures cycle through the ten materials
 * @param out written from `offset` on: [32, 32, 3], 0..255
 * @returns the label, index % 10
 * @throws RangeError when an argument is out of range or the picture does not fit
 */
export function materialImage(
	light: number,
	seed: number,
	index: number,
	out: Uint8Array,
	offset: number
): number {
	assertLight(light);
	if (!Number.isInteger(index) || index < 0 || index > 0xffffffff)
		throw new RangeError(`index must be a whole number 0..4294967295, got ${index}`);
	if (!Number.isInteger(offset) || offset < 0 || offset + MATERIAL_IMAGE_SIZE > out.length)
		throw new RangeError(
			`a picture needs ${MATERIAL_IMAGE_SIZE} bytes from a whole offset on, got offset ${offset} in ${out.length} bytes`
		);
	const label = index % MATERIAL_NAMES.length;
	const random = imageRandom(seed, index);
	renderScene(SURFACES[MATERIAL_NAMES[label]], random, radiance);
	photograph(radiance, MATERIAL_SIDE, cameraSettings(light), random, out, offset);
	return label;
}

/**
 * A data set with every label and no picture yet: 0..count-1, to be filled by `materialImage`.
 * @throws RangeError when a number is out of range
 */
export function materialsShell(light: number, count: number): Dataset {
	assertLight(light);
	if (!Number.isInteger(count) || count < 1 || count > MAX_COUNT)
		throw new RangeError(`count must be a whole number 1..${MAX_COUNT}, got ${count}`);
	return {
		name: `materials, ${lightName(light)}`,
		height: MATERIAL_SIDE,
		width: MATERIAL_SIDE,
		classNames: MATERIAL_NAMES,
		images: new Uint8Array(count * MATERIAL_IMAGE_SIZE),
		labels: Uint8Array.from({ length: count }, (_, i) => i % MATERIAL_NAMES.length)
	};
}

/**
 * Makes pictures 0..count-1 of a seed.
 * @throws RangeError when a number of the recipe is out of range
 */
export function materialDataset({ light, seed, count }: MaterialsRecipe): Dataset {
	const data = materialsShell(light, count);
	for (let i = 0; i < count; i++) materialImage(light, seed, i, data.images, i * MATERIAL_IMAGE_SIZE);
	return data;
}

/** The random numbers of one picture, in an order that only this data set uses. */
export function imageRandom(seed: number, index: number): Random {
	return Random.fromSeed(seed, index);
}

function lightName(light: number): string {
	if (light === 1) return 'bright';
	if (light === 0) return 'dark';
	return `light ${light}`;
}

function assertLight(light: number): void {
	if (!(light >= 0 && light <= 1)) throw new RangeError(`light must be 0 (dark) to 1 (bright), got ${light}`);
}
