import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explainPort, portNumber, serve, type Serving } from '../../scripts/serve.mjs';

const WASM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const LONG_TEXT = 'level '.repeat(1000);
let outside: string;
let folder: string;
let site: Serving;

beforeAll(async () => {
	outside = mkdtempSync(join(tmpdir(), 'serve-test-'));
	folder = join(outside, 'build');
	mkdirSync(join(folder, 'lab'), { recursive: true });
	mkdirSync(join(folder, '_app/immutable'), { recursive: true });
	writeFileSync(join(outside, 'secret.txt'), 'secret');
	writeFileSync(join(folder, 'index.html'), 'home');
	writeFileSync(join(folder, '404.html'), 'not here');
	writeFileSync(join(folder, 'lab/index.html'), 'lab');
	mkdirSync(join(folder, 'notebook'));
	writeFileSync(join(folder, 'notebook/frame.html'), 'a frame');
	writeFileSync(join(folder, 'flat.html'), 'flat');
	writeFileSync(join(folder, 'long.txt'), LONG_TEXT);
	writeFileSync(join(folder, 'empty.bin'), '');
	writeFileSync(join(folder, 'a b é.txt'), 'spaces');
	writeFileSync(join(folder, '_app/immutable/kernel.wasm'), WASM);
	site = await serve({ folder, port: 0 });
});

afterAll(async () => {
	await site.close();
	rmSync(outside, { recursive: true });
});

const get = (path: string, init: RequestInit = {}): Promise<Response> =>
	fetch(`http://127.0.0.1:${site.port}${path}`, { redirect: 'manual', ...init });

/** fetch tidies a path before it sends it; an attacker does not. */
function getRaw(path: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = connect(site.port, '127.0.0.1', () => {
			socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
		});
		let answer = '';
		socket.on('data', (chunk) => (answer += chunk.toString()));
		socket.on('end', () => resolve(answer));
		socket.on('error', reject);
	});
}

describe('what is served', () => {
	test.each([
		['/', 'home', 'text/html; charset=utf-8'],
		['/lab/', 'lab', 'text/html; charset=utf-8'],
		['/lab/?seed=7', 'lab', 'text/html; charset=utf-8'],
		['/flat', 'flat', 'text/html; charset=utf-8'],
		['/a%20b%20%C3%A9.txt', 'spaces', 'text/plain; charset=utf-8'],
		['/empty.bin', '', 'application/octet-stream']
	])('%s is %j as %s', async (path, text, type) => {
		const response = await get(path);
		expect(response.status).toBe(200);
		expect(await response.text()).toBe(text);
		expect(response.headers.get('content-type')).toBe(type);
	});

	test('wasm has the type that streaming compilation asks for, and a hashed name is kept for good', async () => {
		const response = await get('/_app/immutable/kernel.wasm');
		expect(response.headers.get('content-type')).toBe('application/wasm');
		expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
		expect(new Uint8Array(await response.arrayBuffer())).toEqual(WASM);
	});

	test('a folder without its slash is sent to the one with it, the question kept', async () => {
		const response = await get('/lab?seed=7&x=?');
		expect(response.status).toBe(308);
		expect(new URL(response.headers.get('location') ?? '', 'http://x/lab').href).toBe(
			'http://x/lab/?seed=7&x=?'
		);
	});

	test('what does not exist is the 404 page with status 404, never cached for good', async () => {
		for (const path of ['/nothing', '/flat.html/', '/_app/immutable/gone.js']) {
			const response = await get(path);
			expect(response.status, path).toBe(404);
			expect(await response.text(), path).toBe('not here');
			expect(response.headers.get('cache-control'), path).toBe('no-cache');
		}
	});

	test('every answer makes the page cross-origin isolated', async () => {
		for (const path of ['/', '/nothing', '/lab']) {
			const { headers } = await get(path);
			expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
			expect(headers.get('cross-origin-embedder-policy'), path).toBe('require-corp');
			expect(headers.get('cross-origin-resource-policy'), path).toBe('same-origin');
		}
	});

	test('the notebooks’ frame, which has no origin, may be shown in a page of any', async () => {
		const { headers } = await get('/notebook/frame.html');
		expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
		expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
	});

	test('long text is compressed for who asks, and whole for who does not', async () => {
		const packed = await get('/long.txt', { headers: { 'accept-encoding': 'gzip' } });
		expect(packed.headers.get('content-encoding')).toBe('gzip');
		expect(await packed.text()).toBe(LONG_TEXT);
		const smaller = await get('/long.txt', { headers: { 'accept-encoding': 'gzip, deflate, br' } });
		expect(smaller.headers.get('content-encoding')).toBe('br');
		expect(await smaller.text()).toBe(LONG_TEXT);
		const without = await get('/long.txt', { headers: { 'accept-encoding': 'gzip, br;q=0' } });
		expect(without.headers.get('content-encoding')).toBe('gzip');
		for (const refusal of ['identity', 'gzip;q=0']) {
			const plain = await get('/long.txt', { headers: { 'accept-encoding': refusal } });
			expect(plain.headers.get('content-encoding'), refusal).toBeNull();
			expect(plain.headers.get('content-length'), refusal).toBe(String(LONG_TEXT.length));
		}
	});

	test('a known tag is answered without the file', async () => {
		const tag = (await get('/long.txt')).headers.get('etag') ?? '';
		const again = await get('/long.txt', { headers: { 'if-none-match': tag } });
		expect(again.status).toBe(304);
		expect(await again.text()).toBe('');
	});

	test('HEAD has the headers of GET and no body', async () => {
		const response = await get('/long.txt', { method: 'HEAD', headers: { 'accept-encoding': 'identity' } });
		expect(response.status).toBe(200);
		expect(response.headers.get('content-length')).toBe(String(LONG_TEXT.length));
		expect(await response.text()).toBe('');
	});
});

