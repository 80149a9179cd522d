/**
 * Small pictures as data: URLs, made without a canvas, so that the server can draw them too.
 *
 * The format is BMP: uncompressed, thirty lines to write, and shown by every browser.
 */
import { LEVEL_COLOURS, colourBytes } from './level-colours.ts';

const FILE_HEADER = 14;
const INFO_HEADER = 40;

/** A BMP with its headers and palette written; rows are stored bottom-up and padded to four bytes. */
function blankBitmap(width: number, height: number, bitsPerPixel: 4 | 24, palette: readonly string[]) {
	const stride = Math.ceil((width * bitsPerPixel) / 32) * 4;
	const start = FILE_HEADER + INFO_HEADER + palette.length * 4;
	const bytes = new Uint8Array(start + stride * height);
	const view = new DataView(bytes.buffer);
	view.setUint16(0, 0x4d42, true);
	view.setUint32(2, bytes.length, true);
	view.setUint32(10, start, true);
	view.setUint32(14, INFO_HEADER, true);
	view.setInt32(18, width, true);
	view.setInt32(22, height, true);
	view.setUint16(26, 1, true);
	view.setUint16(28, bitsPerPixel, true);
	view.setUint32(34, stride * height, true);
	view.setUint32(46, palette.length, true);
	palette.forEach((hex, i) => {
		const [red, green, blue] = colourBytes(hex);
		bytes.set([blue, green, red, 0], FILE_HEADER + INFO_HEADER + i * 4);
	});
	return { bytes, start, stride };
}

function dataUrl(bytes: Uint8Array): string {
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return `data:image/bmp;base64,${btoa(binary)}`;
}

/**
 * A colour picture.
 * @param pixels [height, width, 3], 0..255
 */
export function pictureUrl(pixels: Uint8Array, height: number, width: number): string {
	if (pixels.length !== height * width * 3)
		throw new RangeError(
			`a ${width} x ${height} picture has ${height * width * 3} bytes, got ${pixels.length}`
		);
	const { bytes, start, stride } = blankBitmap(width, height, 24, []);
	for (let y = 0; y < height; y++) {
		let to = start + (height - 1 - y) * stride;
		for (let x = 0; x < width; x++) {
			const from = (y * width + x) * 3;
			bytes[to++] = pixels[from + 2];
			bytes[to++] = pixels[from + 1];
			bytes[to++] = pixels[from];
		}
	}
	return dataUrl(bytes);
}

/**
 * A picture of levels, in the levels' four colours.
 * @param levels [height, width], 0..3
 */
export const levelsUrl = (levels: Uint8Array, height: number, width: number): string =>
	paletteUrl(levels, height, width, LEVEL_COLOURS);

/**
 * A picture of a few colours.
 * @param indices [height, width], each below the palette's length
 * @param palette at most 16 colours, #rrggbb
 */
export function paletteUrl(
	indices: Uint8Array,
	height: number,
	width: number,
	palette: readonly string[]
): string {
	if (indices.length !== height * width)
		throw new RangeError(
			`a ${width} x ${height} picture has ${height * width} levels, got ${indices.length}`
		);
	const { bytes, start, stride } = blankBitmap(width, height, 4, palette);
	for (let y = 0; y < height; y++) {
		const row = start + (height - 1 - y) * stride;
		for (let x = 0; x < width; x++) bytes[row + (x >> 1)] |= indices[y * width + x] << (x & 1 ? 0 : 4);
	}
	return dataUrl(bytes);
}
