import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	SnapshotFileError,
	decodeSnapshot,
	encodeSnapshot,
	snapshotHash,
	type Snapshot,
	type SnapshotFault
} from '#lib/core/snapshot.ts';
import { smallSnapshot } from './small-snapshots.ts';

/** One picture of one pixel, one channel, two classes: 27 + 4 + 2 + 1 numbers. */
const TINY: Snapshot = {
	spec: {
		height: 1,
		width: 1,
		encoding: { kind: 'naive', bits: 2, wordLength: 1 },
		convs: [{ outChannels: 1, stride: 1, pool: 1 }],
		classes: 2
	},
	step: 3,
	table: null,
	convs: [
		{
			weights: Float32Array.from({ length: 27 }, (_, i) => (i - 13) / 16),
			gamma: Float32Array.of(1),
			beta: Float32Array.of(-0.5),
			mean: Float32Array.of(7),
			variance: Float32Array.of(2.25)
		}
	],
	dense: Float32Array.of(0.25, -0.25),
	logScale: 0.125
};
const HEADER =
	'{"spec":{"height":1,"width":1,"encoding":{"kind":"naive","bits":2,"wordLength":1},' +
	'"convs":[{"outChannels":1,"stride":1,"pool":1}],"classes":2},"step":3}';

/** A snapshot file put together by hand; the tiny one unless told otherwise. */
function file(changes: { header?: string; version?: number; headerLength?: number; floats?: number[] } = {}) {
	const text = Buffer.from(changes.header ?? HEADER);
	const header = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4, ' ')]);
	const prefix = Buffer.alloc(12);
	prefix.write('AWEP', 0, 'latin1');
	prefix.writeUInt32LE(changes.version ?? 1, 4);
	prefix.writeUInt32LE(changes.headerLength ?? header.length, 8);
	const weights = Array.from({ length: 27 }, (_, i) => (i - 13) / 16);
	const floats = changes.floats ?? [...weights, 1, -0.5, 7, 2.25, 0.25, -0.25, 0.125];
	const numbers = Buffer.alloc(4 * floats.length);
	floats.forEach((x, i) => numbers.writeFloatLE(x, 4 * i));
	return new Uint8Array(Buffer.concat([prefix, header, numbers]));
}

function faultOf(bytes: Uint8Array): SnapshotFault | 'none' {
	try {
		decodeSnapshot(bytes);
		return 'none';
	} catch (error) {
		expect(error).toBeInstanceOf(SnapshotFileError);
		return (error as SnapshotFileError).fault;
	}
}

const withHeader = (change: (header: Record<string, unknown>) => unknown): Uint8Array =>
	file({ header: JSON.stringify(change(JSON.parse(HEADER) as Record<string, unknown>)) });
const withSpec = (change: Record<string, unknown>): Uint8Array =>
	withHeader(({ spec, step }) => ({ spec: { ...(spec as object), ...change }, step }));

describe('a snapshot file', () => {
	it('is "AWEP", version, header length, header and numbers', () => {
		expect(Buffer.from(encodeSnapshot(TINY)).equals(file())).toBe(true);
		expect(decodeSnapshot(file())).toEqual(TINY);
	});

	it('has the SHA-256 that it always had', () => {
		expect(snapshotHash(TINY)).toBe(createHash('sha256').update(file()).digest('hex'));
		expect(snapshotHash(TINY)).toBe('f255e612c5a08854a4f91dbb2fd662540957543d52d31e8ffb5b0393d2b20b06');
	});

	it('comes back as it was, for networks of every encoding and shape', () => {
		fc.assert(
			fc.property(fc.nat(1_000_000), (seed) => {
				// A file holds float32s; the last scale is a plain number until it has been in one.
				const snapshot = { ...smallSnapshot(seed), logScale: Math.fround(smallSnapshot(seed).logScale) };
				expect(decodeSnapshot(encodeSnapshot(snapshot))).toEqual(snapshot);
			}),
			{ seed: 1, numRuns: 60 }
		);
	});

	it('can be read from the middle of a larger buffer', () => {
		const larger = new Uint8Array(file().length + 9);
		larger.set(file(), 5);
		expect(decodeSnapshot(larger.subarray(5, 5 + file().length))).toEqual(TINY);
	});

	it('shares no memory with what was read from it', () => {
		const bytes = file();
		const snapshot = decodeSnapshot(bytes);
		bytes.fill(0);
		expect(snapshot).toEqual(TINY);
	});
});

