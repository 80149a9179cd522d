import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	FORMULA_EXAMPLE,
	MAX_TABLE_CHARACTERS,
	packDigits,
	tableOfFile,
	tableOfFormula,
	unpackDigits,
	type CustomTable
} from '#lib/core/custom-table.ts';
import { fixedTable } from '#lib/core/encoding.ts';

const tableOf = (read: CustomTable) => {
	if (read.kind === 'mistake') throw new Error(read.message);
	return read.table;
};
const mistakeOf = (read: CustomTable): string => {
	if (read.kind === 'table') throw new Error('it was read without a mistake');
	return read.message;
};
const rows = (word: (v: number) => readonly unknown[]): unknown[][] =>
	Array.from({ length: 256 }, (_, v) => [...word(v)]);
const csv = (word: (v: number) => readonly unknown[], separator = ','): string =>
	rows(word)
		.map((entries) => entries.join(separator))
		.join('\n');

describe('a formula', () => {
	it.each([
		['top*v/255', { kind: 'naive', bits: 2, wordLength: 3 }],
		[FORMULA_EXAMPLE, { kind: 'dither', bits: 2, wordLength: 4 }],
		[FORMULA_EXAMPLE, { kind: 'dither', bits: 1, wordLength: 4 }],
		['floor(v/2^k) - 2*floor(v/2^(k+1))', { kind: 'bit-planes' }]
	] as const)('%s gives the table of %o', (formula, encoding) => {
		const expected = fixedTable(encoding);
		const table = tableOf(tableOfFormula(formula, expected.wordLength, expected.bits === 1 ? 1 : 2));
		expect(table).toEqual(expected);
	});

	it('is rounded to the nearest level and held within the levels, infinity too', () => {
		const { levels } = tableOf(tableOfFormula('v/100 - 1', 1, 2));
		expect([levels[0], levels[149], levels[150], levels[255]]).toEqual([0, 0, 1, 2]);
		expect(tableOf(tableOfFormula('1/(255 - v)', 1, 2)).levels[255]).toBe(3);
		expect(tableOf(tableOfFormula('v', 1, 1)).levels[200]).toBe(1);
	});

	it('that is not a number somewhere says where', () => {
		expect(mistakeOf(tableOfFormula('k/(d - 1)', 1, 2))).toBe('At v = 0, k = 0 this is not a number.');
		expect(mistakeOf(tableOfFormula('sqrt(100 - v)', 1, 2))).toBe('At v = 101, k = 0 this is not a number.');
	});

	it('with a mistake says which, in its own names', () => {
		expect(mistakeOf(tableOfFormula('x + 1', 1, 2))).toContain('there are v, k, d, top, abs');
		expect(mistakeOf(tableOfFormula('', 1, 2))).toContain(FORMULA_EXAMPLE);
	});
});

describe('a file', () => {
	const word = (v: number): number[] => [v >> 6, v >> 7];

	it.each([
		['commas', csv(word)],
		['semicolons and CRLF', csv(word, ';').replaceAll('\n', '\r\n')],
		['tabs and an empty last line', `${csv(word, '\t')}\n`],
		['names in its first line', `first,second\n${csv(word)}`],
		['a column of values', `value,1,2\n${csv((v) => [v, ...word(v)])}`],
		['JSON', JSON.stringify(rows(word))],
		['JSON under "levels"', JSON.stringify({ levels: rows(word) })]
	])('with %s is read', (_, text) => {
		const table = tableOf(tableOfFile(text));
		expect([table.wordLength, table.bits]).toEqual([2, 2]);
		expect([...table.levels.subarray(510)]).toEqual([3, 1]);
		expect([...table.levels.subarray(128, 132)]).toEqual([1, 0, 1, 0]);
	});

	it('has one bit where no level is above 1', () => {
		expect(tableOf(tableOfFile(csv((v) => [v & 1]))).bits).toBe(1);
	});

	it.each([
		[
			'too few rows',
			csv(word).split('\n').slice(1).join('\n'),
			'Expected 256 words, one for each pixel value, got 255.'
		],
		[
			'a level too high',
			csv((v) => [v === 9 ? 4 : 0]),
			'Line 10, entry 1: expected a level 0, 1, 2 or 3, got “4”.'
		],
		[
			'a fraction',
			csv((v) => [v === 9 ? 0.5 : 0]),
			'Line 10, entry 1: expected a level 0, 1, 2 or 3, got “0.5”.'
		],
		[
			'a word among numbers',
			csv((v) => [v === 9 ? 'two' : 0]),
			'Line 10, entry 1: expected a level 0, 1, 2 or 3, got “two”.'
		],
		[
			'a short row',
			csv((v) => (v === 9 ? [1] : [1, 1])),
			'Line 10: expected 2 levels as in the first word, got 1.'
		],
		['too long words', csv(() => Array(17).fill(0)), 'Line 1: expected 1 to 16 levels, got 17.'],
		[
			'values out of order',
			`value,1\n${csv((v) => [v === 9 ? 8 : v, 0])}`,
			'Line 11: expected value 9 in the first column, got “8”.'
		],
		['broken JSON', '[[0],', 'This is no JSON'],
		['JSON of something else', '{"a": 1}', 'Expected a list of 256 words'],
		['JSON rows that are none', '[1, 2]', 'Value 0: expected a list of levels, got “1”.'],
		['nothing', '', 'Expected 256 words, one for each pixel value, got 0.'],
		['too many characters', '0'.repeat(MAX_TABLE_CHARACTERS + 1), 'A table has at most 60,000 characters']
	])('with %s is refused with the place', (_, text, message) => {
		expect(mistakeOf(tableOfFile(text))).toContain(message);
	});

	it('of any text gives a table or a mistake, and never an exception', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 300 }), (text) => {
				expect(['table', 'mistake']).toContain(tableOfFile(text).kind);
			}),
			{ numRuns: 2000 }
		);
	});
});

describe('digits for a link', () => {
	it('come back, and the longest table fits a link', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 4096 }), fc.nat(), (count, seed) => {
				const digits = Array.from({ length: count }, (_, i) => ((i + 1) * (seed % 9973)) % 4).join('');
				expect(unpackDigits(packDigits(digits), count)).toBe(digits);
			})
		);
		expect(packDigits('3'.repeat(256 * 16)).length).toBeLessThan(1400);
	});

	it('of another length, or with a strange character, are none', () => {
		expect(unpackDigits('AAA', 12)).toBeNull();
		expect(unpackDigits('AA*', 9)).toBeNull();
	});
});
