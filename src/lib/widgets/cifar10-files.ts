/** The page's side of reading CIFAR-10 files: a worker for the time of one reading. */
import type { Cifar10Counts, Cifar10Splits } from '#lib/data/cifar10.ts';
import type { Splits } from '#lib/data/dataset.ts';

/** Files that have been read once without complaint. */
export interface AcceptedFiles extends Cifar10Counts {
	readonly files: readonly File[];
}

export interface ToCifar10Worker {
	readonly files: readonly File[];
	/** The pictures, or only how many there are. */
	readonly want: 'splits' | 'counts';
}

/** Megabytes read, of all. */
export interface ReadingProgress {
	readonly done: number;
	readonly of: number;
}

export type FromCifar10Worker =
	| ({ readonly type: 'progress' } & ReadingProgress)
	| ({ readonly type: 'splits' } & Cifar10Splits)
	| ({ readonly type: 'counts' } & Cifar10Counts)
	| { readonly type: 'refused'; readonly error: string };

type Wanted<T extends ToCifar10Worker['want']> = Extract<FromCifar10Worker, { type: T }>;

interface Options {
	readonly onprogress?: (progress: ReadingProgress) => void;
	/** Ends the reading. */
	readonly signal?: AbortSignal;
}

/** What the reader hears when a reading was cancelled. */
export const CANCELLED = 'reading was cancelled';

/**
 * @throws Error whose message says, in words for the reader, which file is wrong and how
 */
function ask<T extends ToCifar10Worker['want']>(
	files: readonly File[],
	want: T,
	{ onprogress, signal }: Options = {}
): Promise<Wanted<T>> {
	const worker = new Worker(new URL('./cifar10.worker.ts', import.meta.url), { type: 'module' });
	return new Promise<Wanted<T>>((resolve, reject) => {
		signal?.addEventListener('abort', () => reject(new Error(CANCELLED)));
		worker.addEventListener('message', ({ data }: MessageEvent<FromCifar10Worker>) => {
			if (data.type === 'progress') onprogress?.(data);
			else if (data.type === 'refused') reject(new Error(data.error));
			// The worker answers what it was asked for.
			else resolve(data as Wanted<T>);
		});
		worker.addEventListener('error', (event) =>
			reject(new Error(event.message || 'the file reader could not be loaded'))
		);
		worker.postMessage({ files, want } satisfies ToCifar10Worker);
	}).finally(() => worker.terminate());
}

/** Parse the files into splits with buffers of their own. */
export const readCifar10 = (files: readonly File[], options?: Options): Promise<Cifar10Splits> =>
	ask(files, 'splits', options);

/** Look through the files without keeping a picture of them. */
export const countCifar10 = (files: readonly File[], options?: Options): Promise<Cifar10Counts> =>
	ask(files, 'counts', options);

/** Every buffer of the splits, to give away with them. */
export function splitBuffers(splits: Splits): Transferable[] {
	return Object.values(splits).flatMap((part) => [
		part.images.buffer as ArrayBuffer,
		part.labels.buffer as ArrayBuffer
	]);
}
