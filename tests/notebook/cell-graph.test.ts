import { describe, expect, test } from 'vitest';
import { readCell } from '#lib/notebook/cell-code.ts';
import { cellGraph, inputsOf, runOrder, type GraphCell } from '#lib/notebook/cell-graph.ts';

/** Cells a, b, c ... with these sources. */
const cells = (...sources: string[]): GraphCell[] =>
	sources.map((source, i) => ({ id: 'abcdef'[i], read: readCell(source, new Set()) }));

describe('order', () => {
	test('a cell comes after those it uses, wherever they stand', () => {
		const { needs } = cellGraph(
			cells('z + y', 'const y = x;', 'const x = 1;', 'const z = 2;', 'const w = 0;')
		);
		expect(runOrder(['a'], needs)).toEqual(['c', 'b', 'd', 'a']);
	});

	test('each cell once, and none that is not needed', () => {
		const { needs } = cellGraph(cells('const x = 1;', 'const y = x;', 'x + y', 'const w = x;'));
		expect(runOrder(['c'], needs)).toEqual(['a', 'b', 'c']);
	});

	test('a cell is handed the names of other cells, and no others', () => {
		const all = cells('const x = 1, q = 2;', 'const y = x + Math.PI; y');
		const { read } = all[1];
		expect(read.ok && inputsOf(read, all)).toEqual(['x']);
	});
});

describe('faults', () => {
	const messages = (...sources: string[]) =>
		Object.fromEntries([...cellGraph(cells(...sources)).faults].map(([id, fault]) => [id, fault.message]));

	test('the second definition of a name is at fault, not the first', () => {
		expect(messages('const x = 1;', '2', 'const x = 3;')).toEqual({
			c: expect.stringContaining('“x” is defined in cell 1 already')
		});
	});

	test('no cell changes the name of another', () => {
		expect(messages('let x = 1;', 'x = 2;')).toEqual({ b: expect.stringContaining('belongs to cell 1') });
	});

	test('all cells of a circle are at fault, and those that only use it are not', () => {
		const found = messages('const x = y;', 'const y = z;', 'const z = x;', 'x');
		expect(Object.keys(found)).toEqual(['a', 'b', 'c']);
		expect(found.a).toContain('cell 1 needs cell 2 needs cell 3 needs cell 1');
	});

	test('a cell that cannot be read faults itself alone', () => {
		expect(Object.keys(messages('const x = ;', '1'))).toEqual(['a']);
	});
});
