import { describe, expect, test } from 'vitest';
import { readCell, type CellCode } from '#lib/notebook/cell-code.ts';
import { idleGuards } from './idle-guards.ts';

const LIBRARY = new Set(['core', 'show']);

function code(source: string): CellCode {
	const read = readCell(source, LIBRARY);
	if (!read.ok) throw new Error(read.fault.message);
	return read.code;
}
const uses = (source: string): string[] => [...code(source).uses].toSorted();

/** Runs a cell's function as the sandbox does. */
async function run(
	source: string,
	inputs: Record<string, unknown> = {}
): Promise<[unknown, Record<string, unknown>]> {
	const make = new Function(
		'$guard',
		...Object.keys(inputs),
		`return (async () => { 'use strict'; ${code(source).body}\n})()`
	) as (...given: unknown[]) => Promise<[unknown, Record<string, unknown>]>;
	return make(idleGuards(), ...Object.values(inputs));
}

describe('names', () => {
	test('a cell defines what stands at its top, and nothing of what is inside', () => {
		const source = `const { a, b: [c = d], ...e } = f; let g; function h(i) { const j = i; } class K {} { const l = 1; }`;
		expect(code(source).defines).toEqual(['a', 'c', 'e', 'g', 'h', 'K']);
		expect(uses(source)).toEqual(['d', 'f']);
	});

	test('parameters, catch, loops, labels, keys and members are no names from outside', () => {
		const source = `
			out: for (const x of xs) { for (let i = 0; i < n; i++) { if (x.y === i) continue out; } }
			try { go({ key: 1, short, [computed]: 2 }); } catch ({ message }) { message; }
			const f = (p = dflt, ...q) => p + q.length;
			const g = function own() { return own; };
			class A extends Base { field = init; static { this.z; } m(arg) { return arg ?? super.m; } }`;
		expect(uses(source)).toEqual(['Base', 'computed', 'dflt', 'go', 'init', 'n', 'short', 'xs']);
	});

	test('a name used before its inner declaration is the inner one', () => {
		expect(
			uses('{ f(); function f() {} } const g = () => { var v = w; if (v) { var u = 1; } return u; };')
		).toEqual(['w']);
	});

	test('assignments to outer names are told, however they are written', () => {
		expect(
			[...code('a = 1; b++; [c, d.e] = f; ({ g, h: i } = j); for (k of l);').assigns].toSorted()
		).toEqual(['a', 'b', 'c', 'g', 'i', 'k']);
		expect([...code('let a = 0; a += 1; const f = (b) => { b = 1; };').assigns]).toEqual([]);
	});
});

describe('what a cell answers', () => {
	test('the last expression is its value and the names are handed on', async () => {
		expect(await run('const a = 2;\nconst b = a * x;\nb + 1', { x: 5 })).toEqual([11, { a: 2, b: 10 }]);
	});

	test('brackets, semicolons and comments around the last expression change nothing', async () => {
		expect((await run('(1, 2); // end'))[0]).toBe(2);
		expect((await run('({ a: 1 })'))[0]).toEqual({ a: 1 });
		expect((await run('7 // seven\n;'))[0]).toBe(7);
		expect((await run('"use strict"'))[0]).toBe('use strict');
	});

	test('await works at the top, and a last declaration has no value', async () => {
		expect(await run('const a = await Promise.resolve(3);')).toEqual([undefined, { a: 3 }]);
	});
});

describe('what is refused', () => {
	const fault = (source: string) => {
		const read = readCell(source, LIBRARY);
		return read.ok ? null : read.fault;
	};

	test.each([
		['const a = ;', 1, /cannot be read/],
		['let a;\nlet a;', 2, /already been declared/],
		['1;\nimport x from "y";', 2, /imports nothing/],
		['const f = () =>\n\timport("y");', 2, /imports nothing/],
		['export const a = 1;', 1, /needs no export/],
		['const core = 1;', null, /“core” belongs to the library/],
		['show = 1;', null, /cannot be changed/],
		['const $value = 1;', null, /belongs to the library/],
		['const f = ($guard) => $guard;', null, /belongs to the notebook/],
		['return 1;', 1, /return/]
	])('%j', (source, line, message) => {
		expect(fault(source)).toEqual({ line, message: expect.stringMatching(message) });
	});

	test('a cell longer than the limit', () => {
		expect(fault(' '.repeat(100_001))?.message).toMatch(/at most 100000 characters/);
	});
});
