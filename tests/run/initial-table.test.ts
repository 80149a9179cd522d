import { expect, it } from 'vitest';
import { initialTable } from '#lib/run/initial-table.ts';

it('is plain rounding in every entry of a table that starts linear', () => {
	const table = initialTable({ kind: 'pixel-embedding', bits: 2, wordLength: 3, init: 'linear' });
	const naive = initialTable({ kind: 'naive', bits: 2, wordLength: 3 });
	expect(table?.levels).toEqual(naive?.levels);
});

it('is the fixed table of an encoding that does not learn', () => {
	expect([...(initialTable({ kind: 'bit-planes' })?.levels.subarray(8, 16) ?? [])]).toEqual([
		1, 0, 0, 0, 0, 0, 0, 0
	]);
});

it('is nothing where the first layer reads the pixel itself', () => {
	expect(initialTable({ kind: 'float-first' })).toBeNull();
	expect(initialTable({ kind: 'all-float' })).toBeNull();
});
