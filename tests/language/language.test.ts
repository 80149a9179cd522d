import { describe, expect, it } from 'vitest';
import { ENGLISH_WORDS, wordsIn, type Language, type Texts } from '#lib/language/language.ts';

/** A language of this test's own: three forms for numbers, as Polish has, and its marks. */
const POLISH: Language = { code: 'pl', name: 'polski', dir: 'ltr', decimal: ',', group: ' ' };
const TEXTS: Texts = {
	Reset: 'Od nowa',
	'value {value} of {all}': 'z {all}: {value}',
	'Reference|a cited work': 'Źródło',
	'{n} bits': { one: '{n} bit', few: '{n} bity', many: '{n} bitów', other: '{n} bitu' }
};
const polish = wordsIn(() => ({ language: POLISH, texts: TEXTS }));

describe('English', () => {
	const { t, plural, fixed, short, signed, plain, grouped } = ENGLISH_WORDS;
	it('is what stands in the code, with its braces filled', () => {
		expect(t('value {value} of {all}', { value: 3, all: '<b>' })).toBe('value 3 of <b>');
		expect(t('no {such} name', { other: 1 })).toBe('no {such} name');
	});
	it('drops what is said to translators alone', () => {
		expect(t('Reference|a cited work')).toBe('Reference');
	});
	it('has one form for one and another for the rest', () => {
		expect([0, 1, 2].map((n) => plural(n, '{n} bit', '{n} bits'))).toEqual(['0 bits', '1 bit', '2 bits']);
	});
	it('writes numbers as the course does', () => {
		expect([fixed(2, 1), short(85), short(36.43), plain(0.5)]).toEqual(['2.0', '85', '36.4', '0.5']);
		expect([signed(27), signed(-0.52), signed(0)]).toEqual(['+27', '−0.5', '0']);
		expect([grouped(1234567), grouped(999), grouped(1000)]).toEqual(['1,234,567', '999', '1,000']);
	});
});

describe('another language', () => {
	it('has its own order of values', () => {
		expect(polish.t('value {value} of {all}', { value: 3, all: 8 })).toBe('z 8: 3');
		expect(polish.t('Reference|a cited work')).toBe('Źródło');
	});
	it('has as many forms for numbers as it needs', () => {
		const said = [1, 2, 5, 1.5].map((n) => polish.plural(n, '{n} bit', '{n} bits'));
		expect(said).toEqual(['1 bit', '2 bity', '5 bitów', '1,5 bitu']);
	});
	it('has its own marks in numbers', () => {
		expect([polish.fixed(36.43, 1), polish.signed(-0.5), polish.grouped(38400)]).toEqual([
			'36,4',
			'−0,5',
			'38 400'
		]);
	});
	it('stops the build where a text is missing', () => {
		expect(() => polish.t('Download')).toThrow('content/pl/interface.json lacks "Download"');
	});
});

describe('a language that runs from right to left', () => {
	const hebrew: Language = { code: 'he', name: 'עברית', dir: 'rtl', decimal: '.', group: ',' };
	const { t, signed, plain, fixed, grouped } = wordsIn(() => ({
		language: hebrew,
		texts: { 'Save {file}': 'שמור את {file}' }
	}));
	it('keeps a value of another script apart from the words around it', () => {
		expect(t('Save {file}', { file: 'run-2.json' })).toBe('שמור את \u2068run-2.json\u2069');
	});
	it('keeps a sign before its number', () => {
		expect([signed(27), signed(-0.5), plain(-3), fixed(-1.25, 1), grouped(-38400)]).toEqual(
			['+27', '−0.5', '-3', '-1.3', '-38,400'].map((number) => `\u2066${number}\u2069`)
		);
		expect([signed(0), plain(3), grouped(38400)]).toEqual(['0', '3', '38,400']);
	});
});
