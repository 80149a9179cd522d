/**
 * Any value as plain, bounded data that a page can show: text for what is small, lists and records for what unfolds.
 *
 * It is called on whatever a cell made: getters that throw, proxies, circles, arrays of millions. It reads a bounded number of
 * entries and never throws.
 */
import type { Inspected } from './protocol.ts';

const MAX_DEPTH = 5;
const MAX_ITEMS = 100;
const MAX_NODES = 1500;
const MAX_CHARACTERS = 2000;
/** Of all texts together. */
const MAX_TEXT = 100_000;
/** More of it says nothing, and NaN among numbers must stay visible. */
const SIGNIFICANT_DIGITS = 7;

const cut = (content: string, most: number): string =>
	content.length > most ? `${content.slice(0, most)}… (${content.length - most} more characters)` : content;

const text = (type: string, content: string): Inspected => ({
	kind: 'text',
	type,
	text: cut(content, MAX_CHARACTERS)
});

function numberText(x: number): string {
	if (Object.is(x, -0)) return '-0';
	if (Number.isInteger(x) || !Number.isFinite(x)) return String(x);
	return String(Number(x.toPrecision(SIGNIFICANT_DIGITS)));
}

class Inspection {
	#nodes = 0;
	#characters = 0;
	readonly #above = new Set<object>();

	value(x: unknown, depth: number): Inspected {
		this.#nodes++;
		const found = this.#any(x, depth);
		if (found.kind === 'text') this.#characters += found.text.length;
		return found;
	}

	/** Whether what was read so far fills the page. */
	get #full(): boolean {
		return this.#nodes >= MAX_NODES || this.#characters >= MAX_TEXT;
	}

	#any(x: unknown, depth: number): Inspected {
		if (typeof x === 'string') return text('string', depth === 0 ? x : JSON.stringify(x));
		if (typeof x === 'number') return text('number', numberText(x));
		if (typeof x === 'bigint') return text('number', `${x}n`);
		if (typeof x === 'symbol') return text('symbol', x.toString());
		if (typeof x === 'function') {
			const kind = /^class\b/.test(Function.prototype.toString.call(x)) ? 'class' : 'function';
			return text('function', `${kind} ${x.name || '(no name)'}`);
		}
		if (x === null || typeof x !== 'object') return text(String(x), String(x));
		return this.#guarded(x, depth);
	}

	#guarded(x: object, depth: number): Inspected {
		if (this.#above.has(x)) return text('circle', '(the object itself)');
		this.#above.add(x);
		try {
			return this.#object(x, depth);
		} catch {
			return text('object', '(an object that cannot be read)');
		} finally {
			this.#above.delete(x);
		}
	}

	#object(x: object, depth: number): Inspected {
		if (x instanceof Error) return text('error', `${x.name}: ${x.message}`);
		if (x instanceof Date) return text('date', String(x));
		if (x instanceof RegExp) return text('regexp', String(x));
		if (x instanceof Promise) return text('promise', 'Promise: put await before it to see its value');
		if (ArrayBuffer.isView(x) && !(x instanceof DataView)) {
			const view = x as unknown as ArrayLike<number | bigint>;
			return this.#list(`${x.constructor.name}(${view.length})`, view, view.length, depth);
		}
		if (Array.isArray(x)) return this.#list(`Array(${x.length})`, x, x.length, depth);
		if (x instanceof Set) return this.#list(`Set(${x.size})`, first(x, MAX_ITEMS), x.size, depth);
		if (x instanceof Map) {
			const entries = first(x, MAX_ITEMS).map(([key, each]): [string, unknown] => [keyText(key), each]);
			return this.#record(`Map(${x.size})`, entries, x.size, depth);
		}
		const name = (x.constructor as { name?: unknown } | undefined)?.name;
		const keys = Object.keys(x);
		const entries = keys.slice(0, MAX_ITEMS).map((key): [string, unknown] => [key, readKey(x, key)]);
		return this.#record(typeof name === 'string' && name ? name : 'Object', entries, keys.length, depth);
	}

	#list(name: string, items: ArrayLike<unknown>, length: number, depth: number): Inspected {
		const shown: Inspected[] = [];
		const room = depth >= MAX_DEPTH ? 0 : MAX_ITEMS;
		for (let i = 0; i < Math.min(length, room) && !this.#full; i++)
			shown.push(this.value(items[i], depth + 1));
		return { kind: 'list', name, items: shown, more: length - shown.length };
	}

	#record(name: string, entries: readonly [string, unknown][], length: number, depth: number): Inspected {
		const shown: [string, Inspected][] = [];
		for (const [key, each] of depth >= MAX_DEPTH ? [] : entries) {
			if (this.#full) break;
			shown.push([key.slice(0, MAX_CHARACTERS), this.value(each, depth + 1)]);
		}
		return { kind: 'record', name, entries: shown, more: length - shown.length };
	}
}

function first<T>(items: Iterable<T>, count: number): T[] {
	const found: T[] = [];
	for (const each of items) {
		if (found.length >= count) break;
		found.push(each);
	}
	return found;
}

const keyText = (key: unknown): string =>
	typeof key === 'object' && key !== null ? '(object)' : String(key);

/** A getter runs the reader's code; what it throws is shown in its place. */
function readKey(x: object, key: string): unknown {
	try {
		return (x as Record<string, unknown>)[key];
	} catch (error) {
		return error;
	}
}

/** The value as bounded data. */
export const inspect = (value: unknown): Inspected => new Inspection().value(value, 0);

/** The value in one line, as console prints it. */
export function inspectLine(value: unknown): string {
	return lineOf(inspect(value));
}

function lineOf(x: Inspected): string {
	switch (x.kind) {
		case 'text':
			return x.text;
		case 'list': {
			const items = x.items.slice(0, 20).map(lineOf);
			const more = x.more + x.items.length - items.length;
			return `${x.name} [${[...items, ...(more > 0 ? [`… ${more} more`] : [])].join(', ')}]`;
		}
		case 'record': {
			const entries = x.entries.slice(0, 20).map(([key, each]) => `${key}: ${lineOf(each)}`);
			const more = x.more + x.entries.length - entries.length;
			return `${x.name} {${[...entries, ...(more > 0 ? [`… ${more} more`] : [])].join(', ')}}`;
		}
		default:
			return x satisfies never;
	}
}
