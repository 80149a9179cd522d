import { expect, it } from 'vitest';
import {
	GAP,
	cellAfterKey,
	cellAt,
	columnsFor,
	mosaicIndices,
	mosaicOf,
	placeOf
} from '#lib/figures/layer-mosaic.ts';

const TWO_BY_TWO = { height: 2, width: 2, channels: 3 };

it('lays channels side by side with one empty pixel between them', () => {
	// Channel c has level c everywhere but at its lower right cell.
	const levels = Uint8Array.of(0, 1, 2, 0, 1, 2, 0, 1, 2, 3, 3, 3);
	const mosaic = mosaicOf(TWO_BY_TWO, 2);
	expect([mosaic.pictureWidth, mosaic.pictureHeight]).toEqual([5, 5]);
	expect([...mosaicIndices(levels, mosaic)]).toEqual(
		[
			[0, 0, GAP, 1, 1],
			[0, 3, GAP, 1, 3],
			[GAP, GAP, GAP, GAP, GAP],
			[2, 2, GAP, GAP, GAP],
			[2, 3, GAP, GAP, GAP]
		].flat()
	);
});

it('finds every cell again where it was drawn, and nothing in the gaps', () => {
	const mosaic = mosaicOf({ height: 3, width: 4, channels: 6 }, 4);
	for (let channel = 0; channel < 6; channel++)
		for (let y = 0; y < 3; y++)
			for (let x = 0; x < 4; x++) {
				const [left, top] = placeOf(mosaic, { channel, y, x });
				expect(cellAt(mosaic, left + 0.5, top + 0.5)).toEqual({ channel, y, x });
			}
	expect(cellAt(mosaic, 4.5, 0.5)).toBeNull();
	expect(cellAt(mosaic, 0.5, 3.5)).toBeNull();
	expect(cellAt(mosaic, 12, 5)).toBeNull();
	expect(cellAt(mosaic, -1, 0)).toBeNull();
	expect(cellAt(mosaic, mosaic.pictureWidth, 0)).toBeNull();
});

it('fills whole rows and comes near the wanted shape', () => {
	expect(columnsFor({ height: 16, width: 16, channels: 32 }, 2)).toBe(8);
	expect(columnsFor({ height: 4, width: 4, channels: 64 }, 1)).toBe(8);
	expect(columnsFor({ height: 1, width: 1, channels: 7 }, 5)).toBe(7);
});

it('walks with the keys and stops at the edges', () => {
	const at = { channel: 1, y: 0, x: 1 };
	expect(cellAfterKey(TWO_BY_TWO, at, 'ArrowRight')).toEqual(at);
	expect(cellAfterKey(TWO_BY_TWO, at, 'ArrowDown')).toEqual({ channel: 1, y: 1, x: 1 });
	expect(cellAfterKey(TWO_BY_TWO, at, 'PageDown')).toEqual({ channel: 2, y: 0, x: 1 });
	expect(cellAfterKey(TWO_BY_TWO, at, 'End')).toEqual({ channel: 2, y: 1, x: 1 });
	expect(cellAfterKey(TWO_BY_TWO, at, 'Tab')).toBeNull();
});

it('refuses levels that do not fill the layer', () => {
	expect(() => mosaicIndices(new Uint8Array(11), mosaicOf(TWO_BY_TWO, 2))).toThrow('has 12 levels, got 11');
	expect(() => mosaicOf(TWO_BY_TWO, 0)).toThrow('got 0');
});
