/** What the comparison of codes draws and prints of each code. Pure. */
import {
	bitsOfWord,
	distanceMatrix,
	distinctWords,
	neighbourDistances,
	shareToldApart
} from '#lib/core/code-distance.ts';
import { MATERIALS_HISTOGRAMS } from '#lib/data/materials-histograms.ts';
import type { Code } from './codes.ts';

export interface CodeView extends Code {
	readonly matrix: Uint16Array;
	readonly neighbours: readonly number[];
	/** Largest distance of any pair, and of any two neighbours. */
	readonly farthest: number;
	readonly jump: number;
	readonly bits: number;
	readonly words: number;
	/** Of all pairs of pixels with different values in the training pictures, the share whose words differ. */
	readonly apart: { readonly dark: number; readonly bright: number };
}

export function viewOf(code: Code): CodeView {
	const matrix = distanceMatrix(code.table);
	const neighbours = neighbourDistances(code.table);
	return {
		...code,
		matrix,
		neighbours,
		farthest: matrix.reduce((most, distance) => Math.max(most, distance), 0),
		jump: Math.max(...neighbours),
		bits: bitsOfWord(code.table),
		words: distinctWords(code.table),
		apart: {
			dark: shareToldApart(code.table, MATERIALS_HISTOGRAMS.dark),
			bright: shareToldApart(code.table, MATERIALS_HISTOGRAMS.bright)
		}
	};
}
