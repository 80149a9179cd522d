import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cSource, tableHeader } from '#lib/core/c-source.ts';
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';
import { commentText } from '#lib/core/network-source.ts';
import { tsSource } from '#lib/core/ts-source.ts';
import { materialDataset } from '#lib/data/materials.ts';
import { equalityCases, type EqualityCase } from '#lib/engines/equality-cases.ts';
import { reference } from '#lib/engines/reference.ts';

/** Cases of one picture's work small enough for a test, one in so many: every word length and both table widths stay among them. */
const EVERY = 5;
const LARGEST_SIDE = 32;
const CASES = [...equalityCases()]
	.filter(({ network }) => network.width <= LARGEST_SIDE)
	.filter((_, i) => i % EVERY === 0);

const classNames = (classes: number): string[] => Array.from({ length: classes }, (_, k) => `class ${k}`);
const notes = (classes: number) => ({ classNames: classNames(classes), about: ['A test.'] });

async function expectedLogits({ network, pictures }: EqualityCase): Promise<number[]> {
	const loaded = await reference.load(network);
	const { logits } = await loaded.run(pictures, { levels: false });
	loaded.dispose();
	return [...logits];
}

let folder = '';
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'network-source-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Compile with every warning on, as an error. */
function compile(source: string, ...flags: string[]): string {
	const file = join(folder, 'network.c');
	const program = join(folder, 'network');
	writeFileSync(file, source);
	execFileSync(
		'cc',
		['-std=c99', '-O2', '-Wall', '-Wextra', '-Wpedantic', '-Werror', ...flags, file, '-o', program],
		{ stdio: 'pipe' }
	);
	return program;
}

const logitsOf = (output: string): number[] => output.split(/\s+/).filter(Boolean).map(Number);

/** Picture sizes alone would pass a program that ignores its pictures. */
it('there are cases with several word lengths, both table widths and several sizes', () => {
	expect(new Set(CASES.map(({ network }) => network.table.wordLength)).size).toBeGreaterThan(5);
	expect(new Set(CASES.map(({ network }) => network.table.bits)).size).toBe(2);
});

describe('a network as a C file', () => {
	it.each(CASES)('$name: compiles without a warning and equals the reference in every logit', async (one) => {
		const program = compile(cSource(one.network, notes(one.network.classes)), '-DCLASSIFY_MAIN');
		const output = execFileSync(program, { input: one.pictures, encoding: 'utf8', maxBuffer: 1 << 26 });
		expect(logitsOf(output)).toEqual(await expectedLogits(one));
	});

	it('computes the same with the sanitizers looking on', async () => {
		const [one] = CASES;
		const source = cSource(one.network, notes(one.network.classes));
		const program = compile(
			source,
			'-DCLASSIFY_MAIN',
			'-fsanitize=undefined,address',
			'-fno-sanitize-recover'
		);
		const output = execFileSync(program, { input: one.pictures, encoding: 'utf8' });
		expect(logitsOf(output)).toEqual(await expectedLogits(one));
	});

	it('keeps hostile names inside their strings and comments', () => {
		const [{ network }] = CASES;
		const names = classNames(network.classes);
		names[0] = '"}; int evil(void); /* \\ \n é ?\u003f/';
		const about = ['*/ int evil(void); /*', 'two\nlines'];
		const source = cSource(network, { classNames: names, about });
		expect(source).not.toContain('*/ int evil');
		writeFileSync(
			join(folder, 'names.c'),
			`${source}\n#include <stdio.h>\nint main(void) { fputs(CLASS_NAMES[0], stdout); return 0; }\n`
		);
		execFileSync(
			'cc',
			['-std=c99', '-Wall', '-Werror', join(folder, 'names.c'), '-o', join(folder, 'names')],
			{ stdio: 'pipe' }
		);
		expect(execFileSync(join(folder, 'names'), { encoding: 'utf8' })).toBe(names[0]);
	});

	it('refuses names that are not one a class', () => {
		const [{ network }] = CASES;
		expect(() => cSource(network, { classNames: ['only one'], about: [] })).toThrow(
			`there must be ${network.classes} class names, got 1`
		);
	});
});

