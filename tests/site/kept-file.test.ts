import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeKept, encodeKept } from '../../src/lib/site/kept-file.ts';

const lab = new Map<string, unknown>([
	['run:1', { losses: Float32Array.of(1.5, -2, 0.1), confusion: Uint32Array.of(1, 2 ** 32 - 1), words: 'ä' }],
	['aside:2', { checkpoint: { state: Uint8Array.of(1, 2, 255).buffer }, losses: [0.5] }],
	// A view into a larger buffer takes its own part along.
	['network:1', new Uint8Array([9, 8, 7, 6]).subarray(1, 3)]
]);

describe('the file of all that is kept', () => {
	it('brings every value back as it was, typed arrays and buffers too', () => {
		const texts = new Map([['theme', 'dark']]);
		expect(decodeKept(encodeKept({ texts, lab }))).toEqual({ texts, lab });
	});

	it('refuses to write what would come back as something else', () => {
		const odd = new Map([['x', new Float64Array(1)]]);
		expect(() => encodeKept({ texts: new Map(), lab: odd })).toThrow('a kept value holds a Float64Array');
	});

	it.each([
		['{', 'the file cannot be read'],
		['null', 'a file that this page has saved is expected'],
		['{"format": "another"}', 'a file that this page has saved is expected'],
		['{"format": "a-word-for-every-pixel: everything kept", "version": 1}', 'version 1; this page reads 2'],
		[encodeKept({ texts: new Map(), lab: new Map() }).replace('"texts": {}', '"texts": []'), 'texts: keys'],
		[
			encodeKept({ texts: new Map([['a', 'b']]), lab: new Map() }).replace('"b"', '1'),
			'texts: a must be a text'
		],
		[
			'{"x": {"$bytes": "Worker", "base64": ""}}',
			'ArrayBuffer, Uint8Array, Uint32Array, Float32Array is expected, got Worker'
		],
		['{"x": {"$bytes": "Uint8Array", "base64": "?"}}', 'the file cannot be read']
	])('refuses %s', (text, why) => {
		expect(() => decodeKept(text)).toThrow(why);
	});

	it('takes any damage as a TypeError, and never reaches a prototype', () => {
		const good = encodeKept({ texts: new Map([['theme', 'dark']]), lab });
		fc.assert(
			fc.property(fc.nat(good.length - 1), fc.string({ maxLength: 12 }), (at, put) => {
				try {
					decodeKept(good.slice(0, at) + put + good.slice(at + put.length));
				} catch (error) {
					expect(error).toBeInstanceOf(TypeError);
				}
			}),
			{ numRuns: 10_000 }
		);
		decodeKept(good.replace('"theme"', '"__proto__"'));
		expect(({} as Record<string, unknown>).dark).toBeUndefined();
	});
});