describe('a snapshot file is refused', () => {
	it('as no snapshot where it does not start with "AWEP"', () => {
		expect(faultOf(new Uint8Array(0))).toBe('not-a-snapshot');
		expect(faultOf(Buffer.from('AWE'))).toBe('not-a-snapshot');
		expect(faultOf(Buffer.from('PEWA, and so on for a while'))).toBe('not-a-snapshot');
	});

	it('as truncated at every length that holds the first four bytes', () => {
		for (let length = 0; length < file().length; length++)
			expect(faultOf(file().subarray(0, length)), `${length} bytes`).toBe(
				length < 4 ? 'not-a-snapshot' : 'truncated'
			);
	});

	it('as oversized where anything follows', () => {
		expect(faultOf(Buffer.concat([file(), Buffer.of(0)]))).toBe('oversized');
	});

	it('for another version, which it names', () => {
		expect(faultOf(file({ version: 2 }))).toBe('version');
		expect(() => decodeSnapshot(file({ version: 7 }))).toThrow('version 1, the file is version 7');
	});

	it.each([2, 65540, 0xffffffff])('for a header of %i bytes, before it is believed', (headerLength) => {
		expect(faultOf(file({ headerLength }))).toBe('header');
	});

	it.each([
		['nothing', ''],
		['no JSON', 'step 3'],
		['JSON that is cut off', HEADER.slice(0, -1)],
		['null', 'null'],
		['a list', '[]'],
		['a string', '"AWEP"']
	])('for a header that is %s', (_, header) => {
		expect(faultOf(file({ header }))).toBe('header');
	});

	it('for a header that is not UTF-8', () => {
		const bytes = file();
		bytes[12 + HEADER.indexOf('naive')] = 0xff;
		expect(faultOf(bytes)).toBe('header');
	});

	it.each([
		['an unknown field', withHeader((h) => ({ ...h, author: 'somebody' }))],
		['an unknown field in the network', withSpec({ depth: 3 })],
		['an unknown field in the encoding', withSpec({ encoding: { kind: 'bit-planes', bits: 1 } })],
		['no step', withHeader(({ spec }) => ({ spec }))],
		['a negative step', withHeader((h) => ({ ...h, step: -1 }))],
		['half a step', withHeader((h) => ({ ...h, step: 0.5 }))],
		['a step beyond whole numbers', withHeader((h) => ({ ...h, step: 1e300 }))],
		['no network', withHeader(({ step }) => ({ step }))],
		['no convolution', withSpec({ convs: [] })],
		['a convolution of stride 3', withSpec({ convs: [{ outChannels: 1, stride: 3, pool: 1 }] })],
		['a pool that does not divide', withSpec({ convs: [{ outChannels: 1, stride: 1, pool: 2 }] })],
		['a side of nothing', withSpec({ height: 0 })],
		['a side of 1025', withSpec({ width: 1025 })],
		['one class', withSpec({ classes: 1 })],
		['17 numbers a word', withSpec({ encoding: { kind: 'dither', bits: 2, wordLength: 17 } })],
		['three bits', withSpec({ encoding: { kind: 'naive', bits: 3, wordLength: 1 } })]
	])('for a header with %s', (_, bytes) => {
		expect(faultOf(bytes)).toBe('header');
	});

	it.each([NaN, Infinity, -Infinity])('for a number that is %s, wherever it stands', (bad) => {
		for (let i = 0; i < 34; i++) {
			const floats = Array.from({ length: 34 }, (_, j) => (i === j ? bad : 0.5));
			expect(faultOf(file({ floats }))).toBe('not-finite');
		}
	});
});

describe('a snapshot that is not one network is not written', () => {
	const short = new Float32Array(1);
	const [conv] = TINY.convs;
	const broken: [string, Snapshot][] = [
		['a table that its encoding does not learn', { ...TINY, table: new Float32Array(256) }],
		[
			'no table where its encoding learns one',
			{
				...TINY,
				spec: {
					...TINY.spec,
					encoding: { kind: 'pixel-embedding', bits: 2, wordLength: 1, init: 'linear' }
				}
			}
		],
		['a convolution too few', { ...TINY, convs: [] }],
		['a convolution too many', { ...TINY, convs: [conv, conv] }],
		['too few weights', { ...TINY, convs: [{ ...conv, weights: short }] }],
		['too many means', { ...TINY, convs: [{ ...conv, mean: new Float32Array(2) }] }],
		['too short a last layer', { ...TINY, dense: short }]
	];
	it.each(broken)('with %s', (_, snapshot) => {
		expect(() => encodeSnapshot(snapshot)).toThrow(
			expect.objectContaining({ fault: 'inconsistent' }) as Error
		);
	});
});

describe('no bytes do worse than be refused', () => {
	/** Whatever is read must be a snapshot that can be written and read again. */
	function expectSound(bytes: Uint8Array): void {
		let snapshot: Snapshot;
		try {
			snapshot = decodeSnapshot(bytes);
		} catch (error) {
			if (error instanceof SnapshotFileError) return;
			throw error;
		}
		expect(decodeSnapshot(encodeSnapshot(snapshot))).toEqual(snapshot);
	}

	it('10,000 random strings, half of them after a good prefix', () => {
		const tail = fc.uint8Array({ maxLength: 300 });
		const prefixed = fc.tuple(fc.nat(90), tail).map(([kept, rest]) => {
			const bytes = new Uint8Array(Math.max(12, kept * 4) + rest.length);
			bytes.set(file().subarray(0, bytes.length - rest.length));
			bytes.set(rest, bytes.length - rest.length);
			return bytes;
		});
		fc.assert(fc.property(fc.oneof(tail, prefixed), expectSound), { seed: 2, numRuns: 10_000 });
	});

	it('every byte of a good file turned into each of 24 others', () => {
		const good = file();
		for (let at = 0; at < good.length; at++)
			for (let turn = 1; turn < 256; turn += 11) {
				const bytes = good.slice();
				bytes[at] ^= turn;
				expectSound(bytes);
			}
	});
});
