/**
 * A language that nobody speaks: each text of the interface with accents, 40% longer, in brackets, from right to left. What of a page
 * is shown without brackets was not taken from a translation.
 */
import type { Language, Texts } from '#lib/language/language.ts';

/** Marks of numbers that no other language has: a number printed without them was not written by words(). */
export const PSEUDO: Language = { code: 'qps', name: 'Ƥşḗŭḓǿ', dir: 'rtl', decimal: '٫', group: '٬' };

const OPEN = '⟦';
const CLOSE = '⟧';
const ACCENTS: Readonly<Record<string, string>> = {
	a: 'å',
	e: 'ḗ',
	i: 'ï',
	o: 'ǿ',
	u: 'ŭ',
	A: 'Å',
	E: 'Ḗ',
	O: 'Ǿ'
};
const LONGER = 0.4;

/** The text in brackets. What stands in braces, and the note behind a bar, are for the code. */
export function pseudo(text: string): string {
	const said = text.replace(/\|.*$/, '');
	const accented = said.replace(/\{\w+\}|[aeiouAEO]/g, (found) => ACCENTS[found] ?? found);
	return `${OPEN}${accented}${' ·'.repeat(Math.ceil((LONGER * said.length) / 2))}${CLOSE}`;
}

/** Has every text that is asked for. */
export const PSEUDO_TEXTS: Texts = new Proxy(
	{},
	{
		get: (_, text) => pseudo(String(text)),
		getOwnPropertyDescriptor: (_, text) => ({ configurable: true, value: pseudo(String(text)) })
	}
);

/** The strings of a page's data in the pseudo-language. */
export function pseudoData<T>(data: T): T {
	if (typeof data === 'string') return pseudo(data) as T;
	if (Array.isArray(data)) return data.map(pseudoData) as T;
	if (typeof data !== 'object' || data === null) return data;
	return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, pseudoData(value)])) as T;
}

/** What is left of a text without what stands in brackets, which may hold further ones. */
export function outside(text: string): string {
	let depth = 0;
	let rest = '';
	for (const character of text) {
		if (character === OPEN) depth++;
		if (depth === 0) rest += character;
		if (character === CLOSE) depth--;
	}
	return rest;
}
