// Answers "has anything under these paths changed since the stamp was written?" by content, not by clock: a checkout
// or a copy touches every modification time. It refuses to follow links and never writes outside the stamp it is given.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, whatever folder the command was typed in. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Every file under `path`, sorted; a file is its own list; what does not exist is an empty one. */
export function filesUnder(path) {
	const entry = statSync(path, { throwIfNoEntry: false });
	if (!entry) return [];
	if (entry.isFile()) return [path];
	return readdirSync(path, { withFileTypes: true })
		.filter((child) => child.isDirectory() || child.isFile())
		.flatMap((child) => filesUnder(join(path, child.name)))
		.sort();
}

/** One hash over the names and contents of everything under `paths` (relative to the root). */
export function fingerprint(paths) {
	const hash = createHash('sha256').update(process.versions.modules);
	for (const path of paths.flatMap((each) => filesUnder(join(root, each)))) {
		hash.update(`\0${relative(root, path)}\0`).update(readFileSync(path));
	}
	return hash.digest('hex');
}

/** Left by `npm run build`: the fingerprint of what build/ was made from. */
export const buildStamp = join(root, '.cache/build.stamp');

/** One hash over all that the site is made from, configuration at the root included. */
export function siteFingerprint() {
	const configuration = readdirSync(root).filter(
		(name) => /\.(js|ts|json)$/.test(name) && !/^(eslint|playwright)/.test(name)
	);
	return fingerprint([
		'content',
		'scripts/page-styles.mjs',
		'scripts/prose',
		'src',
		'static',
		...configuration.sort()
	]);
}

/** The text of a stamp, or null where none was written. */
export function readStamp(path) {
	return statSync(path, { throwIfNoEntry: false }) ? readFileSync(path, 'utf8') : null;
}

export function writeStamp(path, text) {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
}
