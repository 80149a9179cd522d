import fc from 'fast-check';
import { describe, it } from 'vitest';
import { DataFileError } from '#lib/data/data-file-error.ts';
import { readOwnFiles } from '#lib/data/own-files.ts';
import { ownSet } from '#lib/data/own-set.ts';
import { pictureHeader } from '#lib/data/picture-header.ts';
import type { DataFile } from '#lib/data/cifar10.ts';
import { cifar100File, gzipped, idxImages, idxLabels, tarOf, zipOf } from './own-bytes.ts';

const RUNS = 10_000;

/** Reads as the page does. Whatever happens must be a set that fits together, or a refusal in words. */
function read(files: readonly DataFile[]): void {
	try {
		const found = readOwnFiles(files);
		if (found.kind === 'folders') {
			for (const { entry, label } of found.folders.pictures) {
				if (label >= found.folders.classNames.length) throw new Error(`label ${label} has no class`);
				pictureHeader(entry.path, entry.read());
			}
			return;
		}
		for (const data of [found.set.pool, found.set.test]) {
			if (!data) continue;
			if (data.images.length !== data.labels.length * 3072)
				throw new Error('images and labels differ in number');
			if (data.labels.some((label) => label >= data.classNames.length))
				throw new Error('a label has no class');
			if (new Set(data.classNames).size !== data.classNames.length)
				throw new Error('two classes have one name');
		}
		ownSet(found.set);
	} catch (error) {
		if (!(error instanceof DataFileError)) throw error;
		if (error.message.length < 10)
			throw new Error(`no words for the reader: ${error.message}`, { cause: error });
	}
}

/** Some bytes of a file overwritten, and perhaps its end cut off. */
const damage = fc.record({
	changes: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
	keep: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true }))
});

function damaged(
	{ name, bytes }: DataFile,
	{ changes, keep }: typeof damage extends fc.Arbitrary<infer T> ? T : never
): DataFile {
	const copy = bytes.slice(0, Math.ceil(bytes.length * keep));
	for (const [at, value] of changes) if (copy.length > 0) copy[at % copy.length] = value;
	return { name, bytes: copy };
}

const png = Uint8Array.from([
	...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
	...[0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0, 0, 0, 0, 0]
]);
const zip = zipOf({ 'a/1.png': png, 'b/2.png': png, 'b/._3.png': png });
const images = idxImages('x-images', 12, 3);
const labels = idxLabels('x-labels', [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);

describe(`${RUNS.toLocaleString('en')} strange files each`, () => {
	it('of any bytes', () => {
		const start = fc.constantFrom<readonly number[]>(
			[],
			[0, 0, 8, 3],
			[0, 0, 8, 1],
			[0x50, 0x4b, 3, 4],
			[0x1f, 0x8b, 8]
		);
		fc.assert(
			fc.property(start, fc.uint8Array({ maxLength: 200 }), (first, rest) =>
				read([{ name: 'any', bytes: Uint8Array.from([...first, ...rest]) }])
			),
			{ numRuns: RUNS }
		);
	});

	it('of damaged IDX pairs', () => {
		fc.assert(
			fc.property(damage, damage, (a, b) => read([damaged(images, a), damaged(labels, b)])),
			{ numRuns: RUNS }
		);
	});

	it('of damaged zip archives', () => {
		fc.assert(
			fc.property(damage, (d) => read([damaged(zip, d)])),
			{ numRuns: RUNS }
		);
	});

	it('of damaged gzip files', () => {
		const packed = gzipped(images);
		fc.assert(
			fc.property(damage, (d) => read([damaged(packed, d), labels])),
			{ numRuns: RUNS }
		);
	});

	it('of damaged tar archives', () => {
		const tar = {
			name: 'x.tar',
			bytes: tarOf([{ name: 'train.bin', bytes: new Uint8Array(40) }]).slice(0, 1024)
		};
		fc.assert(
			fc.property(damage, (d) => read([gzipped(damaged(tar, d))])),
			{ numRuns: RUNS }
		);
	});

	it('of damaged CIFAR-100 records', () => {
		const file = cifar100File('train.bin', 1);
		fc.assert(
			fc.property(damage, (d) => read([damaged(file, d)])),
			{ numRuns: RUNS }
		);
	});

	it('of damaged headers of pictures', () => {
		fc.assert(
			fc.property(damage, (d) => {
				const { bytes } = damaged({ name: 'x', bytes: png }, d);
				try {
					pictureHeader('x', bytes);
				} catch (error) {
					if (!(error instanceof DataFileError)) throw error;
				}
			}),
			{ numRuns: RUNS }
		);
	});
});
