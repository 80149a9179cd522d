/**
 * IDX files, the layout of MNIST and Fashion-MNIST: a big-endian header, then bytes. Pictures and labels come in two files.
 */
import { compareClassNames } from './class-names.ts';
import type { DataFile } from './cifar10.ts';
import { DataFileError } from './data-file-error.ts';
import { COLOURS, type Dataset } from './dataset.ts';
import { paddedPicture, SIDE, squarePicture } from './square-picture.ts';

/** Two zero bytes, type 8 (unsigned byte), and the number of dimensions. */
const IMAGES_MAGIC = 0x00000803;
const LABELS_MAGIC = 0x00000801;
const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;
const MAX_SIDE = 1024;
/** Each takes 3 kB as 32 x 32 pixels of three colours. */
const MAX_PICTURES = 100_000;

export type IdxKind = 'images' | 'labels';

/** What the first bytes say; null where they are no IDX file of bytes. */
export function idxKind(bytes: Uint8Array): IdxKind | null {
	if (bytes.length < LABELS_HEADER) return null;
	const magic = bigEndian(bytes, 0);
	return magic === IMAGES_MAGIC ? 'images' : magic === LABELS_MAGIC ? 'labels' : null;
}

/** Height and width of the pictures in a file, as text. @throws DataFileError as `parseIdx` */
export function idxPictureSize(images: DataFile): string {
	const { height, width } = imagesHeader(images);
	return `${height} x ${width}`;
}

/**
 * A file of pictures and its file of labels. Pictures up to 32 x 32 get a black margin, larger ones are averaged down; the classes
 * are the labels that occur, under their numbers.
 * @throws DataFileError when one of the two is not what it says, or they do not go together
 */
export function parseIdx(name: string, images: DataFile, labels: DataFile): Dataset {
	const { count, height, width } = imagesHeader(images);
	const raw = labelBytes(labels);
	if (raw.length !== count)
		throw new DataFileError(
			labels.name,
			'wrong-labels',
			`${images.name} has ${count} pictures, so as many labels are expected, got ${raw.length}`
		);
	const classNames = [...new Set(raw)].map(String).sort(compareClassNames);
	const place = new Uint8Array(256);
	classNames.forEach((label, i) => (place[Number(label)] = i));
	const size = SIDE * SIDE * COLOURS;
	const pixels = new Uint8Array(count * size);
	for (let i = 0; i < count; i++) {
		const from = IMAGES_HEADER + i * height * width;
		if (height <= SIDE && width <= SIDE) paddedPicture(images.bytes, from, height, width, pixels, i * size);
		else
			squarePicture(images.bytes.subarray(from, from + height * width), height, width, 1, pixels, i * size);
	}
	return {
		name,
		height: SIDE,
		width: SIDE,
		classNames,
		images: pixels,
		labels: raw.map((label) => place[label])
	};
}

function imagesHeader({ name, bytes }: DataFile): { count: number; height: number; width: number } {
	if (idxKind(bytes) !== 'images' || bytes.length < IMAGES_HEADER)
		throw new DataFileError(
			name,
			'wrong-magic',
			`expected an IDX file of pictures, beginning with the bytes 0 0 8 3, got ${firstBytes(bytes)}`
		);
	const [count, height, width] = [4, 8, 12].map((at) => bigEndian(bytes, at));
	if (count === 0) throw new DataFileError(name, 'no-images', 'the file says that it holds no pictures');
	if (count > MAX_PICTURES)
		throw new DataFileError(
			name,
			'too-large',
			`at most ${MAX_PICTURES.toLocaleString('en')} pictures are taken, its header speaks of ${count.toLocaleString('en')}`
		);
	if (height < 1 || width < 1 || height > MAX_SIDE || width > MAX_SIDE)
		throw new DataFileError(
			name,
			'wrong-size',
			`pictures of 1 to ${MAX_SIDE} pixels a side are expected, got ${height} x ${width}`
		);
	assertLength(
		name,
		bytes,
		IMAGES_HEADER + count * height * width,
		`${count} pictures of ${height} x ${width}`
	);
	return { count, height, width };
}

function labelBytes({ name, bytes }: DataFile): Uint8Array {
	if (idxKind(bytes) !== 'labels')
		throw new DataFileError(
			name,
			'wrong-magic',
			`expected an IDX file of labels, beginning with the bytes 0 0 8 1, got ${firstBytes(bytes)}`
		);
	const count = bigEndian(bytes, 4);
	assertLength(name, bytes, LABELS_HEADER + count, `${count} labels`);
	return bytes.subarray(LABELS_HEADER);
}

function assertLength(name: string, bytes: Uint8Array, expected: number, what: string): void {
	if (bytes.length === expected) return;
	const reason = bytes.length < expected ? 'truncated' : 'wrong-size';
	throw new DataFileError(
		name,
		reason,
		`its header speaks of ${what}, so ${expected} bytes are expected, got ${bytes.length}`
	);
}

const bigEndian = (bytes: Uint8Array, at: number): number =>
	((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;

const firstBytes = (bytes: Uint8Array): string =>
	bytes.length === 0 ? 'an empty file' : [...bytes.subarray(0, 4)].join(' ');
