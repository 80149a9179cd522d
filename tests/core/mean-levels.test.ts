import { expect, it } from 'vitest';
import { fixedTable } from '#lib/core/encoding.ts';
import { meanLevels } from '#lib/core/mean-levels.ts';

it('the mean level of copies is the level, and that of a dither rises in thirtieths', () => {
	const copies = meanLevels(fixedTable({ kind: 'naive', bits: 2, wordLength: 10 }));
	expect([0, 42, 43, 127, 128, 212, 213, 255].map((v) => copies[v])).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
	const dither = meanLevels(fixedTable({ kind: 'dither', bits: 2, wordLength: 10 }));
	expect(dither[0]).toBe(0);
	expect(dither[255]).toBe(3);
	for (let v = 1; v < 256; v++) expect([0, 1]).toContain(Math.round(10 * (dither[v] - dither[v - 1])));
});
