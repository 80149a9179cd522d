import { describe, expect, it } from 'vitest';
import { layerCosts, sharesOf } from '#lib/core/layer-costs.ts';
import { archA } from '#lib/core/network.ts';

describe('the costs of layers', () => {
	const costs = layerCosts(archA({ kind: 'float-first' }));

	it('of a float first layer: 3 x 3 x 3 weights for each of 32 channels, at 16 x 16 places, four bytes each', () => {
		expect(costs[0]).toEqual({
			layer: 'convolution 1',
			inputBits: 8,
			weightBits: 32,
			weights: 864,
			bytes: 3456,
			macs: 864 * 16 * 16
		});
	});

	it('of a low-bit layer: eight weights a byte, two-bit inputs', () => {
		expect(costs[1]).toMatchObject({ inputBits: 2, weightBits: 1, weights: 9216, bytes: 1152 });
	});

	it('of the last layer: each weight is used once', () => {
		expect(costs[4]).toMatchObject({ layer: 'last layer', weights: 10240, bytes: 1280, macs: 10240 });
	});

	it('make the float first layer about one weight in ninety, one multiply-add in twenty and a quarter of the bytes', () => {
		expect(1 / sharesOf(costs, 'weights')[0]).toBeCloseTo(87.5, 0);
		expect(1 / sharesOf(costs, 'macs')[0]).toBeCloseTo(19.7, 1);
		expect(sharesOf(costs, 'bytes')[0]).toBeCloseTo(0.27, 2);
	});

	it('of a network without quantization are all in 32 bits behind 8-bit pixels', () => {
		const all = layerCosts(archA({ kind: 'all-float' }));
		expect(all.map((cost) => cost.weightBits)).toEqual([32, 32, 32, 32, 32]);
		expect(all.map((cost) => cost.inputBits)).toEqual([8, 32, 32, 32, 32]);
	});

	it('of a table of ten two-bit numbers are those of thirty channels', () => {
		const [first] = layerCosts(archA({ kind: 'naive', bits: 2, wordLength: 10 }));
		expect(first).toMatchObject({ inputBits: 2, weightBits: 1, weights: 8640, bytes: 1080 });
	});
});