describe('what is refused', () => {
	test.each([
		'/../secret.txt',
		'/%2e%2e/secret.txt',
		'/lab/../../secret.txt',
		'/..%2fsecret.txt',
		'/..%5csecret.txt',
		'/lab/%2e%2e%2f%2e%2e%2fsecret.txt',
		'/index.html%00.txt',
		'/%zz'
	])('%s', async (path) => {
		const answer = await getRaw(path);
		expect(answer).toMatch(/^HTTP\/1\.1 400 /);
		expect(answer).not.toContain('secret');
	});

	test('a redirect never leads to another host', async () => {
		expect(await getRaw('//elsewhere.example/lab')).not.toMatch(/location: (https?:)?\/\//i);
		expect(await getRaw('//lab')).toMatch(/location: \.\/lab\//i);
	});

	test('other methods', async () => {
		const response = await get('/', { method: 'POST', body: 'x' });
		expect(response.status).toBe(405);
		expect(response.headers.get('allow')).toBe('GET, HEAD');
	});
});

describe('where it listens', () => {
	test('a base path answers under itself alone', async () => {
		const under = await serve({ folder, port: 0, base: 'course/2026' });
		const at = (path: string): Promise<Response> =>
			fetch(`http://127.0.0.1:${under.port}${path}`, { redirect: 'manual' });
		expect(await (await at('/course/2026/lab/')).text()).toBe('lab');
		expect((await at('/course/2026')).headers.get('location')).toBe('/course/2026/');
		expect((await at('/lab/')).status).toBe(404);
		expect((await at('/course/2026/_app/immutable/kernel.wasm')).headers.get('cache-control')).toContain(
			'immutable'
		);
		await under.close();
	});

	test('localhost and 127.0.0.1 are the same server', async () => {
		expect(await (await fetch(`http://localhost:${site.port}/`)).text()).toBe('home');
		expect(site.address).toBe(`http://localhost:${site.port}/`);
	});

	test('a taken port is refused, and explained with the variable that changes it', async () => {
		const error = await serve({ folder, port: site.port }).then(
			() => null,
			(reason: Error & { code?: string }) => reason
		);
		expect(error?.code).toBe('EADDRINUSE');
		expect(explainPort(error as Error, site.port)).toContain(`PORT=${site.port + 1}`);
	});

	test.each(['', 'abc', '-1', '65536', '80.5'])('%j is no port', (text) => {
		expect(() => portNumber(text)).toThrow(/PORT must be a whole number 0\.\.65535, got/);
	});
});
