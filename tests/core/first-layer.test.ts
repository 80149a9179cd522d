import { describe, expect, it } from 'vitest';
import { curveAt, favouritePatch, firstLayer, floatFirstLayer } from '#lib/core/first-layer.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';

/** Word of v: [v >= 100, v >= 200], one filter: tap 4 (the middle) of red is +,-; all other signs are +. */
const levels = Uint8Array.from({ length: 512 }, (_, i) => (i >> 1 >= 100 * (1 + (i & 1)) ? 1 : 0));
const signs = new Int8Array(9 * 6).fill(1);
signs[4 * 6 + 1] = -1;
const network = {
	table: { wordLength: 2, bits: 1, levels },
	convs: [{ signs, outChannels: 1 }]
} as unknown as IntegerNetwork;

describe('the first layer of an integer network', () => {
	const layer = firstLayer(network);
	const at = (colour: number, tap: number, value: number) => layer.responses[curveAt(0, colour, tap) + value];

	it('adds level times sign, value by value', () => {
		expect([99, 100, 199, 200].map((v) => at(1, 4, v))).toEqual([0, 1, 1, 2]);
		expect([99, 100, 199, 200].map((v) => at(0, 4, v))).toEqual([0, 1, 1, 0]);
		expect(layer.largest).toBe(2);
	});

	it('likes the darkest of the best values, within those that may occur', () => {
		const patch = favouritePatch(layer, 0, 0, 255);
		expect(patch[4 * 3]).toBe(100);
		expect(patch[4 * 3 + 1]).toBe(200);
		expect(favouritePatch(layer, 0, 20, 150)[4 * 3 + 1]).toBe(100);
		expect(favouritePatch(layer, 0, 20, 80)[0]).toBe(20);
	});
});

describe('a float first layer', () => {
	it('draws straight lines through the centre, turned round where batch norm turns it', () => {
		const weights = new Float32Array(27 * 2);
		weights[0] = 0.5;
		weights[1] = 0.5;
		const layer = floatFirstLayer(weights, Float32Array.of(1, -1), 118);
		expect(layer.responses[curveAt(0, 0, 0) + 118]).toBe(0);
		expect(layer.responses[curveAt(0, 0, 0) + 118 + 64]).toBeCloseTo(0.125, 6);
		expect(layer.responses[curveAt(1, 0, 0) + 118 + 64]).toBeCloseTo(-0.125, 6);
	});
});
