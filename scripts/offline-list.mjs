// Writes the list of what is kept for offline use in front of the built service worker: every file of the site with its hash.
// Kit's own list knows neither the training worker nor its wasm. It refuses a copy over the limit: what is large and seldom wanted
// belongs to ON_USE.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readArguments } from './arguments.mjs';
import { filesUnder, root } from './files.mjs';

/** As a host sends them, compressed where hosts compress. */
export const LIMIT_BYTES = 6_000_000;
const COMPRESSED = /\.(css|html|js|json|svg|txt|wasm|webmanifest)$/;

/** Kept once they were used: onnxruntime, which only the comparison of speeds asks for; float networks; the code behind figures. */
const ON_USE = /^source\/|\/ort-wasm[\w.-]*\.wasm$|\.awep$/;
/** Of no page: the worker itself, SvelteKit's question for a newer version, notes of the build. */
const LEFT_OUT = /^(service-worker\.js|_app\/version\.json|_app\/env\.js)$|\.map$/;

/** The path under which pages ask for a file. */
const asked = (path) => path.replace(/(^|\/)index\.html$/, '$1');

function entry(folder, path) {
	const content = readFileSync(join(folder, path));
	const hash = createHash('sha256').update(content).digest().subarray(0, 12).toString('base64url');
	const sent = COMPRESSED.test(path) ? gzipSync(content).length : content.length;
	return { file: [asked(path), hash, content.length], sent };
}

/**
 * @param {string} folder a built site
 * @returns {{ list: import('../src/lib/site/copy-list.ts').CopyList, bytes: number, sent: number }} the bytes of the files that are
 * fetched at once, and how many travel
 */
export function offlineList(folder) {
	const paths = filesUnder(folder)
		.map((path) => relative(folder, path).split(sep).join('/'))
		.filter((path) => !LEFT_OUT.test(path));
	const atOnce = paths.filter((path) => !ON_USE.test(path)).map((path) => entry(folder, path));
	const onUse = paths.filter((path) => ON_USE.test(path)).map((path) => entry(folder, path));
	const files = atOnce.map(({ file }) => file);
	const version = createHash('sha256')
		.update(JSON.stringify([files, onUse.map(({ file }) => file)]))
		.digest('base64url')
		.slice(0, 12);
	const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);
	return {
		list: { version, files, onUse: onUse.map(({ file }) => file) },
		bytes: sum(files.map(([, , bytes]) => bytes)),
		sent: sum(atOnce.map(({ sent }) => sent))
	};
}

const FIRST_LINE = /^const OFFLINE_COPY = .*\n/;

/**
 * Writes the list, in place of an earlier one.
 * @throws Error when the copy is too large, or the folder has no service worker
 */
export function writeOfflineList(folder) {
	const worker = join(folder, 'service-worker.js');
	if (!existsSync(worker)) throw new Error(`There is no ${worker}`);
	const { list, bytes, sent } = offlineList(folder);
	if (sent > LIMIT_BYTES)
		throw new Error(`The copy for offline use would be ${sent} bytes to fetch, at most ${LIMIT_BYTES}`);
	const code = readFileSync(worker, 'utf8').replace(FIRST_LINE, '');
	writeFileSync(worker, `const OFFLINE_COPY = ${JSON.stringify(list)};\n${code}`);
	return { files: list.files.length, bytes, sent, version: list.version };
}

if (process.argv[1]?.endsWith('offline-list.mjs')) {
	const { positionals } = readArguments(
		`Usage: node scripts/offline-list.mjs [FOLDER]

Lists every file of the built site (default: build) in its service worker, which keeps them for offline use.
To be run again after a file of the built site was changed or removed.`,
		{ allowPositionals: true }
	);
	const { files, bytes, sent, version } = writeOfflineList(positionals[0] ?? join(root, 'build'));
	const megabytes = (count) => `${(count / 1e6).toFixed(2)} MB`;
	console.log(
		`offline: ${files} files, ${megabytes(bytes)}, ${megabytes(sent)} to fetch, version ${version}`
	);
}
