import { describe, expect, test } from 'vitest';
import { inspect, inspectLine } from '#lib/notebook/inspect.ts';
import { parseMessage } from '#lib/notebook/parse-message.ts';

describe('inspect', () => {
	test.each([
		['a "word"', 'a "word"'],
		[0.1 + 0.2, '0.3'],
		[-0, '-0'],
		[NaN, 'NaN'],
		[12n, '12n'],
		[null, 'null'],
		[undefined, 'undefined'],
		[[1, 'two'], 'Array(2) [1, "two"]'],
		[Uint8Array.of(1, 2), 'Uint8Array(2) [1, 2]'],
		[{ a: { b: 1 } }, 'Object {a: Object {b: 1}}'],
		[new Map([['k', 1]]), 'Map(1) {k: 1}'],
		[new RangeError('no'), 'RangeError: no'],
		[Object.create(null), 'Object {}']
	])('value %# as one line', (value, line) => {
		expect(inspectLine(value)).toBe(line);
	});

	test('a circle ends, a getter that throws is shown, a proxy that throws is survived', () => {
		const circle: Record<string, unknown> = {};
		circle.self = circle;
		expect(inspectLine(circle)).toBe('Object {self: (the object itself)}');
		const getter = {
			get bad(): number {
				throw new Error('no');
			}
		};
		expect(inspectLine(getter)).toBe('Object {bad: Error: no}');
		const proxy = new Proxy(
			{},
			{
				ownKeys: () => {
					throw new Error('no');
				}
			}
		);
		expect(inspectLine(proxy)).toBe('(an object that cannot be read)');
	});

	test('what it makes of anything large is small, and passes the page’s own check', () => {
		const long = 'x'.repeat(9999);
		const wide = Array.from({ length: 200 }, () => Array.from({ length: 200 }, (_, i) => ({ i, long })));
		const deep: unknown[] = [];
		let at = deep;
		for (let i = 0; i < 1000; i++) {
			const next: unknown[] = [];
			at.push(next);
			at = next;
		}
		for (const value of [wide, deep, new Float64Array(1e6), 'x'.repeat(1e6)]) {
			const output = { kind: 'value', value: inspect(value) };
			expect(JSON.stringify(output).length).toBeLessThan(500_000);
			expect(parseMessage({ type: 'output', execution: 1, output })).not.toBeNull();
		}
	});
});

describe('messages from the sandbox', () => {
	test.each([
		null,
		'done',
		{ type: 'unheard' },
		{ type: 'done', execution: -1 },
		{ type: 'output', execution: 1, output: { kind: 'run', run: 'x' } },
		{ type: 'output', execution: 1, output: { kind: 'html', html: '<b>' } },
		{ type: 'output', execution: 1, output: { kind: 'value', value: { kind: 'text', text: 1 } } },
		{
			type: 'output',
			execution: 1,
			output: { kind: 'picture', title: '', height: 2, width: 2, pixels: new Uint8Array(11) }
		},
		{
			type: 'output',
			execution: 1,
			output: {
				kind: 'code',
				title: '',
				wordLength: 1,
				bits: 1,
				levels: new Uint8Array(256).fill(2),
				counts: null
			}
		},
		{ type: 'ask', request: 1, execution: 1, ask: { type: 'study', name: '../secret' } }
	])('%j is refused', (message) => {
		expect(parseMessage(message)).toBeNull();
	});
});
