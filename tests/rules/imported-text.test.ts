import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { readProgress } from '../../src/lib/course/progress.ts';
import { fromFile } from '../../src/lib/notebook/notebook-file.ts';
import { parseMessage } from '../../src/lib/notebook/parse-message.ts';
import { parseSavedCells } from '../../src/lib/notebook/saved-cells.ts';
import { readFragment } from '../../src/lib/run/fragment.ts';
import { parseReceipt } from '../../src/lib/run/parse-receipt.ts';
import { parseRecordedBench } from '../../src/lib/run/parse-recorded-bench.ts';
import { parseRecordedCalls } from '../../src/lib/run/parse-recorded-calls.ts';
import { parseRecordedRun } from '../../src/lib/run/parse-recorded-run.ts';
import { parseRecordedStudy } from '../../src/lib/run/parse-recorded-study.ts';
import { readWidgetFragment } from '../../src/lib/run/widget-fragment.ts';
import { parseHandIn } from '../../src/lib/teach/parse-hand-in.ts';
import { readPreset } from '../../src/lib/teach/preset.ts';

const file = (path: string): string => readFileSync(path, 'utf8');
const fromJson =
	(parse: (data: unknown) => unknown) =>
	(text: string): unknown =>
		parse(JSON.parse(text));

/** Everything that a reader can bring in as JSON: how it is read, and a text that is right. */
const JSON_READERS: Record<string, readonly [read: (text: string) => unknown, right: string]> = {
	receipt: [fromJson(parseReceipt), file('tests/golden/receipts/pixel-embedding.json')],
	'recorded run': [fromJson(parseRecordedRun), file('static/runs/hero.json')],
	'recorded study': [fromJson(parseRecordedStudy), file('static/runs/study-words-dark.json')],
	'recorded timing': [fromJson(parseRecordedBench), file('static/runs/bench-inference.json')],
	'recorded first calls': [fromJson(parseRecordedCalls), file('static/runs/first-calls.json')],
	'kept notebook': [
		fromJson(parseSavedCells),
		'{"version":1,"name":"a-photo","changed":{"cell-1":"1"},"added":["2"]}'
	],
	'Jupyter notebook': [
		(text) => fromFile('a.ipynb', text, 'a-photo'),
		'{"cells":[{"cell_type":"code","id":"cell-1","source":["1"]}],"metadata":{"every-pixel":{"name":"a-photo"}}}'
	],
	'message from a cell': [
		fromJson(parseMessage),
		'{"type":"output","execution":1,"output":{"kind":"rows","title":"t","columns":["a"],"rows":[["1"]],"more":0}}'
	],
	progress: [
		(text) => readProgress({ getItem: () => text }),
		'{"version":1,"chapters":{"a":{"read":["b"],"passed":[],"answers":{"q":"1"},"guesses":{"g":2}}}}'
	]
};

/** Keys by which a careless merge changes every object of a page. */
const POISON = ['"__proto__":{"polluted":1}', '"constructor":{"prototype":{"polluted":1}}'];

/** The text with a poisoned key in the n-th of its objects; null behind the last. Braces in strings do no harm: the text is then no JSON. */
function poisoned(text: string, key: string, n: number): string | null {
	let at = -1;
	for (let i = 0; i <= n; i++) {
		at = text.indexOf('{', at + 1);
		if (at < 0) return null;
	}
	const rest = text.slice(at + 1);
	return `${text.slice(0, at + 1)}${key}${/^\s*\}/.test(rest) ? '' : ','}${rest}`;
}

/** Whether any object in it has got a property that nobody gave it. */
function isPolluted(value: unknown, seen = new Set<unknown>()): boolean {
	if (typeof value !== 'object' || value === null || seen.has(value) || ArrayBuffer.isView(value))
		return false;
	seen.add(value);
	if ('polluted' in value) return !Object.hasOwn(value, 'polluted');
	return Object.values(value).some((each) => isPolluted(each, seen));
}

afterEach(() => {
	expect('polluted' in {}).toBe(false);
	expect('polluted' in []).toBe(false);
	expect('polluted' in (() => undefined)).toBe(false);
});

describe.each(Object.entries(JSON_READERS))('poisoned keys in a %s', (name, [read, right]) => {
	it('change no object', () => {
		// Otherwise the poison is refused for another reason, and nothing is tested.
		expect(read(right), name).toBeInstanceOf(Object);
		for (const key of POISON)
			for (let n = 0; n < 12; n++) {
				const text = poisoned(right, key, n);
				if (text === null) break;
				let result: unknown;
				try {
					result = read(text);
				} catch (refusal) {
					expect(refusal).toBeInstanceOf(Error);
				}
				expect(isPolluted(result), `${key} in object ${n}`).toBe(false);
			}
	});
});

const NASTY = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

/** Everything that comes out of an address. */
const ADDRESS_READERS: Record<string, (text: string) => unknown> = {
	'state of the lab': readFragment,
	'state of a widget': (text) =>
		readWidgetFragment(text, 'bits', { bits: { kind: 'number', min: 1, max: 8 } }),
	'class preset': readPreset
};

describe.each(Object.entries(ADDRESS_READERS))('an address with a %s', (_, read) => {
	it('is read or refused in words, whatever it says, and changes no object', () => {
		const key = fc.oneof(fc.constantFrom(...NASTY, 'v1', 'w', 'seed', 'encoding', 'bits', 'p'), fc.string());
		const pair = fc.tuple(key, fc.oneof(fc.constantFrom(...NASTY, '[object Object]'), fc.string()));
		fc.assert(
			fc.property(fc.array(pair, { maxLength: 8 }), fc.boolean(), (pairs, encoded) => {
				const text = pairs
					.map((two) => two.map((each) => (encoded ? encodeURIComponent(each) : each)).join('='))
					.join('&');
				for (const fragment of [text, `#${text}`, `#v1&${text}`, `#w=bits&${text}`, `preset=1&${text}`])
					expect(isPolluted(read(fragment))).toBe(false);
			}),
			{ numRuns: 2000 }
		);
	});
});

it('a hand-in of arbitrary JSON is refused in words', () => {
	fc.assert(
		fc.property(fc.json(), (text) => {
			expect(() => parseHandIn(JSON.parse(text))).toThrow(Error);
		}),
		{ numRuns: 500 }
	);
});
