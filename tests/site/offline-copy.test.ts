import { beforeEach, describe, expect, it } from 'vitest';
import { cacheNames, fileHash, type CopyFile, type CopyList } from '../../src/lib/site/copy-list.ts';
import { OfflineCopy, type CopyWorld } from '../../src/lib/site/offline-copy.ts';

const SCOPE = 'https://school.example/course/';

/** Cache storage as a map of maps, by the few calls that are used. */
class FakeCaches {
	readonly stores = new Map<string, Map<string, Response>>();
	/** Files after which there is no room; none by default. */
	room = Infinity;

	#cache(name: string): Cache {
		const entries = this.stores.get(name) ?? new Map<string, Response>();
		this.stores.set(name, entries);
		return {
			keys: async () => [...entries.keys()].map((url) => ({ url }) as Request),
			match: async (address: string) => entries.get(address)?.clone(),
			put: async (address: string, response: Response) => {
				if (entries.size >= this.room) throw new DOMException('no room', 'QuotaExceededError');
				entries.set(address, response.clone());
			}
		} as unknown as Cache;
	}

	readonly storage = {
		open: async (name: string) => this.#cache(name),
		keys: async () => [...this.stores.keys()],
		delete: async (name: string) => this.stores.delete(name),
		match: async (address: string) => {
			for (const entries of this.stores.values()) {
				const found = entries.get(address);
				if (found) return found.clone();
			}
			return undefined;
		}
	} as unknown as CacheStorage;
}

let caches: FakeCaches;
let asked: string[];
/** What the host has, by path. */
let host: Record<string, string>;

const world = (): CopyWorld => ({
	scope: SCOPE,
	caches: caches.storage,
	fetch: async (address) => {
		const path = address.slice(SCOPE.length);
		asked.push(path);
		return path in host ? new Response(host[path]) : new Response('', { status: 404 });
	}
});

async function listed(files: Record<string, string>): Promise<CopyFile[]> {
	const entries = Object.entries(files);
	return Promise.all(
		entries.map(async ([path, text]): Promise<CopyFile> => {
			const bytes = new TextEncoder().encode(text);
			return [path, await fileHash(bytes.buffer), bytes.length];
		})
	);
}

async function copyOf(
	version: string,
	files: Record<string, string>,
	onUse: Record<string, string> = {}
): Promise<OfflineCopy> {
	const list: CopyList = { version, files: await listed(files), onUse: await listed(onUse) };
	return new OfflineCopy(list, world());
}

const text = async (copy: OfflineCopy, path: string): Promise<string | undefined> =>
	(await copy.kept(path))?.text();

beforeEach(() => {
	caches = new FakeCaches();
	asked = [];
	host = { '': 'home', 'lab/': 'lab', 'a.js': 'code' };
});

describe('filling a copy', () => {
	it('fetches every file once, and keeps what has the right hash', async () => {
		const copy = await copyOf('one', host);
		expect(await copy.fill()).toBe(3);
		expect(asked.toSorted()).toEqual(['', 'a.js', 'lab/']);
		expect(await text(copy, 'lab/')).toBe('lab');
		expect(await copy.fill()).toBe(0);
		expect(asked).toHaveLength(3);
	});

	it('refuses a page that a proxy has put in place of a file', async () => {
		const copy = await copyOf('one', host);
		host['a.js'] = '<title>Please sign in</title>';
		await expect(copy.fill()).rejects.toThrow('a.js is not the file that this version was built with');
		expect(await text(copy, 'a.js')).toBeUndefined();
	});

	it('goes on where it was cut off, and mends what the browser has thrown away', async () => {
		const files = { ...host };
		const copy = await copyOf('one', files);
		delete host['a.js'];
		await expect(copy.fill()).rejects.toThrow('a.js: 404');
		host['a.js'] = files['a.js'];
		expect(await copy.fill()).toBeLessThan(3);
		caches.stores.get(cacheNames(SCOPE, 'one').all)?.delete(`${SCOPE}lab/`);
		expect(await copy.fill()).toBe(1);
		expect(await text(copy, 'lab/')).toBe('lab');
	});

	it('takes unchanged files from the version before, and asks for the others alone', async () => {
		await (await copyOf('one', host)).fill();
		asked = [];
		host = { ...host, 'lab/': 'a new lab' };
		const next = await copyOf('two', host);
		expect(await next.fill()).toBe(3);
		expect(asked).toEqual(['lab/']);
		expect(await text(next, 'lab/')).toBe('a new lab');
	});

	it('says that there is no room, and leaves the page its network', async () => {
		caches.room = 1;
		await expect((await copyOf('one', host)).fill()).rejects.toThrow('no room');
	});
});

describe('keeping on use', () => {
	it('keeps a listed file with its right content, and nothing else', async () => {
		const copy = await copyOf('one', host, { 'ort.wasm': 'much' });
		await copy.keep('ort.wasm', new Response('mu'));
		await copy.keep('upload.html', new Response('strange'));
		expect(await text(copy, 'ort.wasm')).toBeUndefined();
		expect(await text(copy, 'upload.html')).toBeUndefined();
		await copy.keep('ort.wasm', new Response('much'));
		expect(await text(copy, 'ort.wasm')).toBe('much');
	});

	it('loses nothing of the answer when there is no room', async () => {
		const copy = await copyOf('one', host, { 'ort.wasm': 'much' });
		caches.room = 0;
		const response = new Response('much');
		await copy.keep('ort.wasm', response);
		expect(await response.text()).toBe('much');
	});
});

describe('removing the version before', () => {
	it('takes its own caches, over what is the same, and leaves those of another course', async () => {
		const old = await copyOf('one', host, { 'ort.wasm': 'much', 'net.awep': 'old' });
		await old.fill();
		await old.keep('ort.wasm', new Response('much'));
		await old.keep('net.awep', new Response('old'));
		const other = cacheNames('https://school.example/course/other/', 'one').all;
		await caches.storage.open(other);
		const next = await copyOf('two', host, { 'ort.wasm': 'much', 'net.awep': 'new' });
		await next.fill();
		await next.removeOthers();
		const { all, used } = cacheNames(SCOPE, 'two');
		expect([...caches.stores.keys()].toSorted()).toEqual([all, used, other].toSorted());
		expect(await text(next, 'ort.wasm')).toBe('much');
		expect(await text(next, 'net.awep')).toBeUndefined();
	});
});
