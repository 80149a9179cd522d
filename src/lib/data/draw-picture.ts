/** Draws the built-in pictures. Slow, and only needed where pictures are written to files. */
import { latticeValue } from './materials-noise.ts';
import { MATERIALS_SPLITS, MATERIAL_IMAGE_SIZE, materialImage } from './materials.ts';
import { DRAWN_SIDE, type DrawnPictureName } from './drawn-pictures.ts';
import { drawLandscape } from './drawn-landscape.ts';
import { drawStillLife } from './drawn-still-life.ts';

const MATERIAL_SIDE = 32;
const ROW_BYTES = MATERIAL_SIDE * 3;

/** @returns [DRAWN_SIDE, DRAWN_SIDE, 3], 0..255 */
export function drawPicture(name: DrawnPictureName): Uint8Array {
	switch (name) {
		case 'landscape':
			return drawLandscape(DRAWN_SIDE);
		case 'still-life':
			return drawStillLife(DRAWN_SIDE);
		case 'materials':
			return materialsSheet(1);
		case 'materials-dark':
			return materialsSheet(0);
		default:
			return name satisfies never;
	}
}

/** The first hundred test pictures, ten to a row: every column is one material. */
function materialsSheet(light: number): Uint8Array {
	const sheet = new Uint8Array(DRAWN_SIDE * DRAWN_SIDE * 3);
	const picture = new Uint8Array(MATERIAL_IMAGE_SIZE);
	const across = DRAWN_SIDE / MATERIAL_SIDE;
	for (let i = 0; i < across * across; i++) {
		materialImage(light, MATERIALS_SPLITS.test.seed, i, picture, 0);
		const corner = (Math.floor(i / across) * MATERIAL_SIDE * DRAWN_SIDE + (i % across) * MATERIAL_SIDE) * 3;
		for (let row = 0; row < MATERIAL_SIDE; row++)
			sheet.set(picture.subarray(row * ROW_BYTES, (row + 1) * ROW_BYTES), corner + row * DRAWN_SIDE * 3);
	}
	return sheet;
}

/** The ramp's first and last value: as far apart as the two ends of a clear sky. */
export const RAMP = { from: 88, to: 168 };
/** Half of the range of the texture's values. */
const TEXTURE = 36;

/**
 * A grey ramp from left to right: its upper half smooth, its lower half with a fine texture on it.
 * @returns [height, width, 3], 0..255
 */
export function drawRamp(height: number, width: number): Uint8Array {
	const pixels = new Uint8Array(height * width * 3);
	for (let row = 0; row < height; row++)
		for (let column = 0; column < width; column++) {
			const smooth = RAMP.from + ((RAMP.to - RAMP.from) * column) / (width - 1);
			const speck = row < height / 2 ? 0 : TEXTURE * (2 * latticeValue(column, row, 61) - 1);
			pixels.fill(Math.round(smooth + speck), (row * width + column) * 3, (row * width + column + 1) * 3);
		}
	return pixels;
}
