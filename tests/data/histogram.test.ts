import { describe, expect, it } from 'vitest';
import type { Dataset } from '#lib/data/dataset.ts';
import { valueHistogram } from '#lib/data/histogram.ts';

/** Two pictures of one pixel each. */
const twoPixels: Dataset = {
	name: 'two pixels',
	height: 1,
	width: 1,
	classNames: ['only'],
	images: Uint8Array.of(0, 255, 255, 7, 7, 7),
	labels: Uint8Array.of(0, 0)
};

describe('value histogram', () => {
	it('counts the values of all three colours together', () => {
		const counts = valueHistogram(twoPixels);
		expect(counts).toHaveLength(256);
		expect([counts[0], counts[7], counts[255]]).toEqual([1, 3, 2]);
		expect(counts.reduce((sum, c) => sum + c, 0)).toBe(6);
	});

	it('looks at the first pictures only when told so', () => {
		const counts = valueHistogram(twoPixels, 1);
		expect([counts[0], counts[7], counts[255]]).toEqual([1, 0, 2]);
	});

	it.each([0, 3, 1.5])('refuses to look at %s of two pictures', (images) => {
		expect(() => valueHistogram(twoPixels, images)).toThrow(RangeError);
	});
});
