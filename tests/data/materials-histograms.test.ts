import { describe, expect, it } from 'vitest';
import { valueHistogram } from '#lib/data/histogram.ts';
import { HISTOGRAM_PICTURES, MATERIALS_HISTOGRAMS } from '#lib/data/materials-histograms.ts';
import { MATERIALS_SPLITS, materialDataset } from '#lib/data/materials.ts';

describe('the counts that are written down', () => {
	for (const [name, light] of [
		['dark', 0],
		['bright', 1]
	] as const)
		it(`are those of the training pictures, ${name}`, () => {
			const { seed } = MATERIALS_SPLITS.train;
			const data = materialDataset({ light, seed, count: HISTOGRAM_PICTURES });
			expect([...valueHistogram(data)]).toEqual(MATERIALS_HISTOGRAMS[name]);
		});
});
