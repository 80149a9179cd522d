import { describe, expect, it } from 'vitest';
import {
	MAX_WORD_LENGTH,
	NAMED_ENCODINGS,
	customEncoding,
	entryBits,
	fitEncoding,
	fixedTable,
	initialLatents,
	isTableEncoding,
	namedEncoding,
	quantizeLatents,
	wordLengthOf,
	type Encoding,
	type LevelTable
} from '#lib/core/encoding.ts';
import { parseEncoding } from '#lib/core/parse-spec.ts';

const WORD_LENGTHS = Array.from({ length: MAX_WORD_LENGTH }, (_, i) => i + 1);
const BITS = [1, 2] as const;
const INITS = ['linear', 'dither'] as const;

/** Every level of a table against a formula in whole numbers. */
function expectLevels(table: LevelTable, level: (v: number, k: number) => number): void {
	const expected = Array.from({ length: 256 * table.wordLength }, (_, i) =>
		level(Math.floor(i / table.wordLength), i % table.wordLength)
	);
	expect(Array.from(table.levels)).toEqual(expected);
}

/** The rows of a one-column table where its level changes. */
function steps({ levels }: LevelTable): number[] {
	return Array.from(levels.keys()).filter((v) => v > 0 && levels[v] !== levels[v - 1]);
}

describe('the naive code', () => {
	it('steps at 43, 128 and 213 with two bits, at 128 with one', () => {
		expect(steps(fixedTable({ kind: 'naive', bits: 2, wordLength: 1 }))).toEqual([43, 128, 213]);
		expect(steps(fixedTable({ kind: 'naive', bits: 1, wordLength: 1 }))).toEqual([128]);
	});

	it.each(BITS)('with %i bits is v * top / 255 rounded, in every column of every word length', (bits) => {
		const top = 2 ** bits - 1;
		for (const wordLength of WORD_LENGTHS)
			expectLevels(fixedTable({ kind: 'naive', bits, wordLength }), (v) =>
				Math.trunc((2 * top * v + 255) / 510)
			);
	});
});

describe('the other fixed codes', () => {
	it('bit-planes: the words written from the highest column down are the value in binary', () => {
		const { levels, bits } = fixedTable({ kind: 'bit-planes' });
		expect(bits).toBe(1);
		for (let v = 0; v < 256; v++)
			expect([...levels.subarray(8 * v, 8 * v + 8)].reverse().join('')).toBe(v.toString(2).padStart(8, '0'));
	});

	it('thermometer: with three thresholds they are 64, 128 and 192', () => {
		const { levels } = fixedTable({ kind: 'thermometer', wordLength: 3 });
		const word = (v: number): string => [...levels.subarray(3 * v, 3 * v + 3)].join('');
		expect([0, 63, 64, 127, 128, 191, 192, 255].map(word)).toEqual([
			...['000', '000', '100', '100'],
			...['110', '110', '111', '111']
		]);
	});

	it('thermometer: column k is lit from 256 (k + 1) / (d + 1) on, in every word length', () => {
		for (const wordLength of WORD_LENGTHS)
			expectLevels(fixedTable({ kind: 'thermometer', wordLength }), (v, k) =>
				v * (wordLength + 1) < 256 * (k + 1) ? 0 : 1
			);
	});

	it('dither: two columns of one bit step a quarter to each side of the middle', () => {
		const { levels } = fixedTable({ kind: 'dither', bits: 1, wordLength: 2 });
		// Offsets -1/4 and +1/4: v / 255 reaches 3/4 at 191.25 and 1/4 at 63.75.
		const column = (k: number): number[] => Array.from({ length: 256 }, (_, v) => levels[2 * v + k]);
		expect(column(0).indexOf(1)).toBe(192);
		expect(column(1).indexOf(1)).toBe(64);
	});

	it.each(BITS)('dither with %i bits is the staggered rounding, in exact fractions', (bits) => {
		const top = 2 ** bits - 1;
		for (const d of WORD_LENGTHS)
			expectLevels(fixedTable({ kind: 'dither', bits, wordLength: d }), (v, k) => {
				// floor(top v / 255 + (2k + 1) / 2d), over the common denominator 510 d.
				const numerator = BigInt(2 * d * top * v + 255 * (2 * k + 1));
				return Math.min(Number(numerator / BigInt(510 * d)), top);
			});
	});

	it('dither of word length 1 is the naive code', () => {
		for (const bits of BITS)
			expect(fixedTable({ kind: 'dither', bits, wordLength: 1 })).toEqual(
				fixedTable({ kind: 'naive', bits, wordLength: 1 })
			);
	});

	it.each(['all-float', 'float-first', 'pixel-embedding'])('%s has no fixed table, and says so', (name) => {
		expect(() => fixedTable(NAMED_ENCODINGS[name])).toThrow(new TypeError(`${name} has no fixed table`));
	});
});

