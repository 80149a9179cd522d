/** What can follow what the reader has typed: names of the library and of the other cells. Pure. */

import { LIBRARY_NAMES } from './library-names.ts';

/** One thing a cell can call. */
export interface ApiName {
	/** `core`, `data`, `engines`, `lab`, `draw`, `run`; empty for names that stand alone. */
	readonly room: string;
	readonly name: string;
	/** As TypeScript writes it. */
	readonly signature: string;
	/** Its first sentences. */
	readonly text: string;
}

export interface Completions {
	/** What stands before the cursor of the name to be completed. */
	readonly typed: string;
	readonly names: readonly ApiName[];
}

const plain = (name: string, text: string): ApiName => ({ room: '', name, signature: '', text });

/**
 * @param before text before the cursor
 * @param explicit whether the reader asked, so that an empty word is completed too
 * @param api everything the library has
 * @param cellNames names that other cells define
 */
export function completionsAt(
	before: string,
	explicit: boolean,
	api: readonly ApiName[],
	cellNames: readonly string[]
): Completions | null {
	const member = /(?:^|[^.\w$])([\w$]+)\.([\w$]*)$/.exec(before);
	if (member) {
		const names = api.filter(({ room }) => room === member[1]);
		return names.length > 0 ? { typed: member[2], names } : null;
	}
	const word = /(?:^|[^.\w$])([\w$]*)$/.exec(before);
	if (!word || (word[1] === '' && !explicit)) return null;
	const rooms = [...LIBRARY_NAMES].filter((name) => api.some(({ room }) => room === name));
	return {
		typed: word[1],
		names: [
			...cellNames.map((name) => plain(name, 'of another cell')),
			...rooms.map((room) => plain(room, 'the library')),
			...api.filter(({ room }) => room === '')
		]
	};
}
