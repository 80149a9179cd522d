/** Small data files in the layouts that readers bring, made for tests: bytes written out by hand, not by the code under test. */
import { gzipSync, zipSync, type Zippable } from 'fflate';
import type { DataFile } from '#lib/data/cifar10.ts';
import { DataFileError } from '#lib/data/data-file-error.ts';

const big = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];

/** Picture i is filled with `value(i)`. */
export function idxImages(name: string, count: number, side: number, value = (i: number) => i): DataFile {
	const pixels = Array.from(
		{ length: count * side * side },
		(_, at) => value(Math.floor(at / side / side)) % 256
	);
	return { name, bytes: Uint8Array.from([0, 0, 8, 3, ...big(count), ...big(side), ...big(side), ...pixels]) };
}

export function idxLabels(name: string, labels: readonly number[]): DataFile {
	return { name, bytes: Uint8Array.from([0, 0, 8, 1, ...big(labels.length), ...labels]) };
}

/** Record i has coarse label i % 20, fine label i % 100, and the grey value i. */
export function cifar100File(name: string, count: number): DataFile {
	const bytes = new Uint8Array(count * 3074);
	for (let i = 0; i < count; i++) {
		bytes.fill(i % 256, i * 3074, (i + 1) * 3074);
		bytes[i * 3074] = i % 20;
		bytes[i * 3074 + 1] = i % 100;
		// Pictures past the 256th differ in their first pixel.
		bytes[i * 3074 + 2] = (i >> 8) + 1;
	}
	return { name, bytes };
}

export const gzipped = ({ name, bytes }: DataFile): DataFile => ({
	name: `${name}.gz`,
	bytes: gzipSync(bytes)
});

export const zipOf = (files: Zippable, name = 'pictures.zip'): DataFile => ({ name, bytes: zipSync(files) });

/** A file as tar lays it out: a header block of 512 bytes, then the content, filled up to whole blocks. */
export function tarOf(files: readonly DataFile[]): Uint8Array {
	const blocks = files.flatMap(({ name, bytes }) => {
		const header = new Uint8Array(512);
		const put = (at: number, text: string) => header.set(new TextEncoder().encode(text), at);
		put(0, `folder/${name}`);
		put(124, bytes.length.toString(8).padStart(11, '0'));
		put(156, '0');
		put(257, 'ustar');
		const content = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
		content.set(bytes);
		return [header, content];
	});
	return Uint8Array.from([...blocks.flatMap((block) => [...block]), ...new Uint8Array(1024)]);
}

export function refusal(call: () => unknown): DataFileError {
	try {
		call();
	} catch (error) {
		if (error instanceof DataFileError) return error;
		throw error;
	}
	throw new Error('expected a DataFileError, nothing was thrown');
}
