/**
 * A learning platform for the tests: it has one package unpacked, answers with files named in full and nothing else (as Moodle
 * does), or by a file's last name alone (as Open edX's proxy does), and shows it in a frame below an API.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { filesUnder } from '../../scripts/files.mjs';
import { PACKAGE_PROGRAMS } from '../../scripts/package/packages.mjs';

const TYPES: Readonly<Record<string, string>> = {
	css: 'text/css',
	html: 'text/html',
	js: 'text/javascript',
	json: 'application/json',
	svg: 'image/svg+xml',
	wasm: 'application/wasm'
};
const CONTENT = '/content/7/';
const AGAIN = createRequire(import.meta.url)
	.resolve('scorm-again/scorm12/min')
	.replace('/dist/', '/dist/esm/');

/** The frame's page around the package. What the platform keeps of a learner is in its own storage. */
const shell = (start: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A learning platform</title>
<style>body { margin: 0 } h1 { font: 1rem sans-serif } iframe { width: 100%; height: 90vh; border: 0 }</style></head>
<body><main><h1>A learning platform</h1><button id="leave">Leave the activity</button><iframe title="The activity"></iframe></main>
<script type="module">
	import { strictLms } from '/strict-lms.js';
	import { Scorm12API } from '/scorm-again.js';
	const query = new URLSearchParams(location.search);
	const learner = query.get('learner') ?? '';
	const kept = JSON.parse(localStorage.getItem('lms ' + learner) ?? '{}');
	kept['cmi.core.student_id'] = learner;
	if (query.get('api') === 'strict') {
		window.lms = strictLms(kept, { again: query.has('again') });
		window.kept = kept;
		window.API = window.lms.API;
	} else if (query.get('api') === 'scorm-again') {
		window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
		window.API.loadFromFlattenedJSON(kept);
	}
	for (const name of ['LMSCommit', 'LMSFinish'])
		if (window.API) {
			const call = window.API[name].bind(window.API);
			window.API[name] = (argument) => {
				const answer = call(argument);
				localStorage.setItem('lms ' + learner, JSON.stringify(kept));
				return answer;
			};
		}
	const frame = document.querySelector('iframe');
	frame.src = ${JSON.stringify(CONTENT + start)};
	document.querySelector('button').onclick = () => frame.remove();
</script></body></html>`;

export interface Lms {
	/** The platform's page; `api` is strict, scorm-again or none. */
	readonly address: string;
	readonly content: string;
	/** Addresses that were asked for and are not there. */
	readonly missing: string[];
	close(): Promise<void>;
}

/** @param byLastName as Open edX finds files: by the last part of the address, wherever in the package */
export async function startLms(zip: Uint8Array, { byLastName = false } = {}): Promise<Lms> {
	const files = new Map(Object.entries(unzipSync(zip)));
	const names = new Map([...files.keys()].map((path) => [path.slice(path.lastIndexOf('/') + 1), path]));
	const manifest = Buffer.from(files.get('imsmanifest.xml') ?? []).toString('utf8');
	const start = /adlcp:scormtype="sco" href="([^"]+)"/.exec(manifest)?.[1] ?? 'no start';
	const own = new Map<string, [string, string | Buffer]>([
		['/', ['html', shell(start)]],
		['/strict-lms.js', ['js', readFileSync('tests/teach/strict-lms.js')]],
		['/scorm-again.js', ['js', readFileSync(AGAIN)]],
		['/favicon.ico', ['svg', '']]
	]);
	const missing: string[] = [];
	const server = createServer((request, response) => {
		const path = decodeURIComponent(new URL(request.url ?? '/', 'http://lms').pathname);
		const asked = path.startsWith(CONTENT) ? path.slice(CONTENT.length) : null;
		const name = asked && byLastName ? (names.get(asked.slice(asked.lastIndexOf('/') + 1)) ?? '') : asked;
		const found =
			name === null
				? own.get(path)
				: files.has(name)
					? ([name.split('.').at(-1), files.get(name)] as const)
					: null;
		if (!found) missing.push(path);
		response.writeHead(found ? 200 : 404, {
			'Content-Type': TYPES[found?.[0] ?? ''] ?? 'application/octet-stream'
		});
		response.end(found?.[1]);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	return {
		address,
		content: address + CONTENT.slice(1),
		missing,
		close: () => {
			server.closeAllConnections();
			return new Promise((done) => server.close(() => done()));
		}
	};
}

/** The built site's files, which packages are made of. */
export const builtSite = (): Map<string, Uint8Array> =>
	new Map(
		filesUnder(join(process.cwd(), 'build')).map((path) => [
			path.slice(join(process.cwd(), 'build').length + 1).replaceAll('\\', '/'),
			readFileSync(path)
		])
	);

/** The programs that the packager adds. */
export const packagePrograms = (): Map<string, Uint8Array> =>
	new Map(PACKAGE_PROGRAMS.map((name) => [name, readFileSync(join('src/lib/teach', name))]));
