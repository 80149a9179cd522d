/**
 * How levels lie in texels: bit-planes of 32 channels a word. Up to 32 channels are one RG texel (plane 0, plane 1); more are
 * RGBA texels of 64 channels (plane 0 low and high, plane 1 low and high), one a layer of the texture.
 */
import { WORD_BITS, wordsOf } from '#lib/core/bit-planes.ts';
import type { Grid } from './grid.ts';
import type { AtlasSurface, Cell, LevelSurface } from './plan.ts';

/** Channels of one layer of RGBA texels. */
export const LAYER_CHANNELS = 2 * WORD_BITS;

/** Words of one plane in a texel. */
export const wordsOfTexel = (channels: number): 1 | 2 => (channels <= WORD_BITS ? 1 : 2);

export const layersOf = (channels: number): number => Math.ceil(channels / LAYER_CHANNELS);

export function levelSurface(channels: number, cell: Cell): AtlasSurface {
	const format = wordsOfTexel(channels) === 1 ? 'rg32ui' : 'rgba32ui';
	return { kind: 'atlas', format, cell, layers: layersOf(channels) };
}

/** How many channels each word of a layer holds: [32, 32], or fewer at the end. */
export function wordSizes(channels: number, layer: number): number[] {
	const inLayer = Math.min(channels - layer * LAYER_CHANNELS, LAYER_CHANNELS);
	return Array.from({ length: wordsOf(inLayer) }, (_, w) => Math.min(inLayer - w * WORD_BITS, WORD_BITS));
}

export interface AtlasTexels {
	/** Four words a texel, whatever the format, as they are read back: [height, width, 4]. */
	readonly words: Uint32Array;
	/** Texels of a line. */
	readonly width: number;
	readonly grid: Grid;
}

/**
 * Levels out of one layer of an atlas.
 * @param out [images, height, width, channels]
 */
export function unpackLayer(
	{ words, width, grid }: AtlasTexels,
	{ surface, channels }: LevelSurface,
	layer: number,
	images: number,
	out: Uint8Array
): void {
	const { cell } = surface;
	const highPlane = wordsOfTexel(channels);
	const first = layer * LAYER_CHANNELS;
	const last = Math.min(channels, first + LAYER_CHANNELS);
	for (let image = 0; image < images; image++)
		for (let y = 0; y < cell.height; y++)
			for (let x = 0; x < cell.width; x++) {
				const column = (x + 1) * grid.columns + (image % grid.columns);
				const row = (y + 1) * grid.rows + Math.floor(image / grid.columns);
				const texel = (row * width + column) * 4;
				const to = ((image * cell.height + y) * cell.width + x) * channels;
				for (let c = first; c < last; c++) {
					const word = texel + ((c - first) >>> 5);
					const lane = c & 31;
					out[to + c] = ((words[word] >>> lane) & 1) | (((words[word + highPlane] >>> lane) & 1) << 1);
				}
			}
}