describe('the latent table at the start', () => {
	const cases = BITS.flatMap((bits) => INITS.map((init) => ({ bits, init })));

	it.each(cases)('$init, $bits bits: stands for the fixed code at every entry', ({ bits, init }) => {
		for (const wordLength of WORD_LENGTHS) {
			const latents = initialLatents({ kind: 'pixel-embedding', bits, wordLength, init });
			const kind = init === 'linear' ? 'naive' : 'dither';
			expect(quantizeLatents(latents, wordLength, bits)).toEqual(fixedTable({ kind, bits, wordLength }));
		}
	});

	it.each(cases)('$init, $bits bits: stays in [0, 1] and rises with the value', ({ bits, init }) => {
		const latents = initialLatents({ kind: 'pixel-embedding', bits, wordLength: 5, init });
		expect(latents.every((x) => x >= 0 && x <= 1)).toBe(true);
		expect(latents.every((x, i) => i < 5 || x >= latents[i - 5])).toBe(true);
	});

	it('refuses latents that do not fill the table', () => {
		expect(() => quantizeLatents(new Float32Array(255), 1, 2)).toThrow(
			new RangeError('a table of word length 1 has 256 entries, got 255')
		);
	});
});

describe('the names', () => {
	it('are refused when unknown, with the list of those there are', () => {
		const names =
			'all-float, float-first, naive1, naive2, naive2-wide, bit-planes, thermometer, dither, quantile-dither, pixel-embedding';
		for (const name of ['naive', '', 'toString', '__proto__'])
			expect(() => namedEncoding(name)).toThrow(
				new RangeError(`no encoding is called "${name}"; the names are ${names}`)
			);
	});

	it.each(Object.entries(NAMED_ENCODINGS))('%s can be parsed, and is found by name', (name, encoding) => {
		expect(namedEncoding(name)).toBe(encoding);
		expect(parseEncoding(JSON.parse(JSON.stringify(encoding)))).toEqual(encoding);
	});

	it('mean word lengths and bits that the tables have', () => {
		const rows = Object.entries(NAMED_ENCODINGS).map(([name, e]) => [name, wordLengthOf(e), entryBits(e)]);
		expect(rows).toEqual([
			['all-float', 1, 8],
			['float-first', 1, 8],
			['naive1', 1, 1],
			['naive2', 1, 2],
			['naive2-wide', 10, 2],
			['bit-planes', 8, 1],
			['thermometer', 10, 1],
			['dither', 10, 2],
			['quantile-dither', 10, 2],
			['pixel-embedding', 10, 2]
		]);
		for (const e of Object.values(NAMED_ENCODINGS)) {
			if (!isTableEncoding(e) || e.kind === 'pixel-embedding' || e.kind === 'quantile-dither') continue;
			const { wordLength, bits, levels } = fixedTable(e);
			expect([wordLength, bits, levels.length]).toEqual([wordLengthOf(e), entryBits(e), 256 * wordLength]);
		}
	});
});

