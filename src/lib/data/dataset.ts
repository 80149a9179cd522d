/** The one shape in which every picture set of the site travels: 8-bit pictures with class labels. */

export interface Dataset {
	/** What the reader sees, such as "materials, bright" or "CIFAR-10". */
	readonly name: string;
	readonly height: number;
	readonly width: number;
	readonly classNames: readonly string[];
	/** [count, height, width, 3], values 0..255. */
	readonly images: Uint8Array;
	/** [count], each 0..classNames.length-1. */
	readonly labels: Uint8Array;
}

/** Colour components a picture holds: red, green, blue. */
export const COLOURS = 3;

/** The three parts of a data set; choices are made on `validation`, results are reported on `test`. */
export interface Splits {
	readonly train: Dataset;
	readonly validation: Dataset;
	readonly test: Dataset;
}

export const imageCount = (data: Dataset): number => data.labels.length;

/** Bytes of one picture. */
export const imageSize = (data: Pick<Dataset, 'height' | 'width'>): number =>
	data.height * data.width * COLOURS;

/** One picture as a view, [height, width, 3]. */
export function imageAt(data: Dataset, index: number): Uint8Array {
	const size = imageSize(data);
	return data.images.subarray(index * size, (index + 1) * size);
}
