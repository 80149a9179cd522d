/**
 * CIFAR-10 from the reader's own files, in the official binary layout (Krizhevsky, 2009).
 *
 * A file is a row of records; a record is one label byte and 3072 bytes of picture, planar: 1024 red, 1024 green, 1024
 * blue, each plane row by row. Nothing is fetched and nothing is repaired: a file that does not fit is refused whole.
 */
import { Random } from '#lib/core/random.ts';
import { COLOURS, type Dataset, type Splits } from '#lib/data/dataset.ts';
import { DataFileError } from '#lib/data/data-file-error.ts';
import { recogniseForeignFile } from '#lib/data/foreign-file.ts';

export const CIFAR10_CLASS_NAMES = [
	'airplane',
	'automobile',
	'bird',
	'cat',
	'deer',
	'dog',
	'frog',
	'horse',
	'ship',
	'truck'
] as const;

/** A file as the page hands it over, already read. */
export interface DataFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

export interface Cifar10Splits {
	readonly splits: Splits;
	/** What was decided on the reader's behalf, one sentence each, to be shown beside the data. */
	readonly notes: readonly string[];
}

export interface Cifar10Counts {
	/** Pictures in each part. */
	readonly counts: { readonly train: number; readonly validation: number; readonly test: number };
	readonly notes: readonly string[];
}

const SIDE = 32;
const PLANE = SIDE * SIDE;
const RECORD = 1 + COLOURS * PLANE;
/** CIFAR-100 has two label bytes a record, coarse and fine. */
const CIFAR100_RECORD = RECORD + 1;

/** Below this a class has about ten training pictures, and no number the course shows would mean anything. */
const MIN_TRAINING_RECORDS = 100;
/** A held-out part is a tenth, and no more pictures than an evaluation needs. */
const HELD_OUT_SHARE = 0.1;
const MAX_HELD_OUT = 2000;
/** Fixed, so that the same files always give the same parts. Spells "cifa" in ASCII. */
const SPLIT_SEED = 0x63696661;

/** Where a record lies. */
interface CifarRecord {
	readonly bytes: Uint8Array;
	/** Its first byte, the label. */
	readonly start: number;
}

/**
 * The records of all files, in the order given; no pixel is copied.
 * @throws DataFileError when there is no file, or a file is not CIFAR-10; see DataFileReason
 */
function recordsOf(files: readonly DataFile[]): CifarRecord[] {
	if (files.length === 0)
		throw new DataFileError(null, 'no-files', 'no file was chosen; choose the .bin files of CIFAR-10');
	for (const file of files) assertRecords(file);
	return files.flatMap(({ bytes }) =>
		Array.from({ length: bytes.length / RECORD }, (_, record) => ({ bytes, start: record * RECORD }))
	);
}

/** Records as pictures, each written once where it stays. */
function dataset(records: readonly CifarRecord[]): Dataset {
	const images = new Uint8Array(records.length * COLOURS * PLANE);
	const labels = new Uint8Array(records.length);
	records.forEach(({ bytes, start }, i) => {
		labels[i] = bytes[start];
		interleave(bytes, start + 1, images, i * COLOURS * PLANE);
	});
	return { name: 'CIFAR-10', height: SIDE, width: SIDE, classNames: CIFAR10_CLASS_NAMES, images, labels };
}

/**
 * Joins the records of all files, in the order given.
 * @throws DataFileError when there is no file, or a file is not CIFAR-10; see DataFileReason
 */
export const parseCifar10 = (files: readonly DataFile[]): Dataset => dataset(recordsOf(files));

/**
 * Parses the files and divides them. Files with "test" in their name are the test set; a seeded tenth of the others, 2000 at
 * most, is held out for validation. Where names tell no test set apart, a seeded tenth becomes one and a note says so.
 * The order in which the files are handed over does not matter.
 * @throws DataFileError as `parseCifar10`, and when fewer than 100 records are left to train on
 */
export function cifar10Splits(files: readonly DataFile[]): Cifar10Splits {
	const { train, validation, test, notes } = divided(files);
	return {
		splits: { train: dataset(train), validation: dataset(validation), test: dataset(test) },
		notes
	};
}

/**
 * How `cifar10Splits` would divide the files, without a picture made of them.
 * @throws DataFileError as `cifar10Splits`
 */
