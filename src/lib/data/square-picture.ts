/**
 * A picture of any size as the 32 x 32 that the network takes. Whole numbers only, so that the same pixels give the same picture
 * in every browser.
 */
import { COLOURS } from './dataset.ts';

export const SIDE = 32;

/** What one pixel of the source is made of. */
export type Channels = 1 | 3 | 4;

/**
 * The centred square, each target pixel the mean of the area it covers. Grey becomes three equal colours; what is transparent is
 * seen on white.
 * @param pixels [height, width, channels], 0..255; four channels are red, green, blue, alpha
 * @param out the picture is written from `at` on, [32, 32, 3]
 * @throws RangeError when the sizes do not fit the pixels
 */
export function squarePicture(
	pixels: ArrayLike<number>,
	height: number,
	width: number,
	channels: Channels,
	out: Uint8Array,
	at = 0
): void {
	if (height < 1 || width < 1 || pixels.length !== height * width * channels)
		throw new RangeError(
			`${height} x ${width} x ${channels} pixels are ${height * width * channels} numbers, got ${pixels.length}`
		);
	const side = Math.min(height, width);
	const top = (height - side) >> 1;
	const left = (width - side) >> 1;
	// In units of 1/32 of a source pixel, a source pixel is 32 long and a target pixel `side`; all overlaps are whole numbers.
	const full = side * side * 255;
	for (let row = 0; row < SIDE; row++)
		for (let column = 0; column < SIDE; column++) {
			let red = 0;
			let green = 0;
			let blue = 0;
			for (let y = Math.floor((row * side) / SIDE); y * SIDE < (row + 1) * side; y++) {
				const high = overlap(y, row, side);
				for (let x = Math.floor((column * side) / SIDE); x * SIDE < (column + 1) * side; x++) {
					const weight = high * overlap(x, column, side);
					const from = ((top + y) * width + left + x) * channels;
					const alpha = channels === 4 ? pixels[from + 3] : 255;
					const white = 255 * (255 - alpha);
					red += weight * (pixels[from] * alpha + white);
					green += weight * (pixels[channels === 1 ? from : from + 1] * alpha + white);
					blue += weight * (pixels[channels === 1 ? from : from + 2] * alpha + white);
				}
			}
			const to = at + (row * SIDE + column) * COLOURS;
			out[to] = Math.floor(red / full + 0.5);
			out[to + 1] = Math.floor(green / full + 0.5);
			out[to + 2] = Math.floor(blue / full + 0.5);
		}
}

/** How much of source pixel `i` lies in target pixel `j`, in 1/32 of a source pixel. */
function overlap(i: number, j: number, side: number): number {
	return Math.min((i + 1) * SIDE, (j + 1) * side) - Math.max(i * SIDE, j * side);
}

/**
 * A grey picture no larger than 32 x 32 in the middle of a black one, pixel for pixel, as three equal colours.
 * @param pixels [height, width] from `from` on
 */
export function paddedPicture(
	pixels: Uint8Array,
	from: number,
	height: number,
	width: number,
	out: Uint8Array,
	at: number
): void {
	const top = (SIDE - height) >> 1;
	const left = (SIDE - width) >> 1;
	for (let row = 0; row < height; row++)
		for (let column = 0; column < width; column++) {
			const to = at + ((top + row) * SIDE + left + column) * COLOURS;
			out.fill(pixels[from + row * width + column], to, to + COLOURS);
		}
}
