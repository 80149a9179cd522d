/** A host that sends files with their types and nothing else, as many free ones do: no isolation, no policy. It can be stopped. */
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
	'.css': 'text/css',
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.json': 'application/json',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.wasm': 'application/wasm',
	'.webmanifest': 'application/manifest+json',
	'.woff2': 'font/woff2'
};

export interface PlainHost {
	/** Of the site's first page, with a slash at its end. */
	readonly address: string;
	/** What it serves from the next request on. */
	folder: string;
	/** As if its cable had been pulled. */
	stop(): Promise<void>;
}

/** Serves `folder` under a path, as a course host would. */
export async function plainHost(folder: string, base = '/courses/pixels/'): Promise<PlainHost> {
	const server = createServer((request, response) => {
		const path = decodeURIComponent((request.url ?? '').split('?')[0]);
		const inside = path.slice(base.length);
		const file = join(host.folder, inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside);
		if (!path.startsWith(base) || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
			response.writeHead(404).end('not here');
			return;
		}
		response.writeHead(200, {
			'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
			// The least favourable habit: browsers may keep everything for ten minutes.
			'Cache-Control': 'max-age=600'
		});
		response.end(readFileSync(file));
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	const host: PlainHost = {
		address: `http://127.0.0.1:${port}${base}`,
		folder,
		stop: () =>
			new Promise((stopped) => {
				server.close(() => stopped());
				server.closeAllConnections();
			})
	};
	return host;
}
