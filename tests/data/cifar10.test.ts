import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '#lib/core/random.ts';
import {
	CIFAR10_CLASS_NAMES,
	cifar10Counts,
	cifar10Splits,
	type DataFile,
	parseCifar10
} from '#lib/data/cifar10.ts';
import { DataFileError, type DataFileReason } from '#lib/data/data-file-error.ts';
import { imageAt, imageCount } from '#lib/data/dataset.ts';

const RECORD = 3073;

/** The colour value of one place of one made-up picture: different for every record, colour, row and column nearby. */
const madeUpValue = (record: number, colour: number, row: number, column: number): number =>
	(101 * record + 67 * colour + 5 * row + column) % 256;

/** Records first..first+count-1 in CIFAR-10's own layout; labels cycle. */
function madeUpFile(name: string, count: number, first = 0): DataFile {
	const bytes: number[] = [];
	for (let record = first; record < first + count; record++) {
		bytes.push(record % 10);
		for (let colour = 0; colour < 3; colour++) {
			for (let row = 0; row < 32; row++) {
				for (let column = 0; column < 32; column++) bytes.push(madeUpValue(record, colour, row, column));
			}
		}
	}
	return { name, bytes: Uint8Array.from(bytes) };
}

const textFile = (text: string): DataFile => ({ name: 'chosen', bytes: new TextEncoder().encode(text) });

function refusal(call: () => unknown): DataFileError {
	try {
		call();
	} catch (error) {
		if (error instanceof DataFileError) return error;
		throw error;
	}
	throw new Error('expected a DataFileError, nothing was thrown');
}

describe('CIFAR-10 parser', () => {
	it('turns planes into pixels and joins files in the order given', () => {
		const data = parseCifar10([madeUpFile('a.bin', 3), madeUpFile('b.bin', 2, 3)]);
		expect([...data.labels]).toEqual([0, 1, 2, 3, 4]);
		expect([data.height, data.width]).toEqual([32, 32]);
		expect(data.classNames).toEqual(CIFAR10_CLASS_NAMES);
		for (let record = 0; record < 5; record++) {
			const pixels = imageAt(data, record);
			for (const [row, column] of [
				[0, 0],
				[0, 31],
				[17, 5],
				[31, 31]
			]) {
				const at = 3 * (32 * row + column);
				const expected = [0, 1, 2].map((colour) => madeUpValue(record, colour, row, column));
				expect([...pixels.subarray(at, at + 3)]).toEqual(expected);
			}
		}
	});

	it('takes a record that happens to read like text', () => {
		const bytes = new Uint8Array(RECORD).fill(0x20);
		bytes[0] = 9;
		expect(imageCount(parseCifar10([{ name: 'blank.bin', bytes }]))).toBe(1);
	});

	it('refuses an empty choice of files', () => {
		const error = refusal(() => parseCifar10([]));
		expect(error.reason).toBe('no-files');
		expect(error.fileName).toBeNull();
	});

	it('refuses an empty file by name', () => {
		const error = refusal(() =>
			parseCifar10([madeUpFile('good.bin', 1), { name: 'e.bin', bytes: new Uint8Array() }])
		);
		expect(error.reason).toBe('empty');
		expect(error.fileName).toBe('e.bin');
	});

	it('says how many whole records a file of the wrong size holds', () => {
		const bytes = new Uint8Array(2 * RECORD + 5);
		const error = refusal(() => parseCifar10([{ name: 'cut.bin', bytes }]));
		expect(error.reason).toBe('wrong-size');
		expect(error.message).toBe(
			'cut.bin: expected a multiple of 3073 bytes, got 6151: 2 whole records and 5 bytes over'
		);
	});

	it('recognises CIFAR-100 by its two label bytes a record', () => {
		const bytes = new Uint8Array(4 * (RECORD + 1));
		const error = refusal(() => parseCifar10([{ name: 'train.bin', bytes }]));
		expect(error.reason).toBe('wrong-dataset');
		expect(error.message).toContain('CIFAR-100');
	});

	it('names the record and the byte of a label that is none', () => {
		const file = madeUpFile('odd.bin', 3);
		file.bytes[2 * RECORD] = 10;
		const error = refusal(() => parseCifar10([file]));
		expect(error.reason).toBe('bad-label');
		expect(error.message).toBe('odd.bin: record 2 (counted from 0) has label 10 at byte 6146, expected 0..9');
	});

	const tar = new Uint8Array(1024);
	tar.set(new TextEncoder().encode('ustar'), 257);
	it.each<[string, DataFile]>([
		['a gzip archive', { name: 'chosen', bytes: gzipSync('anything') }],
		['a zip archive', { name: 'chosen', bytes: Uint8Array.of(0x50, 0x4b, 3, 4, 0) }],
		['a tar archive', { name: 'chosen', bytes: tar }],
		['a PNG picture', { name: 'chosen', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10) }],
		['a JPEG picture', { name: 'chosen', bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0) }],
		['a Python pickle', { name: 'chosen', bytes: Uint8Array.of(0x80, 0x02, 0x7d) }],
		['a web page', textFile('\n<!doctype html><title>404</title>')],
		['a text file', textFile('airplane\nautomobile\n')]
	])('recognises %s and says what to do', (name, file) => {
		const error = refusal(() => parseCifar10([file]));
		expect(error.reason).toBe('foreign-format');
		expect(error.message).toContain(`chosen: this looks like ${name}; `);
	});

	it('recognises an archive even when its size is that of whole records', () => {
		const bytes = new Uint8Array(RECORD);
		bytes.set([0x1f, 0x8b]);
		expect(refusal(() => parseCifar10([{ name: 'lucky.gz', bytes }])).reason).toBe('foreign-format');
	});

	it('throws nothing but DataFileError, whatever the bytes are', () => {
		const randomFile = fc.record({
			name: fc.string(),
			bytes: fc.oneof(
				fc.uint8Array({ maxLength: 600 }),
				fc
					.tuple(fc.integer({ min: 0, max: 2 * RECORD + 2 }), fc.nat())
					.map(([length, seed]) => randomBytes(length, seed))
			)
		});
		fc.assert(
			fc.property(fc.array(randomFile, { maxLength: 3 }), (files) => {
				for (const read of [parseCifar10, cifar10Splits]) {
					try {
						read(files);
					} catch (error) {
						expect(error).toBeInstanceOf(DataFileError);
					}
				}
			}),
			{ seed: 1, numRuns: 300 }
		);
	});
});

