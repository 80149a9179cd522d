/**
 * The files of a zip archive, read so that no archive can do harm: every claim of its directory is checked before a byte is
 * unpacked, unpacking stops at the size that was claimed, and a checksum says whether it was right. Nothing is written anywhere.
 */
import { Inflate } from 'fflate';
import type { DataFile } from './cifar10.ts';
import { DataFileError } from './data-file-error.ts';

export interface ZipLimits {
	readonly entries: number;
	/** Bytes of one file, unpacked. */
	readonly file: number;
	/** Bytes of all files, unpacked. */
	readonly total: number;
}

export const ZIP_LIMITS: ZipLimits = { entries: 65_534, file: 32 * 1024 * 1024, total: 1024 * 1024 * 1024 };

export interface ZipEntry {
	/** With / between folders; never absolute, never upwards. */
	readonly path: string;
	/** Bytes unpacked, as the directory claims. */
	readonly size: number;
	/** @throws DataFileError when the content is damaged, or is not of that size */
	read(): Uint8Array;
}

/** Deflate cannot pack tighter than this. */
const MAX_RATIO = 1040;
const END_SIGNATURE = 0x06054b50;
const END_SIZE = 22;
const MAX_COMMENT = 65_535;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_SIZE = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_SIZE = 30;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
const UTF8 = 1 << 11;
/** A piece of 4 KiB unpacks to 4 MB at most. */
const PIECE = 4096;

interface Listed {
	readonly path: string;
	readonly size: number;
	readonly packedSize: number;
	readonly checksum: number;
	readonly method: number;
	readonly offset: number;
}

