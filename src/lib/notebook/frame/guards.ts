/**
 * The guards that stand in a cell's code (guarded-source.ts): each is given a value, hands it on, and counts what was made. They run
 * millions of times a second, so the ordinary way through one is a sum and a comparison.
 */
import type { MemoryMeter } from './memory-meter.ts';

/** Bytes that are counted together. */
const COUNTED_BYTES = 65_536;
/** Growths of which one is looked at: around so many, never the same number twice, so as not to keep step with a loop. */
const LOOK_EVERY = 1024;
const LIST_BYTES = 48;
const ENTRY_BYTES = 8;
/** A property of an object that has so many that it is kept as a hash table. */
const PROPERTY_BYTES = 48;
/** Two texts joined are kept as a pair until someone reads them. */
const JOINED_BYTES = 32;
/** A text that grows counts no more than this each time; how much of it is new, nobody knows. */
const MOST_JOINED = 64;

export interface Guards {
	/** An object, list or function of about so many bytes. */
	made<T>(value: T, bytes: number): T;
	/** A list whose length was not known beforehand. */
	many<T extends readonly unknown[]>(list: T): T;
	/** What an entry is written into. */
	grows<T>(object: T): T;
	/** What may be a text made of two. */
	joined<T>(text: T): T;
	/** What a generator has given away; its taker may keep it. */
	sent<T>(value: T): T;
	/** An async function or generator has begun. */
	began(bytes: number): void;
}

/** How large an object was when it was last looked at, and at which look its properties are counted again. */
interface Size {
	entries: number;
	looks: number;
	next: number;
}

const isObject = (x: unknown): x is object =>
	(typeof x === 'object' && x !== null) || typeof x === 'function';

/** @param random 0 <= x < 1 */
export function makeGuards(meter: MemoryMeter, random: () => number): Guards {
	let counted = 0;
	let untilLook = 0;
	const sizes = new WeakMap<object, Size>();

	const next = (): number => Math.floor(LOOK_EVERY * (0.5 + random()));

	const count = (holder: unknown): void => {
		const bytes = counted;
		counted = 0;
		meter.add(bytes, isObject(holder) ? holder : null);
	};

	/** Counts by how much an object has grown since it was last looked at. Properties take time to count: at every doubling of looks. */
	const grown = (object: unknown): void => {
		untilLook = next();
		if (!isObject(object) || ArrayBuffer.isView(object)) return;
		const size = sizes.get(object) ?? { entries: 0, looks: 0, next: 1 };
		sizes.set(object, size);
		const list = Array.isArray(object);
		if (++size.looks < size.next && !list) return;
		size.next *= 2;
		const entries = list ? object.length : Object.keys(object).length;
		counted += Math.max(0, entries - size.entries) * (list ? ENTRY_BYTES : PROPERTY_BYTES);
		size.entries = entries;
		if (counted > COUNTED_BYTES) count(object);
	};

	const join = (text: unknown): void => {
		untilLook = next();
		if (typeof text !== 'string') return;
		counted += LOOK_EVERY * (JOINED_BYTES + Math.min(MOST_JOINED, text.length));
		if (counted > COUNTED_BYTES) count(null);
	};

	return {
		made(value, bytes) {
			if ((counted += bytes) > COUNTED_BYTES) count(value);
			return value;
		},
		many(list) {
			if ((counted += LIST_BYTES + ENTRY_BYTES * list.length) > COUNTED_BYTES) count(list);
			return list;
		},
		grows(object) {
			if (--untilLook < 0) grown(object);
			return object;
		},
		joined(text) {
			if (--untilLook < 0) join(text);
			return text;
		},
		sent(value) {
			if ((counted += ENTRY_BYTES) > COUNTED_BYTES) count(null);
			return value;
		},
		began(bytes) {
			if ((counted += bytes) > COUNTED_BYTES) count(null);
		}
	};
}
