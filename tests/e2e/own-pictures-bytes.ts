/** Files of pictures made for the end-to-end tests: a zip of folders with real PNGs, and records of CIFAR-10. */
import { deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';
import type { TestFile } from './cifar10-bytes.ts';

const CRC = Array.from({ length: 256 }, (_, n) => {
	let c = n;
	for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
	return c >>> 0;
});

function chunk(type: string, data: Uint8Array): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	let crc = 0xffffffff;
	for (const byte of body) crc = CRC[(crc ^ byte) & 255] ^ (crc >>> 8);
	const whole = Buffer.alloc(body.length + 8);
	whole.writeUInt32BE(data.length, 0);
	body.copy(whole, 4);
	whole.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4);
	return whole;
}

/** A PNG of one colour a pixel, by a function of its place. */
export function png(
	side: number,
	colour: (x: number, y: number) => readonly [number, number, number]
): Buffer {
	const rows = Array.from({ length: side }, (_, y) => [
		0,
		...Array.from({ length: side }, (_, x) => colour(x, y)).flat()
	]);
	const header = Buffer.alloc(13);
	header.writeUInt32BE(side, 0);
	header.writeUInt32BE(side, 4);
	header.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Uint8Array.from(rows.flat()))),
		chunk('IEND', new Uint8Array())
	]);
}

/** Two classes, stripes that lie and stripes that stand, `each` pictures of either in many colours. */
export function stripes(each: number, names: readonly [string, string] = ['lying', 'standing']): TestFile {
	const files: Record<string, Uint8Array> = {};
	for (let i = 0; i < each; i++)
		for (const [label, name] of names.entries()) {
			const phase = (i * 7) % 16;
			files[`stripes/${name}/${i}.png`] = png(48, (x, y) => {
				const on = ((label === 0 ? y : x) + phase) % 16 < 8;
				return on ? [200 - (i % 50), 120 + (i % 100), 90] : [40, 30 + (i % 60), 60 + phase];
			});
		}
	return { name: 'stripes.zip', mimeType: 'application/zip', buffer: Buffer.from(zipSync(files)) };
}
