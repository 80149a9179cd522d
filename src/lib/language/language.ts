/**
 * The site's words in the reader's language. Components keep their English sentences where they are used: `t('Reset')`. The English
 * sentence is also the key under which a translation has its own (content/LANGUAGE/interface.json), and comes with the page's data,
 * so an English page carries no other language, and no table of keys. Pure: it knows no page.
 */

/** What stands for the names in braces of a text. */
export type Values = Readonly<Record<string, string | number>>;
/** A text whose form follows a number, by the categories of Intl.PluralRules. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
/** A translation: the English text, and what it is in the other language. */
export type Texts = Readonly<Record<string, string | Forms>>;

export interface Language {
	/** For the `lang` attribute, and first part of the address; English has none there. */
	readonly code: string;
	/** Its own name for itself. */
	readonly name: string;
	readonly dir: 'ltr' | 'rtl';
	/** Between whole and broken part of a number. */
	readonly decimal: string;
	/** Between thousands. */
	readonly group: string;
}

export const ENGLISH: Language = { code: 'en', name: 'English', dir: 'ltr', decimal: '.', group: ',' };
/** The languages beside English that something is translated into. */
export const TRANSLATED: readonly Language[] = [
	{ code: 'de', name: 'Deutsch', dir: 'ltr', decimal: ',', group: '.' }
];

/** A language with a page's translated texts. */
export interface Spoken {
	readonly language: Language;
	/** None for English. */
	readonly texts: Texts | null;
}
/** A language that the same page can be read in. */
export interface PageLanguage {
	readonly code: string;
	readonly name: string;
	/** From the site's root. */
	readonly path: `/${string}/`;
	readonly present: boolean;
}
export const SPOKEN_ENGLISH: Spoken = { language: ENGLISH, texts: null };

/** Marks a text where no language is known yet. It is translated where it is shown. */
export const later = (text: string): string => text;

export interface Words {
	/** Of the page that is shown. */
	readonly language: Language;
	/**
	 * A text, with its names in braces replaced: `t('value {value}', { value: 3 })`. What stands behind a bar is for translators alone,
	 * to tell two uses of one word apart: `t('Reference|a cited work')`.
	 */
	t(text: string, values?: Values): string;
	/** One of two English texts, by a number that both may name as {n}. */
	plural(n: number, one: string, other: string, values?: Values): string;
	/** A number as it is, with the language's decimal mark. */
	plain(x: number): string;
	/** A number with so many digits after the point. */
	fixed(x: number, digits: number): string;
	/** A number with at most so many digits after the point: none where it is whole. */
	short(x: number, digits?: number): string;
	/** The same with its sign, and a true minus; 0 has none. */
	signed(x: number, digits?: number): string;
	/** A whole number with its thousands apart. */
	grouped(x: number): string;
}

const withoutNote = (text: string): string => text.replace(/\|.*$/, '');

/**
 * Unicode's isolates: a value of another script keeps its own order, and the words around it theirs ("run-2.json", "12 kB"). Its first
 * letter decides; a number has none and runs left to right with its sign, which would otherwise stand behind it.
 */
const isolated = (text: string): string => `\u2068${text}\u2069`;
const leftToRight = (text: string): string => `\u2066${text}\u2069`;

function filled(text: string, values: Values, { dir }: Language): string {
	return text.replace(/\{(\w+)\}/g, (braced, name: string) => {
		if (!Object.hasOwn(values, name)) return braced;
		const value = String(values[name]);
		return dir === 'rtl' ? isolated(value) : value;
	});
}

/**
 * @param spoken what is spoken now; it is asked at every use, so that a page may change its language
 * @throws RangeError from its functions while the site is built, where a translation lacks a text: in a browser, English stands in
 */
export function wordsIn(spoken: () => Spoken): Words {
	function formsOf(text: string): string | Forms {
		const { language, texts } = spoken();
		if (texts === null || text === '') return withoutNote(text);
		if (Object.hasOwn(texts, text)) return texts[text];
		if (import.meta.env.SSR) throw new RangeError(`content/${language.code}/interface.json lacks "${text}"`);
		return withoutNote(text);
	}
	function t(text: string, values: Values = {}): string {
		const forms = formsOf(text);
		const said = typeof forms === 'string' ? forms : (forms.other ?? withoutNote(text));
		return filled(said, values, spoken().language);
	}
	function plural(n: number, one: string, other: string, values: Values = {}): string {
		const forms = formsOf(other);
		const all = { n: words.short(n), ...values };
		// English has these two; without a translation it is English.
		const { language } = spoken();
		if (typeof forms === 'string') return filled(forms === other && n === 1 ? one : forms, all, language);
		const category = new Intl.PluralRules(language.code).select(n);
		return filled(forms[category] ?? forms.other ?? other, all, language);
	}
	/** English digits with the language's mark. */
	function marked(digits: string): string {
		const { decimal, dir } = spoken().language;
		const number = digits.replace('.', decimal);
		return dir === 'rtl' && /^[-+−]/.test(number) ? leftToRight(number) : number;
	}
	const plain = (x: number): string => marked(String(x));
	const fixed = (x: number, digits: number): string => marked(x.toFixed(digits));
	const short = (x: number, digits = 1): string => fixed(x, Number.isInteger(x) ? 0 : digits);
	const words: Words = {
		get language() {
			return spoken().language;
		},
		t,
		plural,
		plain,
		fixed,
		short,
		signed: (x, digits = 1) =>
			x === 0 ? '0' : marked(`${x > 0 ? '+' : '−'}${Math.abs(x).toFixed(Number.isInteger(x) ? 0 : digits)}`),
		grouped: (x) => marked(x.toFixed(0)).replace(/\B(?=(\d{3})+(?!\d))/g, spoken().language.group)
	};
	return words;
}

/** For tools and tests, and where no page says otherwise. */
export const ENGLISH_WORDS: Words = wordsIn(() => SPOKEN_ENGLISH);
