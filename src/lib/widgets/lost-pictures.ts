/**
 * Which pictures of the materials two-bit rounding makes the same: counted over a whole test set while the site is built.
 * It counts what is exactly equal. Pictures that differ in one pixel are different.
 */
import { fixedTable } from '#lib/core/encoding.ts';
import { sameAfterRounding, wordClasses } from '#lib/core/level-pictures.ts';
import { MATERIALS_SPLITS, MATERIAL_IMAGE_SIZE, materialDataset } from '#lib/data/materials.ts';

/** The naive first layer's table: every value rounded to two bits. */
export const NAIVE_TABLE = fixedTable({ kind: 'naive', bits: 2, wordLength: 1 });
export const NAIVE_CLASSES = wordClasses(NAIVE_TABLE);

export interface LostPictures {
	/** 0 dark .. 1 bright. */
	readonly light: number;
	/** Pictures looked at: the first so many of the test set. */
	readonly count: number;
	/** How many of them are different after rounding. */
	readonly distinct: number;
	/** Indices of the largest group that rounding makes one picture; empty where all stay different. */
	readonly largest: readonly number[];
	/** Shares of all values on each level. */
	readonly levels: readonly number[];
}

/** @param count how many test pictures, a multiple of ten, so that every material has as many */
export function lostPictures(light: number, count: number = MATERIALS_SPLITS.test.count): LostPictures {
	const { images } = materialDataset({ light, seed: MATERIALS_SPLITS.test.seed, count });
	const groups = sameAfterRounding(images, MATERIAL_IMAGE_SIZE, NAIVE_CLASSES);
	const levels = [0, 0, 0, 0];
	for (const value of images) levels[NAIVE_TABLE.levels[value]]++;
	return {
		light,
		count,
		distinct: groups.length,
		largest: groups[0].length > 1 ? groups[0] : [],
		levels: levels.map((n) => n / images.length)
	};
}

/**
 * The most that can be right among pictures that look the same to the network: all of them get one answer.
 * @param indices of test pictures, whose label is index % classes
 */
export function mostRight(indices: readonly number[], classes: number): number {
	const counts = new Array<number>(classes).fill(0);
	for (const index of indices) counts[index % classes]++;
	return Math.max(...counts);
}

/** Of each material the picture with the greatest contrast, in class order; materials without a picture are left out. */
export function oneOfEach(
	images: (index: number) => Uint8Array,
	indices: readonly number[],
	classes: number
): number[] {
	const spread = new Map(indices.map((index) => [index, varianceOf(images(index))]));
	return Array.from({ length: classes }, (_, label) =>
		indices
			.filter((index) => index % classes === label)
			.reduce<number | null>(
				(best, index) => (best === null || spread.get(index)! > spread.get(best)! ? index : best),
				null
			)
	).filter((index) => index !== null);
}

function varianceOf(values: Uint8Array): number {
	let sum = 0;
	let squares = 0;
	for (const value of values) {
		sum += value;
		squares += value * value;
	}
	return squares / values.length - (sum / values.length) ** 2;
}
