import { expect, it } from 'vitest';
import { countDifferences, levelPaths, levelRuns, rowThresholds, wordOf } from '#lib/figures/level-runs.ts';

/** Four values, words of two: columns 00, 01, 31, 31. */
const TABLE = { wordLength: 2, levels: Uint8Array.of(0, 0, 0, 1, 3, 1, 3, 1) };

it('finds the runs of each row', () => {
	expect(levelRuns(TABLE)).toEqual([
		{ row: 0, start: 0, end: 2, level: 0 },
		{ row: 0, start: 2, end: 4, level: 3 },
		{ row: 1, start: 0, end: 1, level: 0 },
		{ row: 1, start: 1, end: 4, level: 1 }
	]);
});

it('draws one path a level', () => {
	expect(levelPaths(TABLE)).toEqual(['M0 0h2v0.9h-2zM0 1h1v0.9h-1z', 'M1 1h3v0.9h-3z', '', 'M2 0h2v0.9h-2z']);
});

it('reads thresholds along a row and words down a column', () => {
	expect(rowThresholds(TABLE, 0)).toEqual([2]);
	expect(rowThresholds(TABLE, 1)).toEqual([1]);
	expect(wordOf(TABLE, 2)).toEqual([3, 1]);
});

it('counts entries that differ', () => {
	expect(countDifferences(TABLE.levels, new Uint8Array(8))).toBe(5);
	expect(() => countDifferences(TABLE.levels, new Uint8Array(4))).toThrow('8 and 4');
});
