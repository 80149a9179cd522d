/**
 * Where training takes its pictures from: data that is all there, or materials made when they are first asked for, so that the
 * first step need not wait for ten thousand pictures.
 */
import { imageCount, imageSize, type Dataset, type Splits } from './dataset.ts';
import { MATERIALS_SPLITS, materialImage, materialsShell } from './materials.ts';

export type SplitName = keyof Splits;

export interface PictureSource {
	/** Pictures may still be missing where `ensure` was not asked for them. */
	readonly splits: Splits;
	/** After the call the pictures `indices` of a split are there. */
	ensure(split: SplitName, indices: ArrayLike<number>): void;
}

/** Data that is already complete. */
export const loadedPictures = (splits: Splits): PictureSource => ({ splits, ensure: () => undefined });

/** A block of consecutive materials pictures, as another worker made them. */
export interface PictureBlock {
	readonly split: SplitName;
	readonly indices: Uint32Array;
	/** [indices.length, height, width, 3]. */
	readonly images: Uint8Array;
}

/** Materials in one light, each picture made once, on demand or handed in by whoever made it. */
export class MaterialPictures implements PictureSource {
	readonly splits: Splits;
	/** 0 (dark) .. 1 (bright). */
	readonly light: number;
	readonly #made: Readonly<Record<SplitName, Uint8Array>>;

	/** @param light 0 (dark) .. 1 (bright) */
	constructor(light: number) {
		this.light = light;
		const shell = (split: SplitName): Dataset => materialsShell(light, MATERIALS_SPLITS[split].count);
		this.splits = { train: shell('train'), validation: shell('validation'), test: shell('test') };
		const none = (split: SplitName): Uint8Array => new Uint8Array(imageCount(this.splits[split]));
		this.#made = { train: none('train'), validation: none('validation'), test: none('test') };
	}

	ensure(split: SplitName, indices: ArrayLike<number>): void {
		const made = this.#made[split];
		const data = this.splits[split];
		const size = imageSize(data);
		for (let i = 0; i < indices.length; i++) {
			const index = indices[i];
			if (made[index]) continue;
			materialImage(this.light, MATERIALS_SPLITS[split].seed, index, data.images, index * size);
			made[index] = 1;
		}
	}

	/** Those of `indices` that are not made yet. */
	missing(split: SplitName, indices: Uint32Array): Uint32Array {
		return indices.filter((index) => !this.#made[split][index]);
	}

	/** Take pictures that were made elsewhere from the same recipe. */
	accept({ split, indices, images }: PictureBlock): void {
		const made = this.#made[split];
		const data = this.splits[split];
		const size = imageSize(data);
		indices.forEach((index, i) => {
			if (made[index]) return;
			data.images.set(images.subarray(i * size, (i + 1) * size), index * size);
			made[index] = 1;
		});
	}
}