describe('CIFAR-10 splits', () => {
	it('keeps files named test for testing and holds out a tenth of the others', () => {
		const { splits, notes } = cifar10Splits([
			madeUpFile('data_batch_1.bin', 120),
			madeUpFile('Test_batch.bin', 7)
		]);
		expect(imageCount(splits.train)).toBe(108);
		expect(imageCount(splits.validation)).toBe(12);
		expect(imageCount(splits.test)).toBe(7);
		expect(notes).toEqual(['12 of the training records were set aside for validation.']);
	});

	it('gives every training record to exactly one part, picture and label together', () => {
		const file = madeUpFile('data_batch_1.bin', 130);
		const { splits } = cifar10Splits([file]);
		const whole = parseCifar10([file]);
		const describeAll = (...parts: (typeof whole)[]): string[] =>
			parts
				.flatMap((data) => Array.from(data.labels, (label, i) => `${label} ${imageAt(data, i).join()}`))
				.toSorted();
		expect(describeAll(splits.train, splits.validation, splits.test)).toEqual(describeAll(whole));
	});

	it.each([
		['data_batch_1.bin', 'No test file (a name with "test" in it) was chosen: 20 of the records'],
		['test_batch.bin', 'No training file was chosen: 20 of the records']
	])('sets a test set aside when all it has is %s, and says so', (name, note) => {
		const { splits, notes } = cifar10Splits([madeUpFile(name, 200)]);
		expect([splits.train, splits.validation, splits.test].map(imageCount)).toEqual([162, 18, 20]);
		expect(notes[0]).toContain(note);
	});

	it('is counted without a picture made, alike', () => {
		const files = [madeUpFile('data_batch_1.bin', 120), madeUpFile('test_batch.bin', 7)];
		const { notes } = cifar10Splits(files);
		expect(cifar10Counts(files)).toEqual({ counts: { train: 108, validation: 12, test: 7 }, notes });
	});

	it('does not depend on the order in which the files were chosen', () => {
		const files = [madeUpFile('data_batch_1.bin', 60), madeUpFile('data_batch_2.bin', 60, 60)];
		expect(cifar10Splits(files)).toEqual(cifar10Splits(files.toReversed()));
	});

	it.each<[string, DataFile[], DataFileReason]>([
		['no file', [], 'no-files'],
		['99 records', [madeUpFile('data_batch_1.bin', 99)], 'too-few-records'],
		[
			'a test file and next to nothing to train on',
			[madeUpFile('a.bin', 5), madeUpFile('test.bin', 120)],
			'too-few-records'
		]
	])('refuses %s', (_, files, reason) => {
		expect(refusal(() => cifar10Splits(files)).reason).toBe(reason);
	});
});

// Real files are each reader's own and never part of the repository: this runs where somebody has put them.
const realFolder = process.env.CIFAR10_DIR ?? '../shared/data/cifar-10';
const readReal = (name: string): DataFile => ({ name, bytes: readFileSync(join(realFolder, name)) });

// The files are nobody's to redistribute: where they are absent there is nothing to test.
if (existsSync(join(realFolder, 'test_batch.bin')))
	describe('real CIFAR-10 files', () => {
		it('hold whole test pictures of all ten classes in like numbers', () => {
			const data = parseCifar10([readReal('test_batch.bin')]);
			expect(data.images).toHaveLength(imageCount(data) * 3072);
			expect(
				labelCounts(data.labels).every((n) => Math.abs(n - imageCount(data) / 10) < imageCount(data) / 50)
			).toBe(true);
		});

		it('divide into training, validation and test without losing a record', () => {
			const files = ['data_batch_1.bin', 'data_batch_2.bin', 'test_batch.bin'].map(readReal);
			const { splits } = cifar10Splits(files);
			const [train, validation, test] = [splits.train, splits.validation, splits.test].map(imageCount);
			expect(validation).toBe(2000);
			expect(RECORD * (train + validation + test)).toBe(files.reduce((sum, f) => sum + f.bytes.length, 0));
		});
	});

function labelCounts(labels: Uint8Array): number[] {
	const counts = Array<number>(10).fill(0);
	for (const label of labels) counts[label]++;
	return counts;
}

function randomBytes(length: number, seed: number): Uint8Array {
	const random = Random.fromSeed(seed);
	return Uint8Array.from({ length }, () => random.below(256));
}
