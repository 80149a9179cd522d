import { expect, it } from 'vitest';
import { levelsUrl, paletteUrl, pictureUrl } from '#lib/figures/bitmap.ts';
import { LEVEL_COLOURS, colourBytes } from '#lib/figures/level-colours.ts';

const bytesOf = (url: string): number[] => [
	...Buffer.from(url.replace('data:image/bmp;base64,', ''), 'base64')
];

it('writes a colour picture bottom-up, blue first, rows padded to four bytes', () => {
	const bytes = bytesOf(pictureUrl(Uint8Array.of(1, 2, 3, 4, 5, 6), 2, 1));
	expect(bytes.slice(0, 2)).toEqual([0x42, 0x4d]);
	expect(bytes.length).toBe(54 + 8);
	expect(bytes.slice(54)).toEqual([6, 5, 4, 0, 3, 2, 1, 0]);
});

it('writes a picture of levels with the four colours as its palette', () => {
	const bytes = bytesOf(levelsUrl(Uint8Array.of(0, 1, 2, 3), 1, 4));
	const [red, green, blue] = colourBytes(LEVEL_COLOURS[3]);
	expect(bytes.slice(54 + 12, 54 + 16)).toEqual([blue, green, red, 0]);
	expect(bytes.slice(70)).toEqual([0x01, 0x23, 0, 0]);
});

it('refuses a picture of the wrong size', () => {
	expect(() => pictureUrl(new Uint8Array(5), 2, 1)).toThrow('has 6 bytes, got 5');
	expect(() => levelsUrl(new Uint8Array(5), 2, 2)).toThrow('has 4 levels, got 5');
});

it('writes a picture in any palette', () => {
	const bytes = bytesOf(paletteUrl(Uint8Array.of(4, 0), 1, 2, [...LEVEL_COLOURS, '#0102ff']));
	expect(bytes.slice(54 + 16, 54 + 20)).toEqual([255, 2, 1, 0]);
	expect(bytes.slice(74)).toEqual([0x40, 0, 0, 0]);
});
