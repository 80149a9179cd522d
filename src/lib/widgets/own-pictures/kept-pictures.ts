/**
 * The reader's own pictures in this browser's IndexedDB: one set, in a database of its own, so that it can go as a whole. Pictures
 * are kept in pieces, since a browser takes no value of any size (Chromium: 133 MB).
 */
import { clear, createStore, get, getMany, promisifyRequest, type UseStore } from 'idb-keyval';
import type { Dataset } from '#lib/data/dataset.ts';
import type { OwnSet } from '#lib/data/own-set.ts';

const SET = 'set';
const PARTS = ['train', 'validation', 'test'] as const;
type Part = (typeof PARTS)[number];
const PIECE_BYTES = 32 * 1024 * 1024;

let opened: UseStore | undefined;
const store = (): UseStore => (opened ??= createStore('a-word-for-every-pixel: pictures', 'own'));

interface KeptSet extends Omit<OwnSet, 'splits'> {
	readonly version: 1;
	/** The parts without their pictures, which lie in pieces under `pieceKey`. */
	readonly splits: Readonly<Record<Part, Omit<Dataset, 'images'> & { readonly bytes: number }>>;
}

const pieceCount = (bytes: number): number => Math.ceil(bytes / PIECE_BYTES);
const pieceKey = (part: Part, piece: number): string => `${part} ${piece}`;

function withoutPictures({ images, ...rest }: Dataset): KeptSet['splits'][Part] {
	return { ...rest, bytes: images.length };
}

/**
 * Keeps the set in place of the one before, all of it or nothing.
 * @returns why it was not kept, for the reader; empty when it was
 */
export async function keepPictures({ splits, ...rest }: OwnSet): Promise<string> {
	const kept: KeptSet = {
		...rest,
		version: 1,
		splits: {
			train: withoutPictures(splits.train),
			validation: withoutPictures(splits.validation),
			test: withoutPictures(splits.test)
		}
	};
	try {
		await store()('readwrite', (objects) => {
			objects.clear();
			objects.put(kept, SET);
			for (const part of PARTS) {
				const { images } = splits[part];
				for (let piece = 0; piece < pieceCount(images.length); piece++)
					objects.put(images.slice(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES), pieceKey(part, piece));
			}
			return promisifyRequest(objects.transaction);
		});
		return '';
	} catch (cause) {
		const { name, message } = cause as Error;
		return name === 'QuotaExceededError'
			? 'this browser gives the page no more room'
			: `this browser does not keep data for the page (${message || name})`;
	}
}

/** What is kept; null where there is nothing, or nothing that this page can read. */
export async function keptPictures(): Promise<OwnSet | null> {
	try {
		const kept = await get<KeptSet>(SET, store());
		if (kept?.version !== 1) return null;
		const { splits, name, notes, hash } = kept;
		const [train, validation, test] = await Promise.all(
			PARTS.map((part) => withPictures(part, splits[part]))
		);
		return { name, notes, hash, splits: { train, validation, test } };
	} catch {
		// A store that cannot be read, or lacks a piece, holds nothing for this page.
		return null;
	}
}

/** @throws Error when a piece is missing */
async function withPictures(part: Part, { bytes, ...rest }: KeptSet['splits'][Part]): Promise<Dataset> {
	const wanted = Array.from({ length: pieceCount(bytes) }, (_, piece) => pieceKey(part, piece));
	const pieces = await getMany<Uint8Array | undefined>(wanted, store());
	const images = new Uint8Array(bytes);
	pieces.forEach((piece, i) => {
		if (!piece) throw new Error(`the kept pictures lack the piece ${wanted[i]}`);
		images.set(piece, i * PIECE_BYTES);
	});
	return { ...rest, images };
}

/** @throws Error when the browser refuses */
export const forgetPictures = (): Promise<void> => clear(store());