describe('an encoding from elsewhere', () => {
	it('may have word lengths 1 to 16 and one or two bits, and nothing else', () => {
		for (const wordLength of WORD_LENGTHS)
			for (const bits of BITS)
				expect(parseEncoding({ kind: 'dither', bits, wordLength })).toEqual({
					kind: 'dither',
					bits,
					wordLength
				});
		for (const wordLength of [0, 17, 1.5, '4', null, NaN])
			expect(() => parseEncoding({ kind: 'dither', bits: 2, wordLength })).toThrow(/encoding\.wordLength/);
		for (const bits of [0, 3, '2', undefined])
			expect(() => parseEncoding({ kind: 'dither', bits, wordLength: 4 })).toThrow(/encoding\.bits/);
		expect(() => parseEncoding({ kind: 'fourier' })).toThrow(/encoding\.kind/);
		expect(() => parseEncoding({ kind: 'bit-planes', wordLength: 8 })).toThrow(/encoding\.wordLength/);
		expect(() => parseEncoding(null)).toThrow(TypeError);
	});
});

describe('a quantile dither', () => {
	const quantile = (bits: 1 | 2, wordLength: number): Encoding => ({
		kind: 'quantile-dither',
		bits,
		wordLength
	});
	const levelsOf = (e: Encoding): Uint8Array => fixedTable(e).levels;

	it('is the plain dither where every value is equally frequent, but for the rounding at its thresholds', () => {
		const fitted = levelsOf(fitEncoding(quantile(2, 10), () => new Uint32Array(256).fill(7)));
		const plain = levelsOf({ kind: 'dither', bits: 2, wordLength: 10 });
		const apart = fitted.filter((level, i) => level !== plain[i]).length;
		expect(apart).toBeLessThan(30);
	});

	it('puts the thresholds where the values are', () => {
		// All values are 10 to 19, equally often: the middle of one bit lies between 14 and 15.
		const counts = Array.from({ length: 256 }, (_, v) => (v >= 10 && v < 20 ? 5 : 0));
		const levels = levelsOf(fitEncoding(quantile(1, 1), () => counts));
		expect(Array.from(levels)).toEqual(Array.from({ length: 256 }, (_, v) => (v >= 15 ? 1 : 0)));
	});

	it('has no table before it is fitted, and is fitted to no empty histogram', () => {
		expect(() => fixedTable(quantile(2, 3))).toThrow(TypeError);
		expect(() => fitEncoding(quantile(2, 3), () => new Uint32Array(256))).toThrow(RangeError);
	});

	it('alone looks at the histogram', () => {
		const looked = (): never => {
			throw new Error('looked');
		};
		for (const [name, e] of Object.entries(NAMED_ENCODINGS))
			if (name !== 'quantile-dither') expect(fitEncoding(e, looked)).toBe(e);
	});
});

describe('a custom encoding', () => {
	const table = { wordLength: 2, bits: 2, levels: Uint8Array.from({ length: 512 }, (_, i) => (i * 7) % 4) };

	it('is its table again', () => {
		expect(fixedTable(customEncoding('mine', table))).toEqual(table);
		expect(parseEncoding(customEncoding('mine', table))).toEqual(customEncoding('mine', table));
	});

	it('is refused with an entry that is no level, or entries missing', () => {
		expect(() => customEncoding('mine', { ...table, bits: 1 })).toThrow(/0\.\.1, entry 1 of value 0 is 3/);
		expect(() => customEncoding('mine', { ...table, wordLength: 3 })).toThrow(/768 entries, got 512/);
		const { digits, ...rest } = customEncoding('mine', table);
		expect(() => parseEncoding({ ...rest, digits: digits.slice(1) })).toThrow(/512 digits 0-3, received 511/);
		expect(() => parseEncoding({ ...rest, digits: `4${digits.slice(1)}` })).toThrow(TypeError);
	});
});
