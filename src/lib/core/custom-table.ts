/**
 * A reader's own table of words: from a formula, or from a file of 256 rows. What does not fit is refused with the place, what
 * was expected and what came; nothing is guessed.
 */
import { MAX_WORD_LENGTH, PIXEL_VALUES, type LevelTable } from './encoding.ts';
import { parseExpression } from './expression.ts';
import { topLevel } from './quantize.ts';

/** What a formula may speak of: the pixel value, the entry of the word counted from 0, the word length, the top level. */
export const FORMULA_NAMES: readonly string[] = ['v', 'k', 'd', 'top'];

/** Staggered rounding, as in a dither: a start that works for every word length and both bit counts. */
export const FORMULA_EXAMPLE = 'top*v/255 + (k + 0.5)/d - 0.5';

/** A file of the longest words with spaces and a header is below this. */
export const MAX_TABLE_CHARACTERS = 60_000;

export type CustomTable =
	| { readonly kind: 'table'; readonly table: LevelTable }
	/** One sentence for the reader. */
	| { readonly kind: 'mistake'; readonly message: string };

const mistake = (message: string): CustomTable => ({ kind: 'mistake', message });

/**
 * The table of a formula: its value is rounded to the nearest level, and held within 0..top.
 * @param wordLength 1..MAX_WORD_LENGTH
 */
export function tableOfFormula(formula: string, wordLength: number, bits: 1 | 2): CustomTable {
	const parsed = parseExpression(formula, FORMULA_NAMES, FORMULA_EXAMPLE);
	if (parsed.kind === 'mistake') return parsed;
	const top = topLevel(bits);
	const levels = new Uint8Array(PIXEL_VALUES * wordLength);
	for (let v = 0; v < PIXEL_VALUES; v++)
		for (let k = 0; k < wordLength; k++) {
			const x = parsed.at(v, k, wordLength, top);
			if (Number.isNaN(x)) return mistake(`At v = ${v}, k = ${k} this is not a number.`);
			levels[v * wordLength + k] = Math.min(Math.max(Math.floor(x + 0.5), 0), top);
		}
	return { kind: 'table', table: { wordLength, bits, levels } };
}

/**
 * The table of a file: JSON, as 256 lists of levels (alone, or under "levels"), or 256 lines of levels separated by commas,
 * semicolons, tabs or spaces. A first line of names is skipped; a column called "value" must count 0..255.
 * One bit where no level is above 1, else two.
 */
export function tableOfFile(text: string): CustomTable {
	if (text.length > MAX_TABLE_CHARACTERS)
		return mistake(
			`A table has at most ${MAX_TABLE_CHARACTERS.toLocaleString('en')} characters, this file has ${text.length.toLocaleString('en')}.`
		);
	const rows = /^\s*[[{]/.test(text) ? jsonRows(text) : csvRows(text);
	return typeof rows === 'string' ? mistake(rows) : tableOfRows(rows);
}

/** A row with the words that name it in a message. */
interface Row {
	readonly name: string;
	readonly entries: readonly unknown[];
}

function jsonRows(text: string): Row[] | string {
	let data: unknown;
	try {
		data = JSON.parse(text);
	} catch (cause) {
		return `This is no JSON: ${(cause as Error).message}.`;
	}
	const rows = Array.isArray(data) ? data : (data as { levels?: unknown }).levels;
	if (!Array.isArray(rows))
		return 'Expected a list of 256 words, or an object with such a list under "levels".';
	const wrong = rows.findIndex((row) => !Array.isArray(row));
	if (wrong >= 0)
		return `Value ${wrong}: expected a list of levels, got ${shortened(JSON.stringify(rows[wrong]))}.`;
	return rows.map((entries: unknown[], v) => ({ name: `Value ${v}`, entries }));
}

function csvRows(text: string): Row[] | string {
	const lines = text
		.replace(/^\uFEFF/, '')
		.split(/\r\n?|\n/)
		.map((line, i) => ({
			name: `Line ${i + 1}`,
			words: line.trim() === '' ? [] : line.trim().split(/[,;\s]\s*/)
		}))
		.filter(({ words }) => words.length > 0);
	const named = lines.length > 0 && lines[0].words.some((word) => !isNumber(word));
	const counted = named && /^"?value"?$/i.test(lines[0].words[0]);
	const rows = named ? lines.slice(1) : lines;
	if (counted) {
		const wrong = rows.findIndex(({ words }, v) => Number(words[0]) !== v);
		if (wrong >= 0)
			return `${rows[wrong].name}: expected value ${wrong} in the first column, got ${shortened(rows[wrong].words[0])}.`;
	}
	return rows.map(({ name, words }) => ({
		name,
		entries: (counted ? words.slice(1) : words).map((word) => (isNumber(word) ? Number(word) : word))
	}));
}

const isNumber = (word: string): boolean => /^-?\d+(\.\d+)?$/.test(word);

function tableOfRows(rows: readonly Row[]): CustomTable {
	if (rows.length !== PIXEL_VALUES)
		return mistake(`Expected ${PIXEL_VALUES} words, one for each pixel value, got ${rows.length}.`);
	const wordLength = rows[0].entries.length;
	if (wordLength < 1 || wordLength > MAX_WORD_LENGTH)
		return mistake(`${rows[0].name}: expected 1 to ${MAX_WORD_LENGTH} levels, got ${wordLength}.`);
	const levels = new Uint8Array(PIXEL_VALUES * wordLength);
	for (const [v, { name, entries }] of rows.entries()) {
		if (entries.length !== wordLength)
			return mistake(`${name}: expected ${wordLength} levels as in the first word, got ${entries.length}.`);
		for (const [k, entry] of entries.entries()) {
			if (entry !== 0 && entry !== 1 && entry !== 2 && entry !== 3)
				return mistake(
					`${name}, entry ${k + 1}: expected a level 0, 1, 2 or 3, got ${shortened(typeof entry === 'string' ? entry : JSON.stringify(entry))}.`
				);
			levels[v * wordLength + k] = entry;
		}
	}
	const bits = levels.some((level) => level > 1) ? 2 : 1;
	return { kind: 'table', table: { wordLength, bits, levels } };
}

/** As much of a strange entry as a message repeats. */
const QUOTED = 20;
const shortened = (text: string): string => `“${text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text}”`;

/** Characters a digit of base64url takes: six bits, so three levels of two bits. */
const LEVELS_A_CHARACTER = 3;
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A table's levels as text for a link: three levels a character. */
export function packDigits(digits: string): string {
	let packed = '';
	for (let i = 0; i < digits.length; i += LEVELS_A_CHARACTER) {
		const [a, b, c] = [0, 1, 2].map((j) => Number(digits[i + j] ?? 0));
		packed += BASE64URL[a * 16 + b * 4 + c];
	}
	return packed;
}

/** The digits behind `packDigits`; null where the text holds none, or not so many. */
export function unpackDigits(packed: string, count: number): string | null {
	if (packed.length !== Math.ceil(count / LEVELS_A_CHARACTER)) return null;
	let digits = '';
	for (const character of packed) {
		const six = BASE64URL.indexOf(character);
		if (six < 0) return null;
		digits += `${six >> 4}${(six >> 2) & 3}${six & 3}`;
	}
	return digits.slice(0, count);
}
