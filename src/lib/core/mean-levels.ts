/** The mean level of every value's word: what is left of a table when its entries are not told apart. Pure. */
import { PIXEL_VALUES, type LevelTable } from './encoding.ts';

/** @returns [256], each 0..3 */
export function meanLevels({ wordLength, levels }: Pick<LevelTable, 'wordLength' | 'levels'>): Float64Array {
	const means = new Float64Array(PIXEL_VALUES);
	for (let v = 0; v < PIXEL_VALUES; v++) {
		let sum = 0;
		for (let k = 0; k < wordLength; k++) sum += levels[v * wordLength + k];
		means[v] = sum / wordLength;
	}
	return means;
}
