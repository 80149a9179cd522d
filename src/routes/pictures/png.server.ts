/** Writes PNG files: 8 bits a colour, three colours, no alpha. One filter for all rows, which suits smooth pictures. */
import { deflateSync } from 'node:zlib';

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** Each byte minus the one a pixel to its left. */
const FILTER_SUB = 1;
const COLOURS = 3;
const TRUECOLOUR = 2;
const BITS = 8;

/** @param pixels [height, width, 3] */
export function pngFile(pixels: Uint8Array, height: number, width: number): Uint8Array<ArrayBuffer> {
	const stride = width * COLOURS;
	const rows = Buffer.alloc(height * (stride + 1));
	for (let row = 0; row < height; row++) {
		const at = row * (stride + 1);
		rows[at] = FILTER_SUB;
		for (let i = 0; i < stride; i++) {
			const left = i < COLOURS ? 0 : pixels[row * stride + i - COLOURS];
			rows[at + 1 + i] = pixels[row * stride + i] - left;
		}
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header[8] = BITS;
	header[9] = TRUECOLOUR;
	return new Uint8Array(
		Buffer.concat([
			Buffer.from(SIGNATURE),
			chunk('IHDR', header),
			chunk('IDAT', deflateSync(rows, { level: 9 })),
			chunk('IEND', Buffer.alloc(0))
		])
	);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const out = Buffer.alloc(body.length + 8);
	out.writeUInt32BE(data.length, 0);
	body.copy(out, 4);
	out.writeUInt32BE(crc32(body), body.length + 4);
	return out;
}

/** The checksum of PNG (ISO 3309), bit by bit: these are a few files at build time. */
function crc32(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return (crc ^ 0xffffffff) >>> 0;
}
