/** Reads one file off the main thread: what hangs or fails here takes nothing else with it. The page ends it. */
import { readOpenedFile, requireSize, type OpenedFile } from './opened-file.ts';

export type FromOpening =
	{ readonly ok: true; readonly file: OpenedFile } | { readonly ok: false; readonly error: string };

async function read(file: File): Promise<FromOpening> {
	try {
		requireSize(file.size);
		return { ok: true, file: readOpenedFile(file.name, new Uint8Array(await file.arrayBuffer())) };
	} catch (cause) {
		return { ok: false, error: (cause as Error).message };
	}
}

addEventListener(
	'message',
	({ data }: MessageEvent<File>) => void read(data).then((said) => postMessage(said))
);
