import { describe, expect, it } from 'vitest';
import { CHAPTERS } from '#lib/course/chapters.ts';
import { sampleVariance, studentInterval } from '#lib/core/statistics.ts';
import { tasksOf, type Cell, type Part } from '#lib/teach/guide/worksheet.ts';
import { WORKSHEETS } from '#lib/teach/guide/worksheets.server.ts';

function table(slug: string, at: number): Extract<Part, { kind: 'table' }> {
	const sheet = WORKSHEETS.get(slug);
	const part = sheet?.parts.filter((each) => each.kind === 'table')[at];
	if (part?.kind !== 'table') throw new Error(`${slug} has no table ${at}`);
	return part;
}
const textOf = (cell: Cell): string =>
	typeof cell === 'string' ? cell : 'answer' in cell ? cell.answer : String(cell.level);
const rows = (slug: string, at: number): string[][] =>
	table(slug, at).rows.map((row) => row.slice(1).map(textOf));
const number = (text: string): number => Number(text.replace('−', '-'));

describe('the worksheets', () => {
	it('every chapter has one, with tasks of which each leaves something to do', () => {
		expect([...WORKSHEETS.keys()]).toEqual(CHAPTERS.map(({ slug }) => slug));
		for (const sheet of WORKSHEETS.values()) {
			expect(tasksOf(sheet).length, sheet.slug).toBeGreaterThanOrEqual(4);
			expect(JSON.stringify(sheet.parts)).toMatch(/"answer"/);
			expect(JSON.stringify(sheet.parts)).not.toMatch(/NaN|undefined|Infinity/);
		}
	});

	it('every row of a table is as long as its head', () => {
		for (const { parts, slug } of WORKSHEETS.values())
			for (const part of parts)
				if (part.kind === 'table')
					for (const row of part.rows) expect(row.length, `${slug}: ${part.ask}`).toBe(part.head.length);
	});

	it('rounding by hand: levels, steps and errors as one counts them on paper', () => {
		expect(rows('what-a-bit-costs', 0)).toEqual([
			['2', '1', '255', '127.5'],
			['4', '3', '85', '42.5'],
			['8', '7', '36.4', '18.2'],
			['16', '15', '17', '8.5']
		]);
		const [levels, values] = rows('what-a-bit-costs', 1);
		expect(levels.join('')).toBe('00111223');
		expect(values.slice(4, 6)).toEqual(['85', '170']);
	});

	it('one sum, two ways: multiplying and counting bits give the same', () => {
		const [levels, signs, products] = rows('a-convolution-in-few-bits', 0);
		const sum = levels
			.slice(0, -1)
			.reduce((total, n, i) => total + number(n) * (signs[i] === '+' ? 1 : -1), 0);
		expect(products.at(-1)).toBe(String(sum));
		const [w, , a0, , a1] = rows('a-convolution-in-few-bits', 1).map((row) => Number(row.at(-1)));
		expect(3 * w - a0 - 2 * a1).toBe(sum);
	});

	it('a latent’s steps follow from each other, to the digits that are printed', () => {
		const steps = rows('training-through-a-staircase', 0).map((row) => row.map(number));
		for (const [latent, , value, push, after] of steps) {
			expect(push).toBeCloseTo(2 * (value - 0.4), 2);
			expect(after).toBeCloseTo(latent - 0.1 * push, 2);
		}
	});

	it('the two dark pictures are one, and are not one in bright light', () => {
		const [[dark, bright]] = rows('the-first-layer-problem', 0);
		expect(dark).toBe('16');
		expect(Number(bright)).toBeLessThan(16);
	});

	it('binary digits are binary, and 127 and 128 are as far apart as words can be', () => {
		const [, , last, next] = rows('one-number-many-bits', 0).map((row) => parseInt(row.join(''), 2));
		expect([last, next]).toEqual([127, 128]);
		expect(rows('one-number-many-bits', 3)[1]).toEqual(['8', '1', '0']);
	});

	it('a row that is never looked up cannot learn', () => {
		const [counts, , , learns] = rows('pixel-embedding', 0);
		expect(counts.reduce((sum, n) => sum + Number(n), 0)).toBe(16);
		expect(learns).toEqual(counts.map((n) => (n === '0' ? 'no' : 'yes')));
	});

	it('the race: the interval is Student’s, of the differences that are printed', () => {
		const [learned, dither, differences] = rows('the-race', 0).map((row) => row.slice(0, -1).map(number));
		learned.forEach((x, i) => expect(differences[i]).toBeCloseTo(x - dither[i], 2));
		const { low, high } = studentInterval(differences);
		const [[, from, to]] = rows('the-race', 1).map((row) => row.map(number));
		expect(from).toBeCloseTo(low, 1);
		expect(to).toBeCloseTo(high, 1);
	});

	it('folding: thresholds give the levels that the line gives', () => {
		const [, byLine] = rows('integers-only', 0);
		const [byThresholds] = rows('integers-only', 2);
		expect(byThresholds).toEqual(byLine);
		expect(new Set(byLine).size).toBe(4);
	});

	it('Amdahl: a quarter of the time, made to nothing, is four thirds', () => {
		expect(rows('is-it-faster', 0)[1]).toEqual(['1.143', '1.231', '1.333']);
	});
});

describe('answers that the guides give in words', () => {
	it('chapter 7: five differences and their interval', () => {
		const differences = [1, 2, 0, 3, -1];
		const { mean, low, high } = studentInterval(differences);
		expect([mean, low, high].map((x) => x.toFixed(2))).toEqual(['1.00', '-0.96', '2.96']);
		expect(Math.sqrt(sampleVariance(differences)).toFixed(2)).toBe('1.58');
	});
});
