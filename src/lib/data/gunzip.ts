/** What a gzip file holds, unpacked piece by piece, so that a small file cannot become an endless one. */
import { Gunzip } from 'fflate';
import type { DataFile } from './cifar10.ts';
import { DataFileError } from './data-file-error.ts';

/** Every data set that is read here is below 200 MB unpacked. */
export const MAX_UNPACKED = 256 * 1024 * 1024;
/** A piece of 16 KiB unpacks to 17 MB at most. */
const PIECE = 16384;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * @param limit bytes that the content may have
 * @throws DataFileError when the file is cut short, damaged, or unpacks to more than `limit`
 */
export function gunzip({ name, bytes }: DataFile, limit: number = MAX_UNPACKED): Uint8Array {
	const pieces: Uint8Array[] = [];
	let total = 0;
	let ended = false;
	const stream = new Gunzip((piece, final) => {
		total += piece.length;
		if (total > limit)
			throw new DataFileError(name, 'bomb', `unpacked it is larger than ${Math.round(limit / 1e6)} MB`);
		pieces.push(piece);
		ended = final;
	});
	try {
		for (let at = 0; at < bytes.length; at += PIECE)
			stream.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
	} catch (error) {
		if (error instanceof DataFileError) throw error;
		throw new DataFileError(name, 'truncated', `the gzip file is cut short or damaged (${String(error)})`);
	}
	// The last eight bytes are a checksum and the content's length.
	const length =
		bytes.length < 18 ? -1 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
	if (!ended || length !== total)
		throw new DataFileError(
			name,
			'truncated',
			'the gzip file is cut short: its end says another length than it has'
		);
	const whole = new Uint8Array(total);
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}
