/** What a copy of the site for offline use consists of: a list that the build writes (scripts/offline-list.mjs). */

/** A file: its path inside the site (a folder's page as `lab/`), the start of its SHA-256 in base64url, and its bytes. */
export type CopyFile = readonly [path: string, hash: string, bytes: number];

export interface CopyList {
	/** Of what the files hold: two equal builds have the same. */
	readonly version: string;
	/** Fetched at once, all of them. */
	readonly files: readonly CopyFile[];
	/** Large or seldom wanted: kept once they were used. */
	readonly onUse: readonly CopyFile[];
}

const HASH_BYTES = 12;

/** The hash of a file as the list has it: the first 12 bytes of its SHA-256. */
export async function fileHash(content: ArrayBuffer): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content)).subarray(0, HASH_BYTES);
	return btoa(String.fromCharCode(...digest))
		.replaceAll('+', '-')
		.replaceAll('/', '_');
}

/**
 * The names of a version's two caches. The site's place is part of them: one host may hold several courses, and each removes only
 * its own.
 */
export function cacheNames(scope: string, version: string): { all: string; used: string } {
	return { all: `${cachePrefix(scope)}${version}`, used: `${cachePrefix(scope)}${version} used` };
}

/** What the names of all caches of the site at `scope` begin with. */
export function cachePrefix(scope: string): string {
	return `a-word-for-every-pixel ${new URL(scope).pathname} `;
}
