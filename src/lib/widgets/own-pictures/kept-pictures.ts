/** The reader's own pictures in this browser's IndexedDB: one set, in a database of its own, so that it can go as a whole. */
import { clear, createStore, get, set, type UseStore } from 'idb-keyval';
import type { OwnSet } from '#lib/data/own-set.ts';

const SET = 'set';
let opened: UseStore | undefined;
const store = (): UseStore => (opened ??= createStore('a-word-for-every-pixel: pictures', 'own'));

interface KeptSet {
	readonly version: 1;
	readonly set: OwnSet;
}

/** @returns why it was not kept, for the reader; empty when it was */
export async function keepPictures(pictures: OwnSet): Promise<string> {
	try {
		await set(SET, { version: 1, set: pictures } satisfies KeptSet, store());
		return '';
	} catch (cause) {
		const { name, message } = cause as Error;
		return name === 'QuotaExceededError'
			? 'this browser gives the page no more room'
			: `this browser does not keep data for the page (${message || name})`;
	}
}

/** What is kept; null where there is nothing, or nothing that this page can read. */
export async function keptPictures(): Promise<OwnSet | null> {
	const kept = await get<KeptSet>(SET, store()).catch(() => undefined);
	return kept?.version === 1 && kept.set?.splits?.train?.images instanceof Uint8Array ? kept.set : null;
}

/** @throws Error when the browser refuses */
export const forgetPictures = (): Promise<void> => clear(store());
