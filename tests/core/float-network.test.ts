import { describe, expect, it } from 'vitest';
import { BATCH_NORM_EPSILON } from '#lib/core/batch-norm.ts';
import { floatShape, foldFloat, foldFloatFirst } from '#lib/core/float-network.ts';
import { activationLevel } from '#lib/core/quantize.ts';
import type { ConvSnapshot, Snapshot } from '#lib/core/snapshot.ts';

/** A 1 x 1 picture: the middle tap of the kernel alone is inside. Two channels of gain 2 and -1. */
function snapshot(kind: 'all-float' | 'float-first'): Snapshot {
	const weights = new Float32Array(9 * 3 * 2);
	// Middle tap, red: 0.5 and 0.25.
	weights.set([0.5, 0.25], 4 * 3 * 2);
	const conv: ConvSnapshot = {
		weights,
		gamma: Float32Array.of(2, -1),
		beta: Float32Array.of(0.5, 0.25),
		mean: Float32Array.of(0.125, 0),
		variance: Float32Array.of(4, 1)
	};
	return {
		spec: {
			height: 1,
			width: 1,
			encoding: { kind },
			convs: [{ outChannels: 2, stride: 1, pool: 1 }],
			classes: 2
		},
		step: 0,
		table: null,
		convs: [conv],
		dense: Float32Array.of(1, -0.5, -2, 0),
		logScale: 0
	};
}

/** Batch norm written out, of one pixel's red component; green and blue have no weight. */
function normalized(red: number): number[] {
	const x = (red - 118) / 64;
	const root = (variance: number): number => Math.sqrt(variance + BATCH_NORM_EPSILON);
	return [(2 * (0.5 * x - 0.125)) / root(4) + 0.5, (-1 * (0.25 * x)) / root(1) + 0.25];
}

const out = (conv: { weights: Float32Array; bias: Float32Array }, red: number): number[] =>
	[0, 1].map((o) => conv.weights[4 * 3 * 2 + o] * (red - 118) + conv.bias[o]);

describe('folding batch norm into float weights', () => {
	it('gives what convolution and batch norm give, from the pixel less 118', () => {
		const [conv] = foldFloat(snapshot('all-float')).convs;
		for (const red of [0, 118, 200, 255])
			out(conv, red).forEach((y, o) => expect(y).toBeCloseTo(normalized(red)[o], 5));
	});

	it('gives a float first layer whose floor is the level', () => {
		const { first, dense } = foldFloatFirst(snapshot('float-first'));
		for (let red = 0; red < 256; red += 5)
			expect(out(first, red).map((y) => Math.floor(Math.min(Math.max(y, 0), 3.499)))).toEqual(
				normalized(red).map(activationLevel)
			);
		expect(Array.from(dense)).toEqual([1, -1, -1, 1]);
	});

	it('refuses the other kinds by name', () => {
		expect(() => foldFloat(snapshot('float-first'))).toThrow('all-float one, got float-first');
		expect(() => foldFloatFirst(snapshot('all-float'))).toThrow('float-first network, got all-float');
	});

	it('has the shape of the network it came from', () => {
		expect(floatShape(foldFloatFirst(snapshot('float-first'))).features).toBe(2);
	});
});
