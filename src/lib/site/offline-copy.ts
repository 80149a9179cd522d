/**
 * One version's copy of the site in the browser's cache storage: filling it, mending it, answering from it, and removing those
 * before it. Every file is compared with its hash before it is kept, so that half an upload, a proxy's sign-in page or a mixture
 * of two versions is never taken for the site.
 */
import { cacheNames, cachePrefix, fileHash, type CopyFile, type CopyList } from './copy-list.ts';

/** Several at a time, few enough to leave the page its line. */
const AT_A_TIME = 4;

export interface CopyWorld {
	/** The address of the site's folder, with a slash at its end. */
	readonly scope: string;
	readonly caches: CacheStorage;
	readonly fetch: (address: string, options: RequestInit) => Promise<Response>;
}

export class OfflineCopy {
	readonly list: CopyList;
	readonly #world: CopyWorld;
	readonly #names: { all: string; used: string };
	readonly #hashes: ReadonlyMap<string, string>;
	readonly #inCopy: ReadonlySet<string>;

	constructor(list: CopyList, world: CopyWorld) {
		this.list = list;
		this.#world = world;
		this.#names = cacheNames(world.scope, list.version);
		this.#hashes = new Map([...list.files, ...list.onUse].map(([path, hash]) => [path, hash]));
		this.#inCopy = new Set(list.files.map(([path]) => path));
	}

	#address(path: string): string {
		return new URL(path, this.#world.scope).href;
	}

	/**
	 * Brings in what is missing: from an older copy where it has the same file, else from the network.
	 * @returns how many files were brought in
	 * @throws Error when one of them cannot be had; what was brought in stays for the next time
	 */
	async fill(): Promise<number> {
		const cache = await this.#world.caches.open(this.#names.all);
		const here = new Set((await cache.keys()).map(({ url }) => url));
		const missing = this.list.files.filter(([path]) => !here.has(this.#address(path)));
		const waiting = [...missing];
		const failures: unknown[] = [];
		const bring = async (): Promise<void> => {
			for (let file = waiting.pop(); file; file = waiting.pop())
				await this.#bring(cache, file).catch((failure: unknown) => failures.push(failure));
		};
		await Promise.all(Array.from({ length: AT_A_TIME }, bring));
		// At the end: what came is there for the next time.
		if (failures.length > 0) throw failures[0];
		return missing.length;
	}

	async #bring(cache: Cache, file: CopyFile): Promise<void> {
		const [path] = file;
		const address = this.#address(path);
		const older = await this.#world.caches.match(address);
		if (older && (await this.#isRight(path, older))) {
			await cache.put(address, older);
			return;
		}
		// Not what the browser has kept of an earlier version: the names of pages stay the same.
		const response = await this.#world.fetch(address, { cache: 'no-cache' });
		if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
		if (!(await this.#isRight(path, response)))
			throw new Error(`${path} is not the file that this version was built with`);
		await cache.put(address, response);
	}

	async #isRight(path: string, response: Response): Promise<boolean> {
		return (await fileHash(await response.clone().arrayBuffer())) === this.#hashes.get(path);
	}

	/** The kept file; null where there is none. */
	async kept(path: string): Promise<Response | null> {
		for (const name of [this.#names.all, this.#names.used]) {
			const found = await (await this.#world.caches.open(name)).match(this.#address(path));
			if (found) return found;
		}
		return null;
	}

	/** Keeps a file that was fetched for a page, when the list has it so; a full store keeps nothing, and the page has its file. */
	async keep(path: string, response: Response): Promise<void> {
		if (!this.#hashes.has(path) || !response.ok) return;
		try {
			if (!(await this.#isRight(path, response))) return;
			const cache = await this.#world.caches.open(
				this.#inCopy.has(path) ? this.#names.all : this.#names.used
			);
			await cache.put(this.#address(path), response.clone());
		} catch {
			// No room, or no storage: the network has it.
		}
	}

	/** Removes the caches of other versions of this site, after taking over what was kept on use and is the same. */
	async removeOthers(): Promise<void> {
		const { caches, scope } = this.#world;
		const mine = Object.values(this.#names);
		const others = (await caches.keys()).filter(
			(name) => name.startsWith(cachePrefix(scope)) && !mine.includes(name)
		);
		for (const name of others.filter((each) => each.endsWith(' used'))) {
			const old = await caches.open(name);
			for (const [path] of this.list.onUse) {
				const response = await old.match(this.#address(path));
				if (response) await this.keep(path, response);
			}
		}
		await Promise.all(others.map((name) => caches.delete(name)));
	}
}
