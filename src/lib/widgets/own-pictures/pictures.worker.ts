/**
 * Reads, divides, keeps and holds the reader's own pictures, off the main thread. One set a worker: the page starts another to
 * read others, and ends this one once those are there.
 */
import type { DataFile } from '#lib/data/cifar10.ts';
import { DataFileError } from '#lib/data/data-file-error.ts';
import { imageAt, imageSize, type Dataset, type Splits } from '#lib/data/dataset.ts';
import { valueHistogram } from '#lib/data/histogram.ts';
import { readOwnFiles } from '#lib/data/own-files.ts';
import { ownSet, type OwnSet, type RawSet } from '#lib/data/own-set.ts';
import { readBytes } from '../read-bytes.ts';
import { decodePictures } from './decode-pictures.ts';
import { keepPictures, keptPictures } from './kept-pictures.ts';
import type { FromPicturesWorker, PicturesSummary, ToPicturesWorker } from './messages.ts';
import { SAMPLES_PER_CLASS } from './samples.ts';

/** All of CIFAR-10 is 184 MB; what is far larger is something else, and is not read into memory. */
const MAX_TOTAL_BYTES = 400e6;
/** Milliseconds between two words on how far the reading is. */
const PROGRESS_MS = 100;

let held: OwnSet | null = null;

const say = (message: FromPicturesWorker, transfer: Transferable[] = []): void =>
	postMessage(message, { transfer });

async function fileBytes(files: readonly File[]): Promise<DataFile[]> {
	const total = files.reduce((sum, { size }) => sum + size, 0);
	if (total > MAX_TOTAL_BYTES)
		throw new DataFileError(
			null,
			'too-large',
			`at most ${MAX_TOTAL_BYTES / 1e6} MB are read, these files hold ${Math.round(total / 1e6)} MB`
		);
	return readBytes(files, (progress) => say({ type: 'progress', what: 'MB', ...progress }));
}

async function read({ files, labels }: Extract<ToPicturesWorker, { type: 'read' }>): Promise<RawSet> {
	const found = readOwnFiles(await fileBytes(files), labels);
	if (found.kind === 'set') return found.set;
	const of = found.folders.pictures.length;
	return decodePictures(found.name, found.folders, sayPictures(of));
}

/** Says how many pictures are done, now and then. */
function sayPictures(of: number): (done: number) => void {
	let last = -Infinity;
	return (done) => {
		if (performance.now() - last < PROGRESS_MS && done < of) return;
		last = performance.now();
		say({ type: 'progress', what: 'pictures', done, of });
	};
}

const countsOf = ({ labels, classNames }: Dataset): number[] => {
	const counts = classNames.map(() => 0);
	for (const label of labels) counts[label]++;
	return counts;
};

function samplesOf(train: Dataset): Uint8Array {
	const size = imageSize(train);
	const samples = new Uint8Array(train.classNames.length * SAMPLES_PER_CLASS * size);
	const found = train.classNames.map(() => 0);
	train.labels.forEach((label, index) => {
		if (found[label] === SAMPLES_PER_CLASS) return;
		samples.set(imageAt(train, index), (label * SAMPLES_PER_CLASS + found[label]++) * size);
	});
	return samples;
}

function summaryOf({ name, splits, notes, hash }: OwnSet): PicturesSummary {
	const { train, validation, test } = splits;
	return {
		...{ name, notes, hash, classNames: train.classNames },
		counts: { train: countsOf(train), validation: countsOf(validation), test: countsOf(test) },
		samples: samplesOf(train),
		histogram: valueHistogram(train),
		bytes: [train, validation, test].reduce((sum, part) => sum + part.images.length + part.labels.length, 0)
	};
}

const copyOf = (data: Dataset): Dataset => ({
	...data,
	images: data.images.slice(),
	labels: data.labels.slice()
});

async function take(raw: RawSet): Promise<void> {
	const set = ownSet(raw, sayPictures(raw.pool.labels.length));
	held = set;
	say({ type: 'set', summary: summaryOf(set), unkept: await keepPictures(set) });
}

function give({ splits }: OwnSet): void {
	const { train, validation, test } = splits;
	const copy: Splits = { train: copyOf(train), validation: copyOf(validation), test: copyOf(test) };
	const buffers = Object.values(copy).flatMap(({ images, labels }: Dataset) => [
		images.buffer,
		labels.buffer
	]);
	say({ type: 'given', splits: copy }, buffers as ArrayBuffer[]);
}

async function answer(request: ToPicturesWorker): Promise<void> {
	try {
		switch (request.type) {
			case 'read':
				return await take(await read(request));
			case 'made':
				return await take({ pool: request.data, test: null, notes: [] });
			case 'load':
				held = await keptPictures();
				return say(held ? { type: 'set', summary: summaryOf(held), unkept: '' } : { type: 'nothing' });
			case 'give':
				if (!held) throw new Error('there are no pictures to give');
				return give(held);
			default:
				request satisfies never;
		}
	} catch (error) {
		// DataFileError speaks to the reader; the browser's own errors (a file moved or locked, no memory) do too.
		const { message } = error as Error;
		say({ type: 'refused', reason: error instanceof DataFileError ? error.reason : 'other', message });
	}
}

addEventListener('message', (event: MessageEvent<ToPicturesWorker>) => void answer(event.data));
