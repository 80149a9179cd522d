import { describe, expect, it } from 'vitest';
import { activationScales, quantizeRows, smallestScales } from '#lib/core/int8-onnx-quantize.ts';
import type { FloatNetwork } from '#lib/core/float-network.ts';

describe('8-bit numbers', () => {
	it('have a scale a row, at which the largest weight is 127', () => {
		const { values, scales } = quantizeRows(Float32Array.of(254, -127, 1, 0.5), Float32Array.of(0, 0));
		expect(Array.from(values)).toEqual([127, -63, 127, 64]);
		expect(Array.from(scales)).toEqual([2, Math.fround(1 / 127)]);
	});

	it('have some scale for a row of nothing', () => {
		const { values, scales } = quantizeRows(new Float32Array(2), new Float32Array(1));
		expect(Array.from(values)).toEqual([0, 0]);
		expect(Array.from(scales)).toEqual([1]);
	});

	it('have scales at which a bias fits into 32 bits, though the weights be nothing beside it', () => {
		const smallest = smallestScales(Float32Array.of(8), 0.5);
		const { scales } = quantizeRows(Float32Array.of(1e-30), smallest);
		expect(8 / (0.5 * scales[0])).toBe(2 ** 30);
	});

	it('take activations up to the largest one seen', () => {
		// One pixel, whose red is doubled.
		const weights = new Float32Array(9 * 3);
		weights[4 * 3] = 2;
		const network: FloatNetwork = {
			kind: 'all-float',
			height: 1,
			width: 1,
			convs: [{ outChannels: 1, stride: 1, pool: 1, weights, bias: Float32Array.of(1) }],
			dense: Float32Array.of(1, 1),
			classes: 2
		};
		expect(activationScales(network, Uint8Array.of(120, 0, 0, 128, 0, 0))).toEqual([21 / 255]);
		expect(activationScales(network, Uint8Array.of(0, 0, 0))).toEqual([1]);
	});
});
