import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Guards } from '#lib/notebook/frame/guards.ts';
import { GUARD, GUARD_PRELUDE, withoutGuards } from '#lib/notebook/guard-text.ts';
import { guardsOf, insert } from '#lib/notebook/guarded-source.ts';
import { idleGuards } from './idle-guards.ts';

function guarded(source: string): string {
	const program = parse(source, {
		ecmaVersion: 'latest',
		sourceType: 'module',
		allowAwaitOutsideFunction: true,
		allowReturnOutsideFunction: true
	});
	return insert(source, guardsOf(program));
}

type Answer = { readonly value: unknown } | { readonly threw: string };

async function answerOf(source: string, prelude = ''): Promise<Answer> {
	const make = new Function(GUARD, `'use strict'; return (async () => { ${prelude} ${source}\n})()`) as (
		guards: Guards
	) => Promise<unknown>;
	try {
		return { value: await make(idleGuards()) };
	} catch (error) {
		return { threw: String(error) };
	}
}

const PROGRAMS: Readonly<Record<string, string>> = {
	'labels, break and continue': `
		const seen = [];
		out: for (let i = 0; i < 5; i++) for (let j = 0; j < 5; j++) {
			if (j === 2) continue out; else if (i === 3) break out;
			seen.push([i, j]);
		}
		block: { if (seen.length) break block; seen.push('never'); }
		return seen;`,
	'do…while, with and without brackets': `
		let n = 0, m = 0
		do n++; while (n < 5)
		do { m += n } while (m < 20)
		while (n < 9) n++
		if (n) while (m < 30) m++; else m = 0
		return [n, m];`,
	'for…in and for…of over patterns with defaults': `
		const made = [];
		for (const { a = [7], b: [c = { d: 1 }] = [] } of [{}, { a: 1, b: [2] }]) made.push([a, c]);
		for (const key in { x: 1, y: 2 }) made.push(key);
		let last; for (last of 'abc'); for ([last] of [[1], [2]]) ;
		return [made, last];`,
	'generators, their delegates and what is sent into them': `
		function* inner() { const got = yield 1; yield* [got, 2]; return [3]; }
		function* outer() { const end = yield* inner(); for (const x of end) yield x; yield; }
		const g = outer(); const out = [g.next(), g.next('in'), ...g];
		return out;`,
	'async generators and for await': `
		async function* count(n) { for (let i = 0; i < n; i++) { await null; yield { i }; } }
		const all = []; for await (const { i } of count(3)) all[all.length] = i;
		const later = async (x) => [await x]; const more = async () => { for (;;) return [await later(5)]; };
		return [all, await more()];`,
	'arrows whose body is a value': `
		const f = (x) => [x], g = (x) => ({ x }), h = (a) => (b) => a + b, k = async (x) => [x], l = _ => _ => [_];
		return [f(1), g(2), h(3)(4), await k(5), l(0)(6), ((a, b = [a]) => b)(1)];`,
	'names that functions and classes take from where they stand': `
		const f = () => {}, o = { g() {}, h: () => {}, ['i' + 1]: function () {} }; let k; k = class {}; const [m = () => {}] = [];
		return [f.name, o.g.name, o.h.name, o.i1.name, k.name, m.name, (() => {}).name];`,
	'classes: fields, accessors, static blocks, private names, super': `
		class A { list = []; static made = []; #p = {}; static { for (let i = 0; i < 3; i++) A.made[i] = [i]; }
			get size() { return this.list.length } put(k, v) { this.#p[k] = v; this.list[this.list.length] = k; return this.#p } }
		class B extends A { put(...all) { return { ...super.put(...all), own: true } } static of() { return new this() } }
		const b = B.of(); b.put('a', 1);
		return [b.put('b', 2), b.size, A.made, new (class { x = [1] })().x, (function () { return [new.target === undefined] })()];`,
	'new, wherever its name comes from': `
		const lib = { List: class { constructor(...x) { this.x = x } }, at: [Date] };
		return [new lib.List(1, [2]).x, new lib['List'], typeof new [Date][0]().getTime(), new Array(3).length, Array(2, 3), new Map([[1, 2]]).get(1)];`,
	'texts joined in every way':
		'\n\t\tlet s = `a`; s += "b"; s = s + 1; s += `${s}${[1]}-`; s += (0, "c"); const t = (x, ...y) => x.raw.join() + y; s += t`q${s}r`;\n\t\treturn s + `${{ a: 1 }.a}`;',
	'entries written in every way': `
		const a = [], o = {}, rows = [[]]; let i = 0;
		a[i++] = i; a[(i++, i)] = 'x'; o['k' + i] ??= []; o['k' + i].push(1); rows[0][i] = 2; rows[rows.length] = [3]; (a)[0] += 1; a[a[0]] ||= 4;
		[a[5], o.p] = [6, 7]; ({ q: o['r'] } = { q: 8 }); delete a[0]; o?.['k'];
		return [a, o, rows, i];`,
	'words that stand right before a bracket': `
		const f = (x) => { if (!x) return[0]; else return{x} }; const g = function* () { yield[1]; };
		switch (1) { case[1].length: return[f(0), f(1), ...g(), typeof[], void[], 'a'in{ a: 1 }, await[2]]; }`,
	'statements without semicolons': `
		let a = 1
		let b = [a]
		const c = { b }
		new Array(1)
		b[1] = 2
		this?.x
		return [a, b, c]`,
	'try, catch, finally and throw': `
		const log = [];
		for (const i of [1, 2, 3]) try { if (i === 2) throw { i }; log.push(i); continue } catch ({ i }) { log.push([i]) } finally { log.push({ f: i }) }
		return log;`,
	'what a function throws': `const f = (n) => { while (n) n--; return null.x }; f(3)`,
	'spread, optional calls, and values of assignments': `
		const f = (...all) => all; let a, b; const c = (a = b = [1]); const o = {};
		return [f(...[1], ...c, ...new Set([2])), f?.([3]), (o['x'] = [4]).length, (a += [5]), { ...{ d: [6] } }];`
};

