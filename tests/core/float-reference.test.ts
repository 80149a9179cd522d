import { describe, expect, it } from 'vitest';
import type { FloatNetwork } from '#lib/core/float-network.ts';
import { inferFloat } from '#lib/core/float-reference.ts';

/** Two channels of a 2 x 2 picture: one sums all red in reach, the other takes the pixel to the right, times -1. */
function network(stride: 1 | 2, pool: 1 | 2): FloatNetwork {
	const weights = new Float32Array(9 * 3 * 2);
	for (let tap = 0; tap < 9; tap++) weights[tap * 6] = 1;
	weights[5 * 6 + 1] = -1;
	const side = 2 / (stride * pool);
	return {
		kind: 'all-float',
		height: 2,
		width: 2,
		convs: [{ outChannels: 2, stride, pool, weights, bias: Float32Array.of(0.5, 0.25) }],
		dense: Float32Array.from({ length: side * side * 2 * 2 }, (_, i) => i),
		classes: 2
	};
}

/** Reds of a 2 x 2 picture; green and blue have no weight. */
const reds = (values: number[]): Uint8Array => Uint8Array.from(values.flatMap((v) => [v, 9, 200]));
const picture = reds([119, 120, 108, 122]);

describe('float inference in plain loops', () => {
	it('sums a neighbourhood less the centre, with nothing outside, and clamps at 0', () => {
		// Reds less 118: 1, 2, -10, 4, of which the sum is -3.
		const { blocks } = inferFloat(network(1, 1), picture);
		expect(Array.from(blocks[0])).toEqual([0, 0, 0, 0.25, 0, 0, 0, 0.25]);
		const brighter = inferFloat(network(1, 1), reds([119, 120, 128, 112]));
		expect(Array.from(brighter.blocks[0])).toEqual([7.5, 0, 7.5, 0.25, 7.5, 6.25, 7.5, 0.25]);
	});

	it('takes every second position from the first, padded by one pixel before it', () => {
		const { blocks, logits } = inferFloat(network(2, 1), reds([119, 120, 128, 112]));
		expect(Array.from(blocks[0])).toEqual([7.5, 0]);
		expect(Array.from(logits)).toEqual([0, 7.5]);
	});

	it('pools, then multiplies features in the order [height, width, channels]', () => {
		const { blocks, logits } = inferFloat(network(1, 2), reds([119, 120, 128, 112]));
		expect(Array.from(blocks[0])).toEqual([7.5, 6.25]);
		expect(Array.from(logits)).toEqual([7.5 * 0 + 6.25 * 2, 7.5 * 1 + 6.25 * 3]);
	});

	it('keeps pictures apart', () => {
		const both = inferFloat(network(1, 1), Uint8Array.from([...picture, ...reds([119, 120, 128, 112])]));
		expect(both.logits).toHaveLength(4);
		expect(both.logits.slice(0, 2)).toEqual(inferFloat(network(1, 1), picture).logits);
	});

	it('refuses part of a picture', () => {
		expect(() => inferFloat(network(1, 1), picture.subarray(1))).toThrow('has 12 bytes, got 11');
	});
});
