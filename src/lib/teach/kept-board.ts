/** A teacher's board in this browser, where the teacher asked for that: the texts of the files, in a store of its own. */
import { createStore, del, get, set, type UseStore } from 'idb-keyval';

export interface KeptFile {
	readonly path: string;
	readonly text: string;
}

const KEY = 'files';

let opened: UseStore | undefined;
const store = (): UseStore => (opened ??= createStore('a-word-for-every-pixel-board', 'board'));

/** @returns no file where none is kept, or the browser refuses */
export async function readKeptBoard(): Promise<readonly KeptFile[]> {
	try {
		const files = await get<unknown>(KEY, store());
		return Array.isArray(files) ? files.filter(isKeptFile) : [];
	} catch {
		return [];
	}
}

const isKeptFile = (data: unknown): data is KeptFile =>
	typeof (data as KeptFile | null)?.path === 'string' && typeof (data as KeptFile).text === 'string';

/** @throws Error in the browser's words where it refuses */
export const keepBoard = (files: readonly KeptFile[]): Promise<void> => set(KEY, files, store());

export const forgetBoard = (): Promise<void> => del(KEY, store());
