/** The page's side of reading a file: a worker for the time of one reading. */
import type { FromOpening } from './open.worker.ts';
import type { OpenedFile } from './opened-file.ts';

/** A few megabytes take far less; what takes longer has a file that is not what it says. */
const LIMIT_MS = 30_000;

/** @throws Error in words for the reader */
export function readFile(file: File): Promise<OpenedFile> {
	const worker = new Worker(new URL('./open.worker.ts', import.meta.url), { type: 'module' });
	let timer: ReturnType<typeof setTimeout>;
	return new Promise<OpenedFile>((resolve, reject) => {
		timer = setTimeout(
			() => reject(new Error(`reading it took longer than ${LIMIT_MS / 1000} seconds`)),
			LIMIT_MS
		);
		worker.onmessage = ({ data }: MessageEvent<FromOpening>) => {
			if (data.ok) resolve(data.file);
			else reject(new Error(data.error));
		};
		worker.onerror = (event) => reject(new Error(event.message || 'the reader of files could not be loaded'));
		worker.postMessage(file);
	}).finally(() => {
		clearTimeout(timer);
		worker.terminate();
	});
}
