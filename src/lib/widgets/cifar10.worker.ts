/**
 * Reads and parses the reader's CIFAR-10 files off the main thread. One request, one answer; then the page ends it.
 */
import { cifar10Splits } from '#lib/data/cifar10.ts';
import type { FromCifar10Worker, ToCifar10Worker } from './cifar10-files.ts';

/** The whole of CIFAR-10 is 184 MB; what is far larger is something else, and is not read into memory. */
const MAX_TOTAL_BYTES = 400e6;

async function answer({ files }: ToCifar10Worker): Promise<FromCifar10Worker> {
	const total = files.reduce((sum, file) => sum + file.size, 0);
	if (total > MAX_TOTAL_BYTES)
		return {
			ok: false,
			error: `these files hold ${Math.round(total / 1e6)} MB; all of CIFAR-10 is 184 MB`
		};
	try {
		const read = await Promise.all(
			files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))
		);
		return { ok: true, ...cifar10Splits(read) };
	} catch (error) {
		// DataFileError speaks to the reader; the browser's own errors (a file moved or locked) do too.
		return { ok: false, error: (error as Error).message };
	}
}

async function reply(request: ToCifar10Worker): Promise<void> {
	const message = await answer(request);
	const transfer = message.ok
		? Object.values(message.splits).flatMap((part) => [part.images.buffer, part.labels.buffer])
		: [];
	postMessage(message, { transfer: transfer as ArrayBuffer[] });
}

addEventListener('message', (event: MessageEvent<ToCifar10Worker>) => void reply(event.data));
