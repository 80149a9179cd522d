// A small static server for a built site, in one file without dependencies, so that it can go into a classroom by itself.
// It refuses to list folders, to leave its folder, to write anything, and to answer other methods than GET and HEAD.

import { createReadStream, realpathSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

const usage = `Usage: node serve.mjs [FOLDER] [--port N] [--host NAME] [--base /PATH/]

Serves FOLDER (default: build) on http://localhost:4173.

  --port N       another port; the PORT variable does the same
  --host NAME    localhost (default, this machine only) or an address; 0.0.0.0 lets the whole network in
  --base /PATH/  answer under this path only, as a course host would`;

const TYPES = {
	'.bin': 'application/octet-stream',
	'.css': 'text/css; charset=utf-8',
	'.csv': 'text/csv; charset=utf-8',
	'.html': 'text/html; charset=utf-8',
	'.ico': 'image/x-icon',
	'.jpg': 'image/jpeg',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.map': 'application/json; charset=utf-8',
	'.md': 'text/markdown; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.pdf': 'application/pdf',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.txt': 'text/plain; charset=utf-8',
	'.wasm': 'application/wasm',
	'.webmanifest': 'application/manifest+json',
	'.webp': 'image/webp',
	'.woff2': 'font/woff2',
	'.xml': 'application/xml; charset=utf-8',
	'.zip': 'application/zip'
};
const COMPRESSIBLE = /^text\/|json|xml|wasm/;
const COMPRESS_FROM_BYTES = 1024;

/** What a script may load where it is a worker; pages have a policy of their own inside. The same as src/lib/site/headers.ts. */
const WORKER_POLICY =
	"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";

/** The camera is for the reader's own pictures; nothing else is ever asked for. */
const PERMISSIONS_POLICY =
	'camera=(self), fullscreen=(self), accelerometer=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), ' +
	'magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=()';

/**
 * Together the first three make the page cross-origin isolated: exact clocks and shared memory, which timing and threads need.
 */
const ISOLATION = {
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Embedder-Policy': 'require-corp',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Permissions-Policy': PERMISSIONS_POLICY
};
/** A sandboxed frame has no origin, so Firefox takes the page's own file in it for another site's; it holds nothing to guard. */
const FRAME_PATH = 'notebook/frame.html';
const FRAME = { 'Cross-Origin-Resource-Policy': 'cross-origin' };

/** The file's size and time, or null where there is no such file. */
async function fileAt(path) {
	const found = await stat(path).catch((error) => {
		if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(error.code)) return null;
		throw error;
	});
	return found?.isFile() ? { path, size: found.size, modified: found.mtimeMs } : null;
}

/** A URL's path as a path inside `folder`, or null where it is malformed or would lead outside. */
function pathInside(folder, urlPath) {
	let decoded;
	try {
		decoded = decodeURIComponent(urlPath);
	} catch {
		return null;
	}
	if (decoded.includes('\0') || decoded.split(/[/\\]/).includes('..')) return null;
	const path = join(folder, decoded);
	return path === folder || path.startsWith(folder + sep) ? path : null;
}

/** As small as one may send it without making the reader wait for the packing. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
/** Ways to compress, the smallest first, by the names that browsers give them. */
const ENCODINGS = [
	{ name: 'br', packer: () => createBrotliCompress(BROTLI) },
	{ name: 'gzip', packer: () => createGzip({ level: 6 }) }
];

/** The best way to compress that the browser reads, or undefined. */
function encodingFor(request) {
	const accepted = request.headers['accept-encoding'] ?? '';
	return ENCODINGS.find(({ name }) =>
		new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepted)
	);
}

function sendText(response, status, text, headers = {}) {
	response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...ISOLATION, ...headers });
	response.end(response.req.method === 'HEAD' ? undefined : `${text}\n`);
}

function sendFile(request, response, file, status, cacheControl) {
	const type = TYPES[extname(file.path).toLowerCase()] ?? 'application/octet-stream';
	// Weak, because the same tag names the plain and the compressed bytes.
	const tag = `W/"${file.size.toString(36)}-${Math.round(file.modified).toString(36)}"`;
	const isFrame = file.path.split(sep).join('/').endsWith(`/${FRAME_PATH}`);
	const headers = {
		...ISOLATION,
		...(isFrame ? FRAME : {}),
		...(type.startsWith('text/javascript') ? { 'Content-Security-Policy': WORKER_POLICY } : {}),
		...{ 'Cache-Control': cacheControl, ETag: tag, Vary: 'Accept-Encoding' }
	};
	const known = request.headers['if-none-match']?.split(/\s*,\s*/);
	if (status === 200 && known?.some((each) => each === tag || each === '*')) {
		response.writeHead(304, headers);
		response.end();
		return;
	}
	const isWorthIt = COMPRESSIBLE.test(type) && file.size >= COMPRESS_FROM_BYTES;
	const encoding = isWorthIt ? encodingFor(request) : undefined;
	response.writeHead(status, {
		...headers,
		'Content-Type': type,
		...(encoding ? { 'Content-Encoding': encoding.name } : { 'Content-Length': file.size })
	});
	if (request.method === 'HEAD') {
		response.end();
		return;
	}
	// A reader that goes away mid-file is no error of the server's; pipeline closes the file either way.
	const steps = encoding ? [encoding.packer(), response] : [response];
	pipeline(createReadStream(file.path), ...steps, () => {});
}

