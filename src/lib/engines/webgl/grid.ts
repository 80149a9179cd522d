/** Where pictures lie in an atlas: how many make a tile, and how a tile is laid out. Pure numbers. */
import type { Cell } from './plan.ts';

/** Every WebGL2 has textures of this size. */
export const TEXTURE_LIMIT = 2048;

/**
 * Pixels of all pictures of a tile: 256 pictures of 32 x 32, 5 of 224 x 224. A draw stays far from the 2 seconds after which
 * Windows resets the device, and the atlases stay within some ten megabytes.
 */
const TILE_PIXELS = 2 ** 18;

export interface Grid {
	readonly columns: number;
	readonly rows: number;
}

/** Side of an atlas: a line of zeros before every cell and after the last. */
export const atlasSide = (cells: number, side: number): number => cells * (side + 1) + 1;

const cellsAlong = (side: number): number => Math.floor((TEXTURE_LIMIT - 1) / (side + 1));

/**
 * The most pictures that are drawn together.
 * @param cell the largest of the plan, that of the pictures
 * @param perPicture numbers a picture of the longest list
 * @throws RangeError when one picture is too large for a texture
 */
export function tileCapacity(cell: Cell, perPicture: number): number {
	const across = cellsAlong(cell.width);
	const down = cellsAlong(cell.height);
	if (across < 1 || down < 1)
		throw new RangeError(
			`a picture must be at most ${TEXTURE_LIMIT - 2} pixels a side here, got ${cell.height} x ${cell.width}`
		);
	const listed = Math.floor(TEXTURE_LIMIT ** 2 / perPicture);
	if (listed < 1)
		throw new RangeError(`a picture must have at most ${TEXTURE_LIMIT ** 2} results, got ${perPicture}`);
	const byPixels = Math.max(1, Math.floor(TILE_PIXELS / (cell.width * cell.height)));
	return Math.min(across * down, listed, byPixels);
}

/** As square as textures allow, so that no side is needlessly long. */
export function gridFor(images: number, cell: Cell): Grid {
	const down = cellsAlong(cell.height);
	const across = cellsAlong(cell.width);
	const columns = Math.min(across, Math.max(Math.ceil(Math.sqrt(images)), Math.ceil(images / down)));
	return { columns, rows: Math.ceil(images / columns) };
}

/** Width and height of a texture that holds a list. */
export function listSize(numbers: number): Cell {
	const width = Math.min(numbers, TEXTURE_LIMIT);
	return { width, height: Math.ceil(numbers / width) };
}