describe('a guarded program', () => {
	test.each(Object.entries(PROGRAMS))('answers as it did: %s', async (_, source) => {
		const text = guarded(source);
		const plain = await answerOf(source);
		expect(await answerOf(text, GUARD_PRELUDE)).toEqual(plain);
		expect(text.split('\n').length).toBe(source.split('\n').length);
		expect(withoutGuards(text)).toBe(source);
		// A program that fails both times would be equal too.
		if (!source.includes('null.x')) expect(plain).toHaveProperty('value');
	});

	test('answers as it did, whatever it is made of', async () => {
		const { statement } = fc.letrec<{ value: string; statement: string }>((tie) => ({
			value: fc.oneof(
				{ maxDepth: 3, withCrossShrink: true },
				fc.constantFrom('a', 'b', '1', '"t"', 'list', 'o', 'i'),
				fc.tuple(tie('value'), tie('value')).map(([x, y]) => `[${x}, ...[${y}]]`),
				tie('value')
					.map((x) => `{ p: ${x}, [a]: 1 }.p`)
					.map((x) => `(${x})`),
				fc.tuple(tie('value'), tie('value')).map(([x, y]) => `(${x} + ${y})`),
				tie('value').map((x) => '`-${' + x + '}`'),
				tie('value').map((x) => `((q) => [q])(${x})`),
				tie('value').map((x) => `[...(function* () { yield ${x}; for (const z of [1]) yield z; })()]`),
				fc.tuple(tie('value'), tie('value')).map(([x, y]) => `(list[${x}] = ${y})`),
				tie('value').map((x) => `(a += ${x})`),
				tie('value').map((x) => `new Array(${x}).length`)
			),
			statement: fc.oneof(
				{ maxDepth: 4, withCrossShrink: true },
				tie('value').map((x) => `a = ${x};`),
				tie('value').map((x) => `list.push(${x})\n`),
				fc.tuple(tie('value'), tie('value')).map(([x, y]) => `o[${x}] = ${y};`),
				tie('statement').map((x) => `for (let i = 0; i < 2; i++) ${x}`),
				tie('statement').map(
					(x) =>
						`await (async () => { here: for (const i of [1, 2]) for (;;) { ${x} if (b) continue here; break; } })();`
				),
				fc
					.tuple(tie('statement'), tie('value'))
					.map(([x, y]) => `{ let n = 2; do { ${x} } while (n-- && ${y}); }`),
				fc.tuple(tie('value'), tie('statement')).map(([x, y]) => `if (${x}) ${y} else { ${y} }`),
				fc
					.tuple(tie('statement'), tie('value'))
					.map(([x, y]) => `b = await (async () => { ${x} return ${y}; })();`),
				tie('statement').map((x) => `await (async () => { ${x} })();`),
				tie('statement').map((x) => `try { ${x} throw [a]; } catch ([e]) { b = e; }`)
			)
		}));
		await fc.assert(
			fc.asyncProperty(fc.array(statement, { maxLength: 4 }), async (statements) => {
				const source = `let a = 1, b = 0, i = 0; const list = [], o = {};\n${statements.join('\n')}\nreturn [a, b, list, o];`;
				const text = guarded(source);
				expect(withoutGuards(text)).toBe(source);
				expect(await answerOf(text, GUARD_PRELUDE)).toEqual(await answerOf(source));
			}),
			{ numRuns: 400, seed: 8 }
		);
	}, 30_000);

	test('is acorn itself, which reads its own source as before', () => {
		const source = readFileSync('node_modules/acorn/dist/acorn.js', 'utf8');
		const text = guarded(source);
		expect(text.length).toBeGreaterThan(source.length * 1.02);
		expect(withoutGuards(text)).toBe(source);
		const made = {} as { parse: typeof parse };
		const load = new Function(GUARD, 'exports', 'module', `${GUARD_PRELUDE} ${text}`) as (
			...given: unknown[]
		) => void;
		load(idleGuards(), made, {});
		const read = (by: typeof parse): string => JSON.stringify(by(source, { ecmaVersion: 'latest' }));
		expect(read(made.parse) === read(parse)).toBe(true);
	}, 30_000);
});
