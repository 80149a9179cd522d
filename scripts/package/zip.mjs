// Writes a zip that depends on nothing but the files in it: the same names and bytes give the same archive, whatever the
// clock, the time zone or the order of the folder. It refuses names that a system could not unpack or that would leave the folder.

import { zipSync } from 'fflate';

/** Zips count from 1980 in local time; the local constructor makes it the same date in every time zone. */
const DATE = new Date(1980, 0, 1);
const UNIX = 3;
const REGULAR_FILE = 0o100644;
const PROGRAM = 0o100755;
/** Pictures, fonts and zips are compressed already. */
const STORED = /\.(png|jpg|webp|woff2?|zip)$/;

/** @throws RangeError for a name that is absolute, leaves the folder, or that Windows cannot write */
function checkName(name) {
	const parts = name.split('/');
	if (
		parts.some(
			(part) => part === '' || part === '.' || part === '..' || /[<>:"\\|?*\0-\x1f]|[. ]$/.test(part)
		)
	)
		throw new RangeError(`a file in a zip needs a plain relative name, got ${JSON.stringify(name)}`);
}

/**
 * @param {ReadonlyMap<string, Uint8Array>} files name with / between -> content
 * @param {ReadonlySet<string>} programs names that a system may run
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function zipOf(files, programs = new Set()) {
	const names = [...files.keys()].sort((a, b) => (a < b ? -1 : 1));
	names.forEach(checkName);
	const entries = names.map((name) => {
		const mode = programs.has(name) ? PROGRAM : REGULAR_FILE;
		return [
			name,
			[files.get(name), { level: STORED.test(name) ? 0 : 9, mtime: DATE, os: UNIX, attrs: mode << 16 }]
		];
	});
	return zipSync(Object.fromEntries(entries));
}
