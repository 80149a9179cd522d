import { describe, expect, it } from 'vitest';
import { fitEncoding, fixedTable, namedEncoding, type LevelTable } from '#lib/core/encoding.ts';
import { quantile, quantileDistance, thresholdShares } from '#lib/core/quantile-distance.ts';

/** Values 0..3 occur once, twice, three times, four times. */
const COUNTS = Array.from({ length: 256 }, (_, v) => (v < 4 ? v + 1 : 0));

const oneColumn = (level: (v: number) => number): LevelTable => ({
	wordLength: 1,
	bits: 2,
	levels: Uint8Array.from({ length: 256 }, (_, v) => level(v))
});

describe('thresholds over the data', () => {
	it('stand at the share of values below them', () => {
		expect(
			thresholdShares(
				oneColumn((v) => Math.min(v, 3)),
				COUNTS
			)
		).toEqual([0.1, 0.3, 0.6]);
	});

	it('count twice where the level jumps by two, and count falls as well', () => {
		expect(
			thresholdShares(
				oneColumn((v) => [0, 2, 2, 1][Math.min(v, 3)]),
				COUNTS
			)
		).toEqual([0.1, 0.1, 0.6]);
	});

	it('are at distance 0 when spread evenly, and at 0.5 when none is among the data', () => {
		const flat = new Array<number>(256).fill(1);
		// Thresholds in the middle of each third: shares 1/6, 3/6, 5/6, up to the width of one value.
		const even = oneColumn((v) => (v < 43 ? 0 : v < 128 ? 1 : v < 213 ? 2 : 3));
		expect(quantileDistance(even, flat)).toBeLessThan(0.002);
		expect(
			quantileDistance(
				oneColumn((v) => (v < 200 ? 0 : 3)),
				COUNTS
			)
		).toBeCloseTo(0.5, 6);
		expect(
			quantileDistance(
				oneColumn(() => 2),
				COUNTS
			)
		).toBe(0.5);
	});

	it('of the quantile dither are closer to the quantiles of dark data than those of the plain dither', () => {
		const dark = Array.from({ length: 256 }, (_, v) => Math.round(1000 * 0.93 ** v));
		const fitted = fitEncoding(namedEncoding('quantile-dither'), () => dark);
		const distance = (table: LevelTable): number => quantileDistance(table, dark);
		expect(distance(fixedTable(fitted))).toBeLessThan(0.05);
		expect(distance(fixedTable(namedEncoding('dither')))).toBeGreaterThan(0.3);
	});

	it('refuse a histogram that counts nothing', () => {
		expect(() =>
			thresholdShares(
				oneColumn(() => 0),
				new Array<number>(256).fill(0)
			)
		).toThrow('not all 0');
	});
});

describe('a quantile', () => {
	it('is the first value that the share of the data reaches', () => {
		// Ten values: one 0, two 1, three 2, four 3.
		expect([0, 0.1, 0.11, 0.3, 0.6, 0.61, 1].map((share) => quantile(COUNTS, share))).toEqual([
			0, 0, 1, 1, 2, 3, 3
		]);
	});

	it('needs data', () => {
		expect(() => quantile(new Uint32Array(256), 0.5)).toThrow('must count something');
	});
});
