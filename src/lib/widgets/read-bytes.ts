/** Files as bytes, one after the other, with a word on how far it is. Runs in workers. */
import type { DataFile } from '#lib/data/cifar10.ts';

/** Bytes in a megabyte, as file managers count. */
const MEGABYTE = 1e6;

/**
 * @param onprogress hears after each file how many megabytes are read, of all
 * @throws Error of the browser's where a file was moved or locked
 */
export async function readBytes(
	files: readonly File[],
	onprogress: (progress: { readonly done: number; readonly of: number }) => void
): Promise<DataFile[]> {
	const of = Math.round(files.reduce((sum, { size }) => sum + size, 0) / MEGABYTE);
	const read: DataFile[] = [];
	let bytes = 0;
	for (const file of files) {
		read.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
		bytes += file.size;
		onprogress({ done: Math.round(bytes / MEGABYTE), of });
	}
	return read;
}
