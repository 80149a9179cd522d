/**
 * How the pictures of a tile lie in a texture. Not side by side: every position of a picture is a block, and a block holds that
 * position of all pictures. So a layer is one rectangle without gaps, a neighbour is always one block away, and one line of blocks
 * of zeros around it is the padding of all pictures. Pure numbers.
 */
import type { Cell } from './plan.ts';

/** Every WebGL2 has textures of this size. */
export const TEXTURE_LIMIT = 2048;

/**
 * Pixels of all pictures of a tile: 256 pictures of 32 x 32, 5 of 224 x 224. A draw stays far from the 2 seconds after which
 * Windows resets the device, and the textures stay within some ten megabytes.
 */
const TILE_PIXELS = 2 ** 18;

/** Width and height of a block, in pictures. */
export interface Grid {
	readonly columns: number;
	readonly rows: number;
}

/** Side of a texture whose blocks are so long: the positions, and zeros before the first and after the last. */
export const atlasSide = (positions: number, block: number): number => (positions + 2) * block;

const longestBlock = (positions: number): number => Math.floor(TEXTURE_LIMIT / atlasSide(positions, 1));

/**
 * The most pictures that are drawn together.
 * @param cell the largest of the plan, that of the pictures
 * @param perPicture numbers a picture of the longest list
 * @throws RangeError when one picture is too large for a texture
 */
export function tileCapacity(cell: Cell, perPicture: number): number {
	const across = longestBlock(cell.width);
	const down = longestBlock(cell.height);
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

/** The block with the fewest empty places, and of those the squarest, which fetches nearby texels. */
export function gridFor(images: number, cell: Cell): Grid {
	const down = longestBlock(cell.height);
	let best: Grid | null = null;
	for (let columns = 1; columns <= Math.min(images, longestBlock(cell.width)); columns++) {
		const rows = Math.ceil(images / columns);
		if (rows > down) continue;
		const places = best ? best.columns * best.rows : Infinity;
		const squarer = best ? Math.abs(columns - rows) < Math.abs(best.columns - best.rows) : true;
		if (columns * rows < places || (columns * rows === places && squarer)) best = { columns, rows };
	}
	if (!best) throw new RangeError(`${images} pictures of ${cell.height} x ${cell.width} are no tile`);
	return best;
}

/** Width and height of a texture that holds a list. */
export function listSize(numbers: number): Cell {
	const width = Math.min(numbers, TEXTURE_LIMIT);
	return { width, height: Math.ceil(numbers / width) };
}
