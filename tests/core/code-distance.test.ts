import { describe, expect, it } from 'vitest';
import {
	bitsOfWord,
	distanceMatrix,
	distinctWords,
	farthestNear,
	neighbourDistances,
	shareToldApart,
	thresholdsOf,
	wordDistance
} from '#lib/core/code-distance.ts';
import { NAMED_ENCODINGS, fixedTable } from '#lib/core/encoding.ts';

const planes = fixedTable(NAMED_ENCODINGS['bit-planes']);
const naive = fixedTable(NAMED_ENCODINGS.naive2);
const thermometer = fixedTable(NAMED_ENCODINGS.thermometer);
const dither = fixedTable(NAMED_ENCODINGS.dither);

describe('the distance of two words', () => {
	it('is the number of ones in their exclusive or, for bit-planes', () => {
		for (const [a, b] of [
			[127, 128],
			[0, 255],
			[6, 5],
			[200, 200]
		]) {
			const ones = (a ^ b).toString(2).replaceAll('0', '').length;
			expect(wordDistance(planes, a, b)).toBe(ones);
			expect(wordDistance(planes, b, a)).toBe(ones);
		}
	});

	it('is the same in the matrix and along its diagonal', () => {
		const matrix = distanceMatrix(dither);
		expect(matrix[17 * 256 + 201]).toBe(wordDistance(dither, 17, 201));
		expect(matrix[201 * 256 + 17]).toBe(wordDistance(dither, 17, 201));
		expect(neighbourDistances(dither)[100]).toBe(matrix[100 * 256 + 101]);
		expect(matrix[255]).toBe(30);
	});
});

describe('what a code costs and keeps', () => {
	it('counts bits and words', () => {
		expect([naive, planes, thermometer, dither].map(bitsOfWord)).toEqual([2, 8, 10, 20]);
		expect([naive, planes, thermometer, dither].map(distinctWords)).toEqual([4, 256, 11, 31]);
	});

	it('tells apart what falls on two sides of a threshold, and not what falls on one', () => {
		const histogram = new Uint32Array(256);
		histogram[10] = 1;
		histogram[20] = 1;
		histogram[200] = 2;
		// Unordered pairs of different values: 10-20 once, 10-200 twice, 20-200 twice. Naive rounding loses the first.
		expect(shareToldApart(naive, histogram)).toBeCloseTo(4 / 5, 12);
		expect(shareToldApart(planes, histogram)).toBe(1);
		expect(() => shareToldApart(naive, new Uint32Array(256))).toThrow('at least two values');
	});

	it('finds the near values that are farthest apart', () => {
		expect(farthestNear(planes, 1)).toEqual([{ a: 127, b: 128, distance: 8 }]);
		expect(farthestNear(naive, 1).map(({ a }) => a)).toEqual([42, 127, 212]);
		expect(farthestNear(thermometer, 4).every(({ distance }) => distance === 1)).toBe(true);
	});

	it('lists thresholds by entry, and a jump of two levels as two', () => {
		expect(thresholdsOf(naive)).toEqual([
			{ value: 43, entry: 0, level: 1 },
			{ value: 128, entry: 0, level: 2 },
			{ value: 213, entry: 0, level: 3 }
		]);
		const levels = new Uint8Array(256).fill(3, 0, 9);
		levels.fill(1, 9);
		expect(thresholdsOf({ wordLength: 1, bits: 2, levels })).toEqual([
			{ value: 9, entry: 0, level: 2 },
			{ value: 9, entry: 0, level: 3 }
		]);
	});
});
