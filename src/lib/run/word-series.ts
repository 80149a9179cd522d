/** A study's grid of word lengths as the lines of a chart: the fixed codes and the learned tables of one number of bits. Pure. */
import type { Interval } from '#lib/core/statistics.ts';
import { later } from '#lib/language/language.ts';
import type { GridDifference } from './study-summary.ts';

export interface WordSeries {
	readonly name: string;
	readonly label: string;
	/** How it is drawn: what is learned stands out, what is fitted to the data is stronger than what is not. */
	readonly look: 'fixed' | 'fitted' | 'learned' | 'learned-too';
	/** By word length, growing; accuracies as fractions 0..1. */
	readonly points: readonly {
		readonly wordLength: number;
		readonly mean: number;
		readonly low: number;
		readonly high: number;
	}[];
}

/**
 * @param fromNaive, fromDither the grid with tables that started from plain rounding and from the dither
 * @param bits of one number of the word
 * @returns only lines that have a point; sizes that were not recorded are not there
 */
export function wordSeries(
	fromNaive: readonly GridDifference[],
	fromDither: readonly GridDifference[],
	bits: number
): WordSeries[] {
	const points = (rows: readonly GridDifference[], of: (row: GridDifference) => Interval) =>
		rows
			.filter((row) => row.bits === bits)
			.map((row) => {
				const { mean, low, high } = of(row);
				return { wordLength: row.wordLength, mean, low, high };
			});
	const lines: WordSeries[] = [
		{ name: 'dither', label: later('dither'), look: 'fixed', points: points(fromNaive, (row) => row.dither) },
		{
			name: 'quantile',
			label: later('quantile dither'),
			look: 'fitted',
			points: points(fromNaive, (row) => row.quantile)
		},
		{
			name: 'naive',
			label: later('learned from naive'),
			look: 'learned',
			points: points(fromNaive, (row) => row.learned)
		},
		{
			name: 'from-dither',
			label: later('learned from dither'),
			look: 'learned-too',
			points: points(fromDither, (row) => row.learned)
		}
	];
	return lines.filter((each) => each.points.length > 0);
}
