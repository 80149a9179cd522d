/**
 * What a browser kept for the course, brought back from the file that it was saved to. What this browser has already under the
 * same name stays as it is; a file that is wrong anywhere changes nothing.
 */
import { keys, setMany } from 'idb-keyval';
import { parseKeptValue, type BroughtBack } from '#lib/run/parse-kept.ts';
import { withLab } from '#lib/site/kept-here.ts';
import { decodeKept } from '#lib/site/kept-file.ts';
import { ownNames } from '#lib/site/stored.ts';

/** The two stores, as far as they are used here. */
export interface Stores {
	readonly texts: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
	readonly lab: {
		keys(): Promise<readonly string[]>;
		setMany(entries: [string, unknown][]): Promise<void>;
	};
}

/** Names, as the stores have them. */
export interface BackAgain {
	readonly brought: readonly string[];
	readonly stayed: readonly string[];
}

/**
 * @throws Error saying what was expected and what came, or in the browser's words why it cannot keep it; then nothing has changed
 */
export async function bringBack(text: string, stores: Stores): Promise<BackAgain> {
	const file = decodeKept(text);
	const names = [...file.texts.keys()];
	const own = new Set(ownNames('localStorage', names));
	const foreign = names.find((name) => !own.has(name));
	if (foreign !== undefined) throw new TypeError(`${foreign}: the course keeps nothing under this name`);
	const values: BroughtBack[] = [...file.lab].map(([key, value]) => parseKeptValue(key, value));

	const there = new Set(await stores.lab.keys());
	const newValues = values.filter(({ key }) => !there.has(key));
	const newTexts = [...file.texts].filter(([name]) => stores.texts.getItem(name) === null);
	const written: string[] = [];
	try {
		for (const [name, value] of newTexts) {
			stores.texts.setItem(name, value);
			written.push(name);
		}
		if (newValues.length > 0) await stores.lab.setMany(newValues.map(({ key, value }) => [key, value]));
	} catch (cause) {
		for (const name of written) stores.texts.removeItem(name);
		throw cause;
	}
	const brought = [...written, ...newValues.map(({ key }) => key)];
	const isNew = new Set(brought);
	return { brought, stayed: [...names, ...values.map(({ key }) => key)].filter((name) => !isNew.has(name)) };
}

/** What a reader calls things that there may be several of. A network belongs to its run. */
const KINDS: Readonly<Record<string, string>> = { run: 'run', aside: 'unfinished run', notebook: 'notebook' };

/** Names of stored things for the reader: one by one, or counted where there may be several. */
export function inWords(names: readonly string[]): string {
	const counts = new Map<string, number>();
	for (const name of names) {
		const [prefix] = name.split(':');
		if (prefix !== 'network') counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
	}
	const words = [...counts].map(([prefix, count]) =>
		Object.hasOwn(KINDS, prefix) ? `${count} ${KINDS[prefix]}${count === 1 ? '' : 's'}` : prefix
	);
	return words.length > 0 ? words.join(', ') : 'nothing';
}

/** bringBack with this browser's own stores. */
export const bringBackHere = (text: string): Promise<BackAgain> =>
	withLab((store) =>
		bringBack(text, {
			texts: localStorage,
			lab: { keys: () => keys<string>(store), setMany: (values) => setMany(values, store) }
		})
	);