/** A trained network, and pictures as it was made for. */
const trained = (): EqualityCase => ({
	name: 'trained',
	network: decodeIntegerNetwork(new Uint8Array(readFileSync('static/networks/pixel-embedding.lbn'))),
	pictures: materialDataset({ light: 1, seed: 3, count: 1000 }).images
});

it('a trained network gives the same logits of 1,000 pictures in C, in TypeScript and in the reference', async () => {
	const one = trained();
	const expected = await expectedLogits(one);
	expect(expected.length).toBe(10_000);
	const program = compile(cSource(one.network, notes(10)), '-DCLASSIFY_MAIN');
	expect(logitsOf(execFileSync(program, { input: one.pictures, encoding: 'utf8' }))).toEqual(expected);
	expect(tsLogits(tsSource(one.network, notes(10)), one)).toEqual(expected);
}, 120_000);

/** The exports of a file that the compiler accepts in its strictest mode. */
function evaluate(source: string): { classify: (picture: Uint8Array) => Int32Array; CLASS_NAMES: string[] } {
	const { outputText, diagnostics } = ts.transpileModule(source, {
		reportDiagnostics: true,
		compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, strict: true }
	});
	expect(diagnostics).toEqual([]);
	const exports = {};
	new Function('exports', outputText)(exports);
	return exports as ReturnType<typeof evaluate>;
}

function tsLogits(source: string, { network, pictures }: EqualityCase): number[] {
	const { classify } = evaluate(source);
	const size = network.height * network.width * 3;
	const logits: number[] = [];
	for (let at = 0; at < pictures.length; at += size)
		logits.push(...classify(pictures.subarray(at, at + size)));
	return logits;
}

describe('a network as a TypeScript file', () => {
	it.each(CASES)('$name: equals the reference in every logit', async (one) => {
		const logits = tsLogits(tsSource(one.network, notes(one.network.classes)), one);
		expect(logits).toEqual(await expectedLogits(one));
	});

	it('refuses a picture of another size, and keeps hostile names inside their strings', () => {
		const [{ network }] = CASES;
		const names = classNames(network.classes);
		names[0] = '`${process.exit()}` */ " \\ \u2028';
		const { classify, CLASS_NAMES } = evaluate(
			tsSource(network, { classNames: names, about: ['*/ throw 1; /*'] })
		);
		expect(CLASS_NAMES[0]).toBe(names[0]);
		expect(() => classify(new Uint8Array(5))).toThrow(
			`a picture has ${network.height * network.width * 3} bytes, got 5`
		);
	});
});

describe('the table as a C header', () => {
	it.each([1, 2])('of %i bits compiles, and holds every entry', (bits) => {
		const table = CASES.find(({ network }) => network.table.bits === bits)!.network.table;
		writeFileSync(join(folder, 'pixel_table.h'), tableHeader(table, ['A test.']));
		const main = `#include <stdio.h>
#include "pixel_table.h"
int main(void) {
	for (int v = 0; v < 256; v++)
		for (int k = 0; k < PIXEL_WORD_LENGTH; k++) {
			int level = 0;
			for (int p = 0; p < PIXEL_WORD_BITS; p++) level += (int)(PIXEL_TABLE[p][v] >> k & 1) << p;
			printf("%d ", level);
		}
	return 0;
}`;
		const output = execFileSync(compile(main, `-I${folder}`), { encoding: 'utf8' });
		expect(output.trim().split(' ').map(Number)).toEqual([...table.levels]);
	});
});

it('text for a comment cannot end it', () => {
	expect(commentText('a */ b é \n c /*/ d')).toBe('a * / b ? ? c / * / d');
});
