/**
 * Reads and parses the reader's CIFAR-10 files off the main thread. One request, one answer; then the page ends it.
 */
import { cifar10Counts, cifar10Splits, type DataFile } from '#lib/data/cifar10.ts';
import { splitBuffers, type FromCifar10Worker, type ToCifar10Worker } from './cifar10-files.ts';
import { readBytes } from './read-bytes.ts';

/** The whole of CIFAR-10 is 184 MB; what is far larger is something else, and is not read into memory. */
const MAX_TOTAL_BYTES = 400e6;

const say = (message: FromCifar10Worker, transfer: Transferable[] = []): void =>
	postMessage(message, { transfer });

async function answer({ files, want }: ToCifar10Worker): Promise<void> {
	const total = files.reduce((sum, file) => sum + file.size, 0);
	if (total > MAX_TOTAL_BYTES) {
		const error = `these files hold ${Math.round(total / 1e6)} MB; all of CIFAR-10 is 184 MB`;
		return say({ type: 'refused', error });
	}
	try {
		const read: DataFile[] = await readBytes(files, (progress) => say({ type: 'progress', ...progress }));
		if (want === 'counts') return say({ type: 'counts', ...cifar10Counts(read) });
		const { splits, notes } = cifar10Splits(read);
		return say({ type: 'splits', splits, notes }, splitBuffers(splits));
	} catch (error) {
		// DataFileError speaks to the reader; the browser's own errors (a file moved or locked) do too.
		return say({ type: 'refused', error: (error as Error).message });
	}
}

addEventListener('message', (event: MessageEvent<ToCifar10Worker>) => void answer(event.data));
