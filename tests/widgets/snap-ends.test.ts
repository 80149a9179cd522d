import { expect, test } from 'vitest';
import { roundPixels } from '#lib/core/pixel-rounding.ts';
import { fromNumbers, snapEnds, toNumbers } from '#lib/widgets/snap-ends.ts';

const counts = new Uint32Array(256);
counts[0] = 2;
counts[10] = 2;
counts[200] = 4;

test('every thread ends at its value’s level, and values of one level lie on one another', () => {
	const { ends, offsets, topShare } = snapEnds(roundPixels(1), counts);
	expect([ends[0], ends[10], ends[200]]).toEqual([0, 0, 255]);
	expect([offsets[0], offsets[10], offsets[200]]).toEqual([0, 0.25, 0]);
	expect(topShare).toBe(0.5);
});

test('one row of numbers and back', () => {
	const ends = snapEnds(roundPixels(3), counts);
	expect(fromNumbers(toNumbers(ends))).toEqual(ends);
});
