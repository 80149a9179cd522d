/** The page's side of reading CIFAR-10 files: a worker for the time of one reading. */
import type { Cifar10Splits } from '#lib/data/cifar10.ts';
import type { Splits } from '#lib/data/dataset.ts';

export interface ToCifar10Worker {
	readonly files: readonly File[];
}

export type FromCifar10Worker =
	({ readonly ok: true } & Cifar10Splits) | { readonly ok: false; readonly error: string };

/**
 * Parse the files into splits with buffers of their own.
 * @throws Error whose message says, in words for the reader, which file is wrong and how
 */
export function readCifar10(files: readonly File[]): Promise<Cifar10Splits> {
	const worker = new Worker(new URL('./cifar10.worker.ts', import.meta.url), { type: 'module' });
	return new Promise<Cifar10Splits>((resolve, reject) => {
		worker.addEventListener('message', (event: MessageEvent<FromCifar10Worker>) => {
			if (event.data.ok) resolve({ splits: event.data.splits, notes: event.data.notes });
			else reject(new Error(event.data.error));
		});
		worker.addEventListener('error', (event) =>
			reject(new Error(event.message || 'the file reader could not be loaded'))
		);
		worker.postMessage({ files } satisfies ToCifar10Worker);
	}).finally(() => worker.terminate());
}

/** Every buffer of the splits, to give away with them. */
export function splitBuffers(splits: Splits): Transferable[] {
	return Object.values(splits).flatMap((part) => [
		part.images.buffer as ArrayBuffer,
		part.labels.buffer as ArrayBuffer
	]);
}
