/** Sixteen colours from level 0 to level 3, for pictures whose pixels are means of levels. */
import { paletteUrl } from './bitmap.ts';
import { meanLevelColour } from './level-colours.ts';

/** As many as a four-bit bitmap holds; a word of ten two-bit numbers has 31 means. */
export const SHADES = 16;

export const SHADE_PALETTE: readonly string[] = Array.from({ length: SHADES }, (_, i) =>
	meanLevelColour((3 * i) / (SHADES - 1))
);

/** The palette's index for a mean of levels, 0..3. */
export const shadeOf = (mean: number): number => Math.round((mean / 3) * (SHADES - 1));

/**
 * One colour of a picture as a table shows it: every value in the colour of its word's mean level.
 * @param plane [height, width], 0..255
 * @param means of each value's word, [256], 0..3
 */
export const meanUrl = (plane: Uint8Array, means: ArrayLike<number>, height: number, width: number): string =>
	paletteUrl(
		plane.map((value) => shadeOf(means[value])),
		height,
		width,
		SHADE_PALETTE
	);
