/** A table of levels as drawing instructions: one SVG path a level, made of runs of equal levels along each row. */

/** Levels that two bits can name. */
export const LEVEL_COUNT = 4;

/** Share of a row's height that is ink; the rest separates it from the next row. */
const ROW_INK = 0.9;

/** The parts of a LevelTable that drawing needs: levels [256, wordLength]. */
export interface DrawnTable {
	readonly wordLength: number;
	readonly levels: Uint8Array;
}

/** One run in row `row`: the columns start..end-1 all hold `level`. */
export interface LevelRun {
	readonly row: number;
	readonly start: number;
	readonly end: number;
	readonly level: number;
}

/** The runs of every row, from left to right. Row k is entry k of the word, a column is a pixel value. */
export function levelRuns({ wordLength, levels }: DrawnTable): LevelRun[] {
	const columns = levels.length / wordLength;
	const runs: LevelRun[] = [];
	for (let row = 0; row < wordLength; row++) {
		let start = 0;
		for (let column = 1; column <= columns; column++) {
			const level = levels[start * wordLength + row];
			if (column < columns && levels[column * wordLength + row] === level) continue;
			runs.push({ row, start, end: column, level });
			start = column;
		}
	}
	return runs;
}

/** Four SVG path texts, one a level, in units of one column by one row. */
export function levelPaths(table: DrawnTable): string[] {
	const paths = ['', '', '', ''];
	for (const { row, start, end, level } of levelRuns(table)) {
		const width = end - start;
		paths[level] += `M${start} ${row}h${width}v${ROW_INK}h${-width}z`;
	}
	return paths;
}

/** The values at which entry `row` changes level: a naive two-bit code has 43, 128 and 213. */
export function rowThresholds(table: DrawnTable, row: number): number[] {
	return levelRuns(table)
		.filter((run) => run.row === row && run.start > 0)
		.map((run) => run.start);
}

/** The word of one pixel value. */
export function wordOf({ wordLength, levels }: DrawnTable, value: number): number[] {
	return [...levels.subarray(value * wordLength, (value + 1) * wordLength)];
}

/** How many entries of two tables of one size differ. */
export function countDifferences(a: Uint8Array, b: Uint8Array): number {
	if (a.length !== b.length)
		throw new RangeError(`tables of ${a.length} and ${b.length} entries cannot be compared`);
	let count = 0;
	for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
	return count;
}
