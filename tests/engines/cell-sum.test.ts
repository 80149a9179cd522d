import { expect, it } from 'vitest';
import { networkShape } from '#lib/core/network.ts';
import { encodingForShape } from '#lib/core/integer-network.ts';
import { convTerms, denseTerms, sumOfTerms } from '#lib/engines/cell-sum.ts';

/** 3 x 3 pixels, one channel a colour. */
const shapeOf = (stride: 1 | 2, outChannels: number) =>
	networkShape({
		height: 3,
		width: 3,
		encoding: encodingForShape(1),
		convs: [{ outChannels, stride, pool: 1 }],
		classes: 2
	}).convs[0];

it('reads the window in order, with nothing outside the picture', () => {
	const input = Uint8Array.from({ length: 27 }, (_, i) => i % 4);
	const signs = new Int8Array(9 * 3 * 2).fill(1);
	const rows = convTerms(input, { signs }, shapeOf(1, 2), { channel: 0, y: 0, x: 0 });
	expect(rows.map(({ inside }) => Number(inside)).join('')).toBe('000011011');
	expect(rows[4]).toMatchObject({ y: 0, x: 0 });
	expect([...rows[5].levels]).toEqual([3, 0, 1]);
	expect([...rows[0].levels]).toEqual([0, 0, 0]);
});

it('moves two places a step where the stride is two', () => {
	const rows = convTerms(new Uint8Array(27), { signs: new Int8Array(54).fill(1) }, shapeOf(2, 2), {
		channel: 1,
		y: 1,
		x: 1
	});
	expect([rows[0].y, rows[0].x, rows[4].y, rows[4].x]).toEqual([1, 1, 2, 2]);
});

it('takes the signs of its own channel', () => {
	const signs = Int8Array.from({ length: 54 }, (_, i) => (i % 2 === 0 ? 1 : -1));
	const rows = convTerms(new Uint8Array(27).fill(3), { signs }, shapeOf(1, 2), { channel: 1, y: 1, x: 1 });
	expect(sumOfTerms(rows)).toEqual({ plus: 0, minus: 81, sum: -81 });
});

it('splits a logit into the places of the last layer’s input', () => {
	// Two places of two channels, two classes: class 1 subtracts the first place's second channel.
	const dense = Int8Array.of(1, 1, 1, -1, 1, 1, 1, 1);
	const rows = denseTerms(Uint8Array.of(1, 2, 3, 0), dense, { width: 2, channels: 2 }, { classes: 2, of: 1 });
	expect(rows.map(({ levels }) => [...levels])).toEqual([
		[1, 2],
		[3, 0]
	]);
	expect([...rows[0].signs]).toEqual([1, -1]);
	expect(sumOfTerms(rows)).toEqual({ plus: 4, minus: 2, sum: 2 });
});
