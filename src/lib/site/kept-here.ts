/** What this browser keeps for the site now: shown, saved to a file, deleted. Where storage is refused there is nothing. */
import { createStore, entries, type UseStore } from 'idb-keyval';
import { encodeKept } from './kept-file.ts';
import { ownCaches, ownNames, type StoredThing } from './stored.ts';

/** What is kept, by kind: the names that this site has written and that are there. */
export type KeptHere = Readonly<Record<StoredThing['kind'], readonly string[]>>;

/** An answer, or `otherwise` where the browser refuses even the question. */
async function orElse<T>(ask: () => T | Promise<T>, otherwise: T): Promise<T> {
	try {
		return await ask();
	} catch {
		return otherwise;
	}
}

/** @param scope the address of the site's folder */
export async function keptHere(scope: string): Promise<KeptHere> {
	const databases = await orElse(
		async () => (await indexedDB.databases()).map(({ name }) => name ?? ''),
		[] as string[]
	);
	return {
		localStorage: ownNames('localStorage', await orElse(() => Object.keys(localStorage), [])),
		sessionStorage: ownNames('sessionStorage', await orElse(() => Object.keys(sessionStorage), [])),
		IndexedDB: ownNames('IndexedDB', databases),
		'Cache storage': ownCaches(await orElse(() => caches.keys(), []), scope)
	};
}

/** Works with the lab's database, and closes it again: while it is open it cannot be deleted. */
export async function withLab<T>(work: (store: UseStore) => Promise<T>): Promise<T> {
	const store = createStore('a-word-for-every-pixel', 'lab');
	try {
		return await work(store);
	} finally {
		await store('readonly', ({ transaction }) => transaction.db.close());
	}
}

/** Progress, notebooks and runs as one text. The reader's pictures are not in it: they are files of the reader's own. */
export async function keptAsJson(kept: KeptHere): Promise<string> {
	const lab = kept.IndexedDB.includes('a-word-for-every-pixel')
		? await withLab((store) => entries(store))
		: [];
	return encodeKept({
		texts: new Map(kept.localStorage.map((key) => [key, localStorage.getItem(key) ?? ''])),
		lab: new Map(lab.map(([key, value]) => [String(key), value]))
	});
}

function deleteDatabase(name: string): Promise<boolean> {
	return new Promise((resolve) => {
		const request = indexedDB.deleteDatabase(name);
		request.onsuccess = () => resolve(true);
		request.onerror = () => resolve(false);
		// Another tab holds it open; the browser deletes it when that one is closed.
		request.onblocked = () => resolve(false);
	});
}

/** Removes the copy for offline use. */
export async function removeCopy(scope: string): Promise<void> {
	const registration = await orElse(() => navigator.serviceWorker.getRegistration(scope), undefined);
	if (registration?.scope === scope) await registration.unregister();
	const names = await orElse(() => caches.keys(), []);
	await Promise.all(ownCaches(names, scope).map((name) => caches.delete(name)));
}

/** @returns the names of what could not be deleted now; empty when all is gone */
export async function deleteKept(kept: KeptHere, scope: string): Promise<string[]> {
	for (const key of kept.localStorage) localStorage.removeItem(key);
	for (const key of kept.sessionStorage) sessionStorage.removeItem(key);
	const gone = await Promise.all(kept.IndexedDB.map(deleteDatabase));
	await removeCopy(scope);
	return kept.IndexedDB.filter((_, i) => !gone[i]);
}