export function cifar10Counts(files: readonly DataFile[]): Cifar10Counts {
	const { train, validation, test, notes } = divided(files);
	return { counts: { train: train.length, validation: validation.length, test: test.length }, notes };
}

interface Divided {
	readonly train: readonly CifarRecord[];
	readonly validation: readonly CifarRecord[];
	readonly test: readonly CifarRecord[];
	readonly notes: readonly string[];
}

function divided(files: readonly DataFile[]): Divided {
	const sorted = files.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
	const testFiles = sorted.filter((file) => /test/i.test(file.name));
	const otherFiles = sorted.filter((file) => !testFiles.includes(file));
	const random = Random.fromSeed(SPLIT_SEED);
	const notes: string[] = [];

	let pool: readonly CifarRecord[];
	let test: readonly CifarRecord[];
	if (testFiles.length > 0 && otherFiles.length > 0) {
		pool = recordsOf(otherFiles);
		test = recordsOf(testFiles);
		assertEnough(pool);
	} else {
		const all = recordsOf(sorted);
		assertEnough(all);
		[pool, test] = holdOut(all, random);
		const missing = testFiles.length === 0 ? 'No test file (a name with "test" in it)' : 'No training file';
		notes.push(`${missing} was chosen: ${test.length} of the records were set aside as the test set.`);
	}
	const [train, validation] = holdOut(pool, random);
	notes.push(`${validation.length} of the training records were set aside for validation.`);
	return { train, validation, test, notes };
}

/** Checks a whole file before any of it is used. */
function assertRecords({ name, bytes }: DataFile): void {
	if (bytes.length === 0) throw new DataFileError(name, 'empty', 'the file is empty');
	const sizeFits = bytes.length % RECORD === 0;
	if (!sizeFits || bytes[0] >= CIFAR10_CLASS_NAMES.length) {
		const format = recogniseForeignFile(bytes);
		if (format !== null)
			throw new DataFileError(name, 'foreign-format', `this looks like ${format.name}; ${format.advice}`);
	}
	if (!sizeFits && bytes.length % CIFAR100_RECORD === 0)
		throw new DataFileError(
			name,
			'wrong-dataset',
			`this looks like CIFAR-100 (${bytes.length} bytes are whole records of ${CIFAR100_RECORD}); choose CIFAR-10 files`
		);
	if (!sizeFits)
		throw new DataFileError(
			name,
			'wrong-size',
			`expected a multiple of ${RECORD} bytes, got ${bytes.length}: ` +
				`${Math.floor(bytes.length / RECORD)} whole records and ${bytes.length % RECORD} bytes over`
		);
	for (let start = 0; start < bytes.length; start += RECORD) {
		if (bytes[start] >= CIFAR10_CLASS_NAMES.length)
			throw new DataFileError(
				name,
				'bad-label',
				`record ${start / RECORD} (counted from 0) has label ${bytes[start]} at byte ${start}, expected 0..9`
			);
	}
}

/** One picture from planes to pixels. */
function interleave(planes: Uint8Array, from: number, pixels: Uint8Array, to: number): void {
	for (let pixel = 0; pixel < PLANE; pixel++) {
		for (let colour = 0; colour < COLOURS; colour++) {
			pixels[to + COLOURS * pixel + colour] = planes[from + colour * PLANE + pixel];
		}
	}
}

function assertEnough(pool: readonly CifarRecord[]): void {
	if (pool.length < MIN_TRAINING_RECORDS)
		throw new DataFileError(
			null,
			'too-few-records',
			`training needs at least ${MIN_TRAINING_RECORDS} records besides the test file's, got ${pool.length}`
		);
}

/** Divides into [kept, held out]; both keep the records' order. */
function holdOut(records: readonly CifarRecord[], random: Random): [CifarRecord[], CifarRecord[]] {
	const count = records.length;
	const heldOut = Math.min(MAX_HELD_OUT, Math.max(1, Math.floor(count * HELD_OUT_SHARE)));
	const order = Uint32Array.from({ length: count }, (_, i) => i);
	random.shuffle(order);
	const at = (indices: Uint32Array): CifarRecord[] => Array.from(indices.sort(), (index) => records[index]);
	return [at(order.slice(heldOut)), at(order.slice(0, heldOut))];
}
