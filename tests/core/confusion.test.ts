import { describe, expect, it } from 'vitest';
import { commonMistakes, picturesOf, rightlyAlone, rowShares, rowTotals } from '#lib/core/confusion.ts';

/** Two classes: 3 pictures of class 0, one of them taken for 1; one of class 1, right. */
const COUNTS = [2, 1, 0, 1];
const answered = { labels: [0, 1, 0, 0], classes: [0, 1, 1, 0], confidences: [0.5, 0.9, 0.8, 0.7] };

describe('a confusion matrix', () => {
	it('has the pictures of a class in its row', () => {
		expect(rowTotals(COUNTS, 2)).toEqual([3, 1]);
		expect(rowShares(COUNTS, 2)).toEqual([2 / 3, 1 / 3, 0, 1]);
	});

	it('is all 0 for a class without pictures', () => {
		expect(rowShares([0, 0, 0, 4], 2)).toEqual([0, 0, 0, 1]);
	});

	it('names its most frequent mistakes, and none that never happened', () => {
		expect(commonMistakes(COUNTS, 2, 3)).toEqual([{ row: 0, column: 1 }]);
		expect(commonMistakes([5, 1, 2, 5], 2, 1)).toEqual([{ row: 1, column: 0 }]);
	});
});

describe('the pictures behind a cell', () => {
	it('are the most confident first, and for no cell the wrong ones', () => {
		expect(picturesOf(answered, { row: 0, column: 0 })).toEqual([3, 0]);
		expect(picturesOf(answered, { row: 1, column: 0 })).toEqual([]);
		expect(picturesOf(answered, null)).toEqual([2]);
	});

	it('are told apart between two runs by who alone was right', () => {
		const other = { ...answered, classes: [1, 0, 0, 0] };
		expect(rightlyAlone(answered, other)).toEqual({ onlyA: 2, onlyB: 1 });
	});
});
