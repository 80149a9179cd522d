/**
 * Whatever a reader drops: recognised by its bytes, never by its name alone, and read. Files of labelled pixels come back as a
 * set; a zip of picture files comes back as a list, for a browser's decoders to unpack.
 */
import { parseCifar10, type DataFile } from './cifar10.ts';
import { CIFAR100_RECORD, parseCifar100, type Cifar100Labels } from './cifar100.ts';
import { DataFileError } from './data-file-error.ts';
import { recogniseForeignFile } from './foreign-file.ts';
import { gunzip, isGzip } from './gunzip.ts';
import { idxKind, idxPictureSize, parseIdx } from './idx.ts';
import { pictureFolders, type PictureFolders } from './picture-folders.ts';
import type { RawSet } from './own-set.ts';
import { isTar, untar } from './tar.ts';
import { isZip } from './zip.ts';

export type OwnFiles =
	| { readonly kind: 'set'; readonly set: RawSet }
	| { readonly kind: 'folders'; readonly name: string; readonly folders: PictureFolders };

const CIFAR10_RECORD = 3073;
const READ_HERE =
	'a zip of folders with pictures, IDX files (MNIST, Fashion-MNIST) and the binary files of CIFAR-10 and CIFAR-100 are read here';

/**
 * @param labels which labels of CIFAR-100 are the classes
 * @throws DataFileError naming the file, what was expected and what came
 */
export function readOwnFiles(files: readonly DataFile[], labels: Cifar100Labels = 'fine'): OwnFiles {
	if (files.length === 0) throw new DataFileError(null, 'no-files', `no file was chosen; ${READ_HERE}`);
	const unpacked = files.flatMap(unpack).toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
	for (const { name, bytes } of unpacked)
		if (bytes.length === 0) throw new DataFileError(name, 'empty', 'the file is empty');
	const zip = unpacked.find(({ bytes }) => isZip(bytes));
	if (zip) {
		if (unpacked.length > 1)
			throw new DataFileError(
				null,
				'unsupported',
				`one zip archive alone is expected, got ${unpacked.length} files`
			);
		return { kind: 'folders', name: setName(zip.name), folders: pictureFolders(zip) };
	}
	if (unpacked.some(({ bytes }) => idxKind(bytes) !== null))
		return { kind: 'set', set: readIdxFiles(unpacked) };
	return { kind: 'set', set: readRecords(unpacked, labels) };
}

/** What lies in a gzip or tar archive, or the file itself. Of an archive's files only those of records count. */
function unpack(file: DataFile): DataFile[] {
	if (!isGzip(file.bytes)) return [file];
	const inner = { name: file.name.replace(/\.(gz|tgz)$/i, ''), bytes: gunzip(file) };
	return isTar(inner.bytes) ? untar(inner).filter(({ name }) => /\.bin$/i.test(name)) : [inner];
}

/** The name of a set from its file's: no ending, nothing unseen. */
function setName(fileName: string): string {
	return (
		fileName
			.replace(/\.zip$/i, '')
			.replace(/\p{C}/gu, '')
			.slice(0, 60) || 'your pictures'
	);
}

const isTest = (name: string): boolean => /test|t10k/i.test(name);

/** The name that a file of labels shares with its pictures. */
const pairName = (name: string): string =>
	name
		.toLowerCase()
		.replace(/images|labels/, '')
		.replace(/idx[13]/, '');

function readIdxFiles(files: readonly DataFile[]): RawSet {
	const stray = files.find(({ bytes }) => idxKind(bytes) === null);
	if (stray)
		throw new DataFileError(
			stray.name,
			'wrong-magic',
			'beside IDX files, another IDX file is expected, and this is none'
		);
	const images = files.filter(({ bytes }) => idxKind(bytes) === 'images');
	const labels = files.filter(({ bytes }) => idxKind(bytes) === 'labels');
	if (images.length !== labels.length || images.length > 2)
		throw new DataFileError(
			null,
			'wrong-labels',
			`a file of pictures and its file of labels are expected, or two such pairs, got ${images.length} of pictures and ${labels.length} of labels`
		);
	const [size, ...otherSizes] = images.map(idxPictureSize);
	if (otherSizes.some((other) => other !== size))
		throw new DataFileError(
			images[1].name,
			'mixed-sizes',
			`pictures of ${size} are expected as in ${images[0].name}, got ${otherSizes[0]}`
		);
	const sets = images.map((file) => {
		const own =
			images.length === 1 ? labels[0] : labels.find(({ name }) => pairName(name) === pairName(file.name));
		if (!own)
			throw new DataFileError(file.name, 'wrong-labels', 'no file of labels has a name that goes with it');
		return { test: isTest(file.name), data: parseIdx('IDX pictures', file, own) };
	});
	const test = sets.length === 2 ? sets.find((set) => set.test) : undefined;
	const pool = sets.find((set) => set !== test);
	if (!pool || (sets.length === 2 && (!test || pool.test)))
		throw new DataFileError(
			null,
			'wrong-labels',
			'of two pairs, one is expected to have "test" or "t10k" in its name'
		);
	if (test && test.data.classNames.join() !== pool.data.classNames.join())
		throw new DataFileError(
			null,
			'wrong-labels',
			'the test pictures have other classes than the training pictures'
		);
	return { pool: pool.data, test: test?.data ?? null, notes: [] };
}

/** Files of fixed-size records: which data set they are follows from their length, and from the labels where both fit. */
function readRecords(files: readonly DataFile[], labels: Cifar100Labels): RawSet {
	const fits = (record: number): boolean => files.every(({ bytes }) => bytes.length % record === 0);
	const isCifar100 =
		fits(CIFAR100_RECORD) && !(fits(CIFAR10_RECORD) && files.every(({ bytes }) => bytes[0] < 10));
	const parse = (some: readonly DataFile[]) =>
		isCifar100 ? parseCifar100(some, labels) : parseCifar10(some);
	if (!isCifar100 && !fits(CIFAR10_RECORD)) {
		const stray = files.find(({ bytes }) => bytes.length % CIFAR10_RECORD !== 0) ?? files[0];
		const format = recogniseForeignFile(stray.bytes);
		throw format
			? new DataFileError(stray.name, 'foreign-format', `this looks like ${format.name}; ${READ_HERE}`)
			: new DataFileError(
					stray.name,
					'wrong-size',
					`${stray.bytes.length} bytes are no whole records of CIFAR-10 (${CIFAR10_RECORD}) or CIFAR-100 (${CIFAR100_RECORD}); ${READ_HERE}`
				);
	}
	const tests = files.filter(({ name }) => isTest(name));
	const others = files.filter((file) => !tests.includes(file));
	if (tests.length === 0 || others.length === 0) return { pool: parse(files), test: null, notes: [] };
	return { pool: parse(others), test: parse(tests), notes: [] };
}
