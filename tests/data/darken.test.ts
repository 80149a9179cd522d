import { describe, expect, it } from 'vitest';
import { darken } from '#lib/data/darken.ts';
import { dataHash } from '#lib/data/data-hash.ts';
import type { Dataset } from '#lib/data/dataset.ts';

const ramp: Dataset = {
	name: 'ramp',
	height: 8,
	width: 32,
	classNames: ['a', 'b'],
	images: Uint8Array.from({ length: 2 * 8 * 32 * 3 }, (_, i) => Math.floor(i / 3) % 256),
	labels: Uint8Array.of(0, 1)
};

describe('a darkened picture', () => {
	it('keeps its size, labels and order, and loses between 1.5 and 4 stops', () => {
		const dark = darken(ramp, 1);
		expect(dark.labels).toEqual(ramp.labels);
		expect(dark.images.length).toBe(ramp.images.length);
		const white = Array.from(dark.images).filter((_, i) => ramp.images[i] === 255);
		// 255 * 2^(-stops / 2.2), give or take the noise.
		expect(Math.min(...white)).toBeGreaterThan(255 * 2 ** (-4 / 2.2) - 4);
		expect(Math.max(...white)).toBeLessThan(255 * 2 ** (-1.5 / 2.2) + 4);
	});

	it('is the same to the bit wherever it is made', () => {
		expect(dataHash(darken(ramp, 1))).toBe(
			'37439bb67f8c3384eab198beb8920b23478ac4c6d9b22a3de875c26b8cedc5d7'
		);
	});

	it('is another for another seed', () => {
		expect(darken(ramp, 2).images).not.toEqual(darken(ramp, 1).images);
	});
});