async function answer(request, response, folder, base) {
	if (request.method !== 'GET' && request.method !== 'HEAD') {
		sendText(response, 405, 'Only GET and HEAD are answered here.', { Allow: 'GET, HEAD' });
		return;
	}
	const [urlPath] = request.url.split('?', 1);
	const query = request.url.slice(urlPath.length);
	if (!urlPath.startsWith(base)) {
		if (`${urlPath}/` === base) sendText(response, 308, base, { Location: base });
		else sendText(response, 404, `This site is at ${base}`);
		return;
	}
	const inside = urlPath.slice(base.length);
	const path = pathInside(folder, inside);
	if (path === null) {
		sendText(response, 400, 'That path is refused.');
		return;
	}
	const index = await fileAt(join(path, 'index.html'));
	if (index && !urlPath.endsWith('/')) {
		// Relative links on the page count from the folder, so the slash has to be there. The name alone, not the whole
		// path, keeps "//elsewhere.example" from becoming an address.
		const name = urlPath.slice(urlPath.lastIndexOf('/') + 1);
		sendText(response, 308, `${name}/`, { Location: `./${name}/${query}` });
		return;
	}
	const file =
		index ?? (urlPath.endsWith('/') ? null : ((await fileAt(path)) ?? (await fileAt(`${path}.html`))));
	if (file) {
		// SvelteKit puts a hash of the content into these names, and no other.
		const immutable = inside.startsWith('_app/immutable/');
		sendFile(request, response, file, 200, immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
		return;
	}
	const missing = await fileAt(join(folder, '404.html'));
	if (missing) sendFile(request, response, missing, 404, 'no-cache');
	else sendText(response, 404, 'There is nothing here.');
}

function listen(server, port, host) {
	return new Promise((done, failed) => {
		server.once('error', failed);
		server.listen(port, host, () => {
			server.off('error', failed);
			done(server.address().port);
		});
	});
}

/**
 * Serves `folder` until `close()`. Port 0 takes a free one. The host `localhost` listens on both of its addresses,
 * 127.0.0.1 and, where the machine has it, ::1, so that no other server answers half of the requests.
 * @param {{ folder: string, port?: number, host?: string, base?: string }} options
 * @returns {Promise<{ address: string, port: number, close: () => Promise<void> }>}
 * @throws Error with code EADDRINUSE when the port is taken
 */
export async function serve({ folder, port = 4173, host = 'localhost', base = '/' }) {
	const from = resolve(folder);
	const under = `/${base}/`.replace(/\/+/g, '/');
	const onRequest = (request, response) => {
		answer(request, response, from, under).catch((error) => {
			console.error(`${request.method} ${request.url}: ${error.message}`);
			if (response.headersSent) response.destroy();
			else sendText(response, 500, 'The server failed; its window says why.');
		});
	};
	const servers = [];
	const close = async () => {
		for (const server of servers) {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		}
	};
	let taken = port;
	try {
		for (const name of host === 'localhost' ? ['127.0.0.1', '::1'] : [host]) {
			const server = createServer(onRequest);
			try {
				taken = await listen(server, taken, name);
				servers.push(server);
			} catch (error) {
				const noIPv6 = name === '::1' && ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(error.code);
				if (!noIPv6) throw error;
			}
		}
	} catch (error) {
		await close();
		throw error;
	}
	return { address: `http://${host}:${taken}${under}`, port: taken, close };
}

/** What a person should read when `serve` or a port number was refused. */
export function explainPort(error, port) {
	if (error.code === 'EADDRINUSE')
		return `Port ${port} is taken by another program. Choose a free one with the PORT variable, for example PORT=${Number(port) + 1}.`;
	if (error.code === 'EACCES')
		return `Port ${port} is not allowed here. Choose one above 1023 with the PORT variable.`;
	return error.message;
}

/** @throws RangeError when the text is no port */
export function portNumber(text) {
	const port = Number(text);
	if (text === '' || !Number.isInteger(port) || port < 0 || port > 65535)
		throw new RangeError(`PORT must be a whole number 0..65535, got ${JSON.stringify(text)}`);
	return port;
}

async function main() {
	const { parseArgs } = await import('node:util');
	let read;
	try {
		read = parseArgs({
			options: {
				port: { type: 'string', default: process.env.PORT || '4173' },
				host: { type: 'string', default: 'localhost' },
				base: { type: 'string', default: '/' },
				help: { type: 'boolean', short: 'h' }
			},
			allowPositionals: true
		});
	} catch (error) {
		console.error(`${error.message}\n\n${usage}`);
		return 2;
	}
	const { values, positionals } = read;
	if (values.help) {
		console.log(usage);
		return 0;
	}
	const folder = positionals[0] ?? 'build';
	if (!(await fileAt(join(folder, 'index.html')))) {
		console.error(`There is no ${join(folder, 'index.html')}: build the site first, or name another folder.`);
		return 1;
	}
	try {
		const { address } = await serve({ ...values, folder, port: portNumber(values.port) });
		console.log(`Serving ${folder} on ${address} (Ctrl-C ends it)`);
		return undefined;
	} catch (error) {
		console.error(explainPort(error, values.port));
		return 1;
	}
}

if (process.argv[1] && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url)))
	process.exitCode = await main();