export const isZip = (bytes: Uint8Array): boolean =>
	bytes[0] === 0x50 &&
	bytes[1] === 0x4b &&
	((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/**
 * The files of an archive, in its directory's order; folders themselves are left out.
 * @throws DataFileError when the archive is damaged, is more than `limits` allow, or asks for what an archive may not
 */
export function readZip({ name, bytes }: DataFile, limits: ZipLimits = ZIP_LIMITS): ZipEntry[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const refuse = (reason: DataFileError['reason'], explanation: string): DataFileError =>
		new DataFileError(name, reason, explanation);
	const end = findEnd(view);
	if (end < 0)
		throw refuse('truncated', 'the zip archive has no directory at its end: it is cut short, or no zip');
	const count = view.getUint16(end + 10, true);
	const directorySize = view.getUint32(end + 12, true);
	const directory = view.getUint32(end + 16, true);
	if (count === 0xffff || directory === 0xffffffff)
		throw refuse(
			'unsupported',
			`zip archives of more than ${limits.entries} files or 4 GB are not read here`
		);
	if (count > limits.entries)
		throw refuse('too-large', `at most ${limits.entries} files are expected in it, got ${count}`);
	if (directory + directorySize > end)
		throw refuse(
			'truncated',
			`its directory should end before byte ${end}, and ends at ${directory + directorySize}`
		);
	const listed = listEntries(view, bytes, { count, directory, end }, refuse);
	assertSizes(listed, limits, refuse);
	assertApart(listed, directory, refuse);
	return listed
		.filter(({ path }) => !path.endsWith('/'))
		.map((entry) => ({
			path: entry.path,
			size: entry.size,
			read: () => unpack(view, bytes, entry, directory, refuse)
		}));
}

type Refuse = (reason: DataFileError['reason'], explanation: string) => DataFileError;

/** Where the last record begins; it may be followed by a comment. */
function findEnd(view: DataView): number {
	const lowest = Math.max(0, view.byteLength - END_SIZE - MAX_COMMENT);
	for (let at = view.byteLength - END_SIZE; at >= lowest; at--)
		if (view.getUint32(at, true) === END_SIGNATURE) return at;
	return -1;
}

function listEntries(
	view: DataView,
	bytes: Uint8Array,
	{ count, directory, end }: { count: number; directory: number; end: number },
	refuse: Refuse
): Listed[] {
	const listed: Listed[] = [];
	let at = directory;
	for (let i = 0; i < count; i++) {
		if (at + ENTRY_SIZE > end || view.getUint32(at, true) !== ENTRY_SIGNATURE)
			throw refuse('truncated', `its directory should list ${count} files, and ends after ${i}`);
		const flags = view.getUint16(at + 8, true);
		const nameLength = view.getUint16(at + 28, true);
		const next = at + ENTRY_SIZE + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
		if (next > end) throw refuse('truncated', `file ${i} of its directory runs past the directory's end`);
		const raw = bytes.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength);
		const path = new TextDecoder((flags & UTF8) !== 0 ? 'utf-8' : 'latin1').decode(raw).replaceAll('\\', '/');
		assertPath(path, refuse);
		const method = view.getUint16(at + 10, true);
		if ((flags & ENCRYPTED) !== 0) throw refuse('unsupported', `${quoted(path)} is encrypted`);
		if (method !== STORED && method !== DEFLATED)
			throw refuse('unsupported', `${quoted(path)} is packed by method ${method}; 0 and 8 are read here`);
		listed.push({
			path,
			method,
			checksum: view.getUint32(at + 16, true),
			packedSize: view.getUint32(at + 20, true),
			size: view.getUint32(at + 24, true),
			offset: view.getUint32(at + 42, true)
		});
		at = next;
	}
	return listed;
}

function assertPath(path: string, refuse: Refuse): void {
	if (path === '' || path.includes('\0') || path.startsWith('/') || /^[A-Za-z]:/.test(path))
		throw refuse('unsafe-path', `paths inside the archive are expected, got ${quoted(path)}`);
	if (path.split('/').includes('..'))
		throw refuse('unsafe-path', `${quoted(path)} leads out of the archive's folder`);
}

function assertSizes(listed: readonly Listed[], limits: ZipLimits, refuse: Refuse): void {
	let total = 0;
	for (const { path, size, packedSize, method } of listed) {
		total += size;
		if (size > limits.file)
			throw refuse(
				'too-large',
				`${quoted(path)} has ${size} bytes unpacked; at most ${limits.file} are taken`
			);
		if (total > limits.total)
			throw refuse('too-large', `its files unpack to more than ${limits.total} bytes`);
		if (method === STORED ? size !== packedSize : size > MAX_RATIO * packedSize)
			throw refuse('bomb', `${quoted(path)} claims ${size} bytes out of ${packedSize}, which cannot be`);
	}
}

/** Archives whose files share bytes unpack to far more than they are. */
function assertApart(listed: readonly Listed[], directory: number, refuse: Refuse): void {
	const inOrder = listed.toSorted((a, b) => a.offset - b.offset);
	inOrder.forEach(({ path, offset, packedSize }, i) => {
		const next = i + 1 < inOrder.length ? inOrder[i + 1].offset : directory;
		if (offset + LOCAL_SIZE + packedSize > next)
			throw refuse('bomb', `${quoted(path)} uses bytes of the archive that belong to something else`);
	});
}

function unpack(
	view: DataView,
	bytes: Uint8Array,
	entry: Listed,
	directory: number,
	refuse: Refuse
): Uint8Array {
	const { path, offset, packedSize, size, method, checksum } = entry;
	if (view.getUint32(offset, true) !== LOCAL_SIGNATURE)
		throw refuse('truncated', `${quoted(path)} is not where the directory says`);
	const start = offset + LOCAL_SIZE + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
	if (start + packedSize > directory) throw refuse('truncated', `${quoted(path)} runs past the files' end`);
	const packed = bytes.subarray(start, start + packedSize);
	const content = method === STORED ? packed : inflated(packed, size, () => quoted(path), refuse);
	if (crc32(content) !== checksum)
		throw refuse('corrupt-picture', `${quoted(path)} is damaged: its checksum does not fit`);
	return content;
}

function inflated(packed: Uint8Array, size: number, path: () => string, refuse: Refuse): Uint8Array {
	const content = new Uint8Array(size);
	let filled = 0;
	const stream = new Inflate((piece) => {
		if (filled + piece.length > size)
			throw refuse('bomb', `${path()} unpacks to more than the ${size} bytes it claims`);
		content.set(piece, filled);
		filled += piece.length;
	});
	try {
		for (let at = 0; at < packed.length; at += PIECE)
			stream.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
	} catch (error) {
		if (error instanceof DataFileError) throw error;
		throw refuse('corrupt-picture', `${path()} cannot be unpacked (${String(error)})`);
	}
	if (filled !== size)
		throw refuse('truncated', `${path()} should have ${size} bytes unpacked, got ${filled}`);
	return content;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let c = byte;
	for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
	return c >>> 0;
});

function crc32(bytes: Uint8Array): number {
	let c = 0xffffffff;
	for (let i = 0; i < bytes.length; i++) c = CRC_TABLE[(c ^ bytes[i]) & 0xff] ^ (c >>> 8);
	return (c ^ 0xffffffff) >>> 0;
}

/** As much of a strange path as a message repeats. */
const QUOTED = 80;
const quoted = (path: string): string => {
	const visible = path.replace(/\p{C}/gu, '');
	return `“${visible.length > QUOTED ? `…${visible.slice(-QUOTED)}` : visible}”`;
};
