/**
 * One widget's state as the part of a chapter's link after the #: `w=bits&bits=3&picture=brick`.
 *
 * Several widgets share a page, so the link names the one it is about. A link may come from anywhere: what it says that
 * is unknown or out of range is named and left alone; it can never do more than choose among a widget's own states.
 */
import { ENGLISH_WORDS, type Words } from '#lib/language/language.ts';
import { splitPreset } from './preset-part.ts';

/** A number from min to max; `whole` refuses fractions. */
export interface NumberField {
	readonly kind: 'number';
	readonly min: number;
	readonly max: number;
	readonly whole?: boolean;
}
/** One of a few words. */
export interface ChoiceField {
	readonly kind: 'choice';
	readonly choices: readonly string[];
}
/** On or off, written 1 or 0. */
export interface FlagField {
	readonly kind: 'flag';
}
/** A short row of numbers, written 1,2,3: a drawn curve, or a row of levels. */
export interface NumbersField {
	readonly kind: 'numbers';
	readonly min: number;
	readonly max: number;
	readonly whole?: boolean;
	/** The most there may be. */
	readonly atMost: number;
}
export type Field = NumberField | ChoiceField | FlagField | NumbersField;
/** A widget's own words for its state; `w` is taken. */
export type Fields = Readonly<Record<string, Field>>;

type ValueOf<F extends Field> = F extends NumberField
	? number
	: F extends ChoiceField
		? F['choices'][number]
		: F extends FlagField
			? boolean
			: readonly number[];
export type ValuesOf<F extends Fields> = { -readonly [Key in keyof F]: ValueOf<F[Key]> };

export interface WidgetState<F extends Fields> {
	/** What the link said and the widget knows. */
	readonly values: Partial<ValuesOf<F>>;
	/** One sentence for each thing that was ignored. */
	readonly problems: readonly string[];
}

/** Longer fragments are refused whole, before anything is read from them. */
export const MAX_FRAGMENT_CHARACTERS = 4096;
const ID = /^[a-z][a-z0-9-]{0,63}$/;
const NUMBER = /^-?\d{1,16}(\.\d{1,20})?(e[+-]?\d{1,3})?$/;
/** As much of a strange word as a notice repeats. */
const QUOTED = 40;

/**
 * The fragment, without its #.
 * @throws RangeError when the id could not stand in a link
 */
export function writeWidgetFragment<F extends Fields>(id: string, fields: F, values: ValuesOf<F>): string {
	if (!ID.test(id)) throw new RangeError(`a widget's id must be lower-case words with dashes, got "${id}"`);
	const pairs = Object.keys(fields).map((key) => `${key}=${written(values[key])}`);
	return [`w=${id}`, ...pairs].join('&');
}

/** Which widget a fragment is about, with or without its #; null for a plain anchor or anything else. */
export function widgetInFragment(text: string): string | null {
	const id = /^#?w=([^&]*)/.exec(text)?.[1];
	return id !== undefined && ID.test(id) ? id : null;
}

/**
 * The state a link asks the widget `id` for; null when the link is about something else.
 * @param words the language of the problems
 */
export function readWidgetFragment<F extends Fields>(
	text: string,
	id: string,
	fields: F,
	words: Pick<Words, 't'> = ENGLISH_WORDS
): WidgetState<F> | null {
	if (widgetInFragment(text) !== id) return null;
	const { t } = words;
	if (text.length > MAX_FRAGMENT_CHARACTERS)
		return {
			values: {},
			problems: [t('The link is longer than {most} characters.', { most: MAX_FRAGMENT_CHARACTERS })]
		};
	const found: Record<string, unknown> = {};
	const problems: string[] = [];
	for (const pair of splitPreset(text).state.split('&').slice(1)) {
		const [key, word = ''] = halves(pair);
		if (!Object.hasOwn(fields, key)) problems.push(t('There is no “{key}” here.', { key: quote(key) }));
		else if (key in found) problems.push(t('“{key}” is given twice; the first counts.', { key }));
		else {
			const value = readValue(fields[key], word);
			if (value !== null) found[key] = value;
			else
				problems.push(
					t('“{key}” must be {expected}, not “{word}”.', {
						key,
						expected: expected(fields[key], words),
						word: quote(word)
					})
				);
		}
	}
	// Every value was read by the field of its own key.
	return { values: found as Partial<ValuesOf<F>>, problems };
}

function halves(pair: string): [string, string?] {
	const cut = pair.indexOf('=');
	return cut < 0 ? [pair] : [pair.slice(0, cut), decoded(pair.slice(cut + 1))];
}

/** A malformed % sequence stays as it is, and then matches nothing. */
function decoded(word: string): string {
	try {
		return decodeURIComponent(word);
	} catch {
		return word;
	}
}

function written(value: unknown): string {
	if (typeof value === 'boolean') return value ? '1' : '0';
	return Array.isArray(value) ? value.join(',') : encodeURIComponent(String(value));
}

function readValue(field: Field, word: string): number | string | boolean | readonly number[] | null {
	switch (field.kind) {
		case 'number':
			return readNumber(field, word);
		case 'choice':
			return field.choices.includes(word) ? word : null;
		case 'flag':
			return word === '1' ? true : word === '0' ? false : null;
		case 'numbers': {
			const numbers = word === '' ? [] : word.split(',').map((each) => readNumber(field, each));
			if (numbers.length > field.atMost || numbers.includes(null)) return null;
			return numbers as number[];
		}
		default:
			return field satisfies never;
	}
}

function readNumber({ min, max, whole }: NumberField | NumbersField, word: string): number | null {
	if (!NUMBER.test(word)) return null;
	const x = Number(word);
	return x >= min && x <= max && (!whole || Number.isInteger(x)) ? x : null;
}

function expected(field: Field, { t }: Pick<Words, 't'>): string {
	switch (field.kind) {
		case 'number': {
			const { min, max } = field;
			return field.whole
				? t('a whole number from {min} to {max}', { min, max })
				: t('a number from {min} to {max}', { min, max });
		}
		case 'choice':
			return field.choices.join(', ').replace(/, ([^,]*)$/, ` ${t('or')} $1`);
		case 'flag':
			return t('1 or 0');
		case 'numbers':
			return t('at most {most} numbers from {min} to {max}', {
				most: field.atMost,
				min: field.min,
				max: field.max
			});
		default:
			return field satisfies never;
	}
}

function quote(word: string): string {
	return word.length > QUOTED ? `${word.slice(0, QUOTED)}…` : word;
}
