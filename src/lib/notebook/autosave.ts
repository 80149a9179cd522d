/** The reader's text of each notebook, kept in this browser. Where storage is forbidden or full the page says so and goes on. */
import { parseSavedCells, type SavedCells } from './saved-cells.ts';

const key = (name: string): string => `notebook:${name}`;

/** Storage, or null where even naming it throws. */
function storage(): Storage | null {
	try {
		return globalThis.localStorage ?? null;
	} catch {
		return null;
	}
}

/** What is kept; null where there is nothing, or nothing that can be read. */
export function readAutosave(
	name: string,
	from: Pick<Storage, 'getItem'> | null = storage()
): SavedCells | null {
	try {
		const text = from?.getItem(key(name));
		if (!text) return null;
		const saved = parseSavedCells(JSON.parse(text));
		return saved.name === name ? saved : null;
	} catch {
		// Written by another version, or by hand: the page's own text is the fall-back.
		return null;
	}
}

/** @returns whether it was kept */
export function writeAutosave(saved: SavedCells, to: Pick<Storage, 'setItem'> | null = storage()): boolean {
	try {
		if (!to) return false;
		to.setItem(key(saved.name), JSON.stringify(saved));
		return true;
	} catch {
		return false;
	}
}

export function clearAutosave(name: string, from: Pick<Storage, 'removeItem'> | null = storage()): void {
	try {
		from?.removeItem(key(name));
	} catch {
		// Nothing was kept, then.
	}
}
