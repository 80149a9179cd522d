/** How often each colour value occurs in a data set. Counts only; what follows from the counts is decided elsewhere. */
import { type Dataset, imageCount, imageSize } from '#lib/data/dataset.ts';

/** Values that an 8-bit colour component can take. */
const VALUES = 256;

/**
 * Counts the values of all three colours together.
 * @param images how many pictures from the first on to look at, 1..imageCount(data); all when left out
 * @returns [256], entry v says how often value v occurs
 * @throws RangeError when the data set holds fewer pictures than asked for
 */
export function valueHistogram(data: Dataset, images: number = imageCount(data)): Uint32Array {
	if (!Number.isInteger(images) || images < 1 || images > imageCount(data))
		throw new RangeError(`images must be a whole number 1..${imageCount(data)}, got ${images}`);
	const counts = new Uint32Array(VALUES);
	const bytes = images * imageSize(data);
	for (let i = 0; i < bytes; i++) counts[data.images[i]]++;
	return counts;
}
