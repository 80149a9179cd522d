/**
 * What a PNG, JPEG or WebP file says about itself in its first bytes: read before a browser is asked to unpack it, since a few
 * kilobytes can claim a picture of gigabytes.
 */
import { DataFileError } from './data-file-error.ts';

export interface PictureHeader {
	readonly type: 'image/png' | 'image/jpeg' | 'image/webp';
	readonly width: number;
	readonly height: number;
}

/** A 24-megapixel photograph takes 96 MB unpacked. */
export const MAX_PIXELS = 24_000_000;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * @throws DataFileError when the bytes are no picture of these kinds, are cut short, or claim more than MAX_PIXELS
 */
export function pictureHeader(name: string, bytes: Uint8Array): PictureHeader {
	const header = pngHeader(bytes) ?? jpegHeader(bytes) ?? webpHeader(bytes);
	if (header === null)
		throw new DataFileError(
			name,
			'corrupt-picture',
			`a PNG, JPEG or WebP picture is expected, got ${bytes.length} bytes that begin with ${[...bytes.subarray(0, 4)].join(' ') || 'nothing'}`
		);
	const { width, height } = header;
	if (width < 1 || height < 1)
		throw new DataFileError(
			name,
			'corrupt-picture',
			`a picture has at least one pixel, got ${width} x ${height}`
		);
	if (width * height > MAX_PIXELS)
		throw new DataFileError(
			name,
			'too-large',
			`pictures of at most ${MAX_PIXELS / 1e6} megapixels are taken, got ${width} x ${height}`
		);
	return header;
}

const startsWith = (bytes: Uint8Array, at: number, text: string): boolean =>
	[...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));

function pngHeader(bytes: Uint8Array): PictureHeader | null {
	if (bytes.length < 33 || !PNG.every((byte, i) => bytes[i] === byte) || !startsWith(bytes, 12, 'IHDR'))
		return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset);
	return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Walks the segments to the one that starts a frame. */
function jpegHeader(bytes: Uint8Array): PictureHeader | null {
	if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (let at = 2; at + 9 <= bytes.length;) {
		if (bytes[at] !== 0xff) return null;
		const marker = bytes[at + 1];
		// 0xff may be repeated before a marker.
		if (marker === 0xff) {
			at++;
			continue;
		}
		const startsFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (startsFrame)
			return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
		const length = view.getUint16(at + 2);
		if (length < 2) return null;
		at += 2 + length;
	}
	return null;
}

function webpHeader(bytes: Uint8Array): PictureHeader | null {
	if (bytes.length < 30 || !startsWith(bytes, 0, 'RIFF') || !startsWith(bytes, 8, 'WEBP')) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset);
	const type = 'image/webp';
	if (startsWith(bytes, 12, 'VP8X')) {
		const three = (at: number): number => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
		return { type, width: three(24) + 1, height: three(27) + 1 };
	}
	if (startsWith(bytes, 12, 'VP8L')) {
		const packed = view.getUint32(21, true);
		return { type, width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 };
	}
	if (startsWith(bytes, 12, 'VP8 '))
		return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
	return null;
}
