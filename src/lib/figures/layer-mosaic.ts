/**
 * The channels of a layer side by side as one small picture: where each cell lies, and its colours. One pixel a cell, one empty
 * pixel between two maps. Pure; LayerMaps.svelte draws it.
 */

/** A layer's output: levels lie [height, width, channels]. */
export interface LayerSize {
	readonly height: number;
	readonly width: number;
	readonly channels: number;
}

export interface Cell {
	readonly channel: number;
	readonly y: number;
	readonly x: number;
}

export interface Mosaic extends LayerSize {
	/** Maps in a row. */
	readonly columns: number;
	/** Pixels of the whole. */
	readonly pictureWidth: number;
	readonly pictureHeight: number;
}

/** What an empty pixel is in `mosaicIndices`: one more than the largest level. */
export const GAP = 4;

/** @param columns maps in a row, at least 1; more than there are channels is one row */
export function mosaicOf({ height, width, channels }: LayerSize, columns: number): Mosaic {
	if (!Number.isInteger(columns) || columns < 1)
		throw new RangeError(`a mosaic has at least one column, got ${columns}`);
	const across = Math.min(columns, channels);
	const down = Math.ceil(channels / across);
	return {
		height,
		width,
		channels,
		columns: across,
		pictureWidth: across * (width + 1) - 1,
		pictureHeight: down * (height + 1) - 1
	};
}

/** As many maps in a row as make the mosaic about `aspect` times as wide as high, and all rows full where that is possible. */
export function columnsFor({ height, width, channels }: LayerSize, aspect: number): number {
	let best = 1;
	let least = Infinity;
	for (let columns = 1; columns <= channels; columns++) {
		if (channels % columns !== 0) continue;
		const shape = (columns * (width + 1)) / ((channels / columns) * (height + 1));
		const off = Math.abs(Math.log(shape / aspect));
		if (off < least) [best, least] = [columns, off];
	}
	return best;
}

/** Where a cell is drawn, in pixels from the upper left corner. */
export function placeOf({ columns, width, height }: Mosaic, { channel, y, x }: Cell): [number, number] {
	return [(channel % columns) * (width + 1) + x, Math.floor(channel / columns) * (height + 1) + y];
}

/** The cell at a place; null between two maps and past the last. */
export function cellAt(mosaic: Mosaic, left: number, top: number): Cell | null {
	const { columns, width, height, channels, pictureWidth, pictureHeight } = mosaic;
	if (left < 0 || top < 0 || left >= pictureWidth || top >= pictureHeight) return null;
	const x = Math.floor(left) % (width + 1);
	const y = Math.floor(top) % (height + 1);
	const channel = Math.floor(top / (height + 1)) * columns + Math.floor(left / (width + 1));
	return x === width || y === height || channel >= channels ? null : { channel, y, x };
}

/**
 * Level of every pixel, GAP between the maps.
 * @param levels [height, width, channels], 0..3
 * @returns [pictureHeight, pictureWidth]
 * @throws RangeError when the levels do not fill the layer
 */
export function mosaicIndices(levels: Uint8Array, mosaic: Mosaic): Uint8Array {
	const { height, width, channels, pictureWidth, pictureHeight } = mosaic;
	if (levels.length !== height * width * channels)
		throw new RangeError(
			`a layer of ${height} x ${width} x ${channels} has ${height * width * channels} levels, got ${levels.length}`
		);
	const out = new Uint8Array(pictureWidth * pictureHeight).fill(GAP);
	for (let channel = 0; channel < channels; channel++) {
		const [left, top] = placeOf(mosaic, { channel, y: 0, x: 0 });
		for (let y = 0; y < height; y++)
			for (let x = 0; x < width; x++)
				out[(top + y) * pictureWidth + left + x] = levels[(y * width + x) * channels + channel];
	}
	return out;
}

/** The cell that a key leads to: arrows walk within a channel, PageUp and PageDown change it; null for any other key. */
export function cellAfterKey(
	{ height, width, channels }: LayerSize,
	{ channel, y, x }: Cell,
	key: string
): Cell | null {
	const clamp = (at: number, size: number): number => Math.min(Math.max(at, 0), size - 1);
	switch (key) {
		case 'ArrowLeft':
			return { channel, y, x: clamp(x - 1, width) };
		case 'ArrowRight':
			return { channel, y, x: clamp(x + 1, width) };
		case 'ArrowUp':
			return { channel, y: clamp(y - 1, height), x };
		case 'ArrowDown':
			return { channel, y: clamp(y + 1, height), x };
		case 'PageUp':
			return { channel: clamp(channel - 1, channels), y, x };
		case 'PageDown':
			return { channel: clamp(channel + 1, channels), y, x };
		case 'Home':
			return { channel: 0, y: 0, x: 0 };
		case 'End':
			return { channel: channels - 1, y: height - 1, x: width - 1 };
		default:
			return null;
	}
}
