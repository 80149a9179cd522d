import { beforeAll, describe, expect, it } from 'vitest';
import { dataHash } from '#lib/data/data-hash.ts';
import { type Dataset, imageAt, imageCount } from '#lib/data/dataset.ts';
import {
	imageRandom,
	MATERIAL_IMAGE_SIZE,
	materialDataset,
	materialImage,
	MATERIALS_SPLITS
} from '#lib/data/materials.ts';
import { MATERIAL_NAMES } from '#lib/data/materials-surfaces.ts';

const SEED = MATERIALS_SPLITS.train.seed;
const COUNT = 1000;

/** Luminance (Rec. 601) of picture `index`, [1024]. */
function luminance(data: Dataset, index: number): Float64Array {
	const pixels = imageAt(data, index);
	return Float64Array.from(
		{ length: data.height * data.width },
		(_, p) => 0.299 * pixels[3 * p] + 0.587 * pixels[3 * p + 1] + 0.114 * pixels[3 * p + 2]
	);
}

function mean(values: ArrayLike<number>): number {
	return Array.from(values).reduce((sum, v) => sum + v, 0) / values.length;
}

function standardDeviation(values: Float64Array): number {
	const centre = mean(values);
	return Math.sqrt(mean(values.map((v) => (v - centre) ** 2)));
}

/** Mean absolute difference between pixels that touch at a side. */
function localContrast(values: Float64Array, width: number): number {
	const differences: number[] = [];
	values.forEach((value, p) => {
		if ((p + 1) % width !== 0) differences.push(Math.abs(values[p + 1] - value));
		if (p + width < values.length) differences.push(Math.abs(values[p + width] - value));
	});
	return mean(differences);
}

function medianOver(data: Dataset, measure: (luminances: Float64Array) => number): number {
	const values = Array.from({ length: imageCount(data) }, (_, i) => measure(luminance(data, i)));
	return values.sort((a, b) => a - b)[values.length >> 1];
}

describe('materials', () => {
	let bright: Dataset;
	let dark: Dataset;

	beforeAll(() => {
		bright = materialDataset({ light: 1, seed: SEED, count: COUNT });
		dark = materialDataset({ light: 0, seed: SEED, count: COUNT });
	});

	it('is the same to the bit wherever it is made', () => {
		expect(dataHash(bright)).toBe('2ea444d117bc9e90ff2f35ab920e47b42af3af8da864bdc7f0d2af047920a43c');
		expect(dataHash(dark)).toBe('90c550cef3f9e069659e384c3746edb926317dbcef30e37d616b53d16f245417');
	});

	it('makes picture 500 alone as it makes it among a thousand', () => {
		const alone = new Uint8Array(MATERIAL_IMAGE_SIZE);
		expect(materialImage(1, SEED, 500, alone, 0)).toBe(bright.labels[500]);
		expect(alone).toEqual(imageAt(bright, 500));
	});

	it('writes a picture at its offset and nowhere else', () => {
		const out = new Uint8Array(MATERIAL_IMAGE_SIZE + 20).fill(123);
		materialImage(1, SEED, 7, out, 10);
		expect(out.subarray(10, 10 + MATERIAL_IMAGE_SIZE)).toEqual(imageAt(bright, 7));
		expect([...out.subarray(0, 10), ...out.subarray(-10)]).toEqual(Array(20).fill(123));
	});

	it('cycles through its ten classes, so that any multiple of ten pictures is balanced', () => {
		expect(bright.classNames).toEqual(MATERIAL_NAMES);
		expect([...bright.labels.subarray(0, 12)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
	});

	it('names its light', () => {
		expect(bright.name).toBe('materials, bright');
		expect(dark.name).toBe('materials, dark');
		expect(materialDataset({ light: 0.25, seed: SEED, count: 1 }).name).toBe('materials, light 0.25');
	});

	it('has the contrast that the method states for bright light', () => {
		expect(Math.abs(medianOver(bright, standardDeviation) - 29.6)).toBeLessThan(1.5);
		expect(Math.abs(medianOver(bright, (l) => localContrast(l, 32)) - 16.6)).toBeLessThan(1);
	});

	it('loses more than two thirds of its contrast in the dark', () => {
		expect(medianOver(dark, standardDeviation)).toBeLessThan(29.6 / 3);
	});

	it('shows the same scene in any light, darker as the light goes', () => {
		const half = materialDataset({ light: 0.5, seed: SEED, count: 100 });
		for (let i = 0; i < 100; i++) {
			const brightness = [dark, half, bright].map((data) => mean(luminance(data, i)));
			expect(brightness[0]).toBeLessThan(brightness[1]);
			expect(brightness[1]).toBeLessThan(brightness[2]);
			expect(correlation(luminance(dark, i), luminance(bright, i))).toBeGreaterThan(0.6);
		}
	});

	it('shares no picture among training, validation and test', () => {
		const starts = Object.values(MATERIALS_SPLITS).flatMap(({ seed, count }) =>
			Array.from({ length: count }, (_, i) => imageRandom(seed, i).state().join())
		);
		expect(starts).toHaveLength(13_000);
		expect(new Set(starts).size).toBe(starts.length);
	});

	it.each([
		['light', () => materialDataset({ light: 1.1, seed: 1, count: 10 }), /light must be 0 .* got 1\.1/],
		['light', () => materialDataset({ light: NaN, seed: 1, count: 10 }), /light must be 0 .* got NaN/],
		['seed', () => materialDataset({ light: 1, seed: -1, count: 10 }), /seed must be .* got -1/],
		['count', () => materialDataset({ light: 1, seed: 1, count: 0 }), /count must be .* got 0/],
		['count', () => materialDataset({ light: 1, seed: 1, count: 2.5 }), /count must be .* got 2\.5/],
		['index', () => materialImage(1, 1, -1, new Uint8Array(3072), 0), /index must be .* got -1/],
		['offset', () => materialImage(1, 1, 0, new Uint8Array(3072), 1), /3072 bytes .* got offset 1 in 3072/]
	])('refuses a wrong %s and says what came', (_, call, message) => {
		expect(call).toThrow(RangeError);
		expect(call).toThrow(message);
	});
});

function correlation(a: Float64Array, b: Float64Array): number {
	const meanA = mean(a);
	const meanB = mean(b);
	const covariance = mean(a.map((value, i) => (value - meanA) * (b[i] - meanB)));
	return covariance / (standardDeviation(a) * standardDeviation(b));
}
