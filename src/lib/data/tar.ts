/** The files of a tar archive, as views of its bytes. Only plain files are looked at; nothing is ever written anywhere. */
import type { DataFile } from './cifar10.ts';
import { DataFileError } from './data-file-error.ts';

const BLOCK = 512;
const MAX_FILES = 100;

export const isTar = (bytes: Uint8Array): boolean =>
	bytes.length >= BLOCK && [...'ustar'].every((letter, i) => bytes[257 + i] === letter.charCodeAt(0));

/** @throws DataFileError when the archive is cut short or a size is not a number */
export function untar({ name, bytes }: DataFile): DataFile[] {
	const files: DataFile[] = [];
	for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0;) {
		const size = parseInt(text(bytes, at + 124, 12), 8);
		if (!(size >= 0)) throw new DataFileError(name, 'wrong-magic', `a file in it has no size, at byte ${at}`);
		const start = at + BLOCK;
		if (start + size > bytes.length)
			throw new DataFileError(
				name,
				'truncated',
				`a file in it has ${size} bytes, got ${bytes.length - start}`
			);
		const type = bytes[at + 156];
		if (type === 0 || type === 0x30)
			files.push({
				name: text(bytes, at, 100).replace(/^.*\//, ''),
				bytes: bytes.subarray(start, start + size)
			});
		if (files.length > MAX_FILES)
			throw new DataFileError(name, 'too-large', `at most ${MAX_FILES} files are expected in it`);
		at = start + Math.ceil(size / BLOCK) * BLOCK;
	}
	return files;
}

function text(bytes: Uint8Array, at: number, length: number): string {
	const field = bytes.subarray(at, at + length);
	const end = field.indexOf(0);
	return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
}
