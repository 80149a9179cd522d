import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import {
	decodeRunFile,
	encodeRunFile,
	RunFileError,
	type RunFile,
	type RunFileFault
} from '#lib/run/run-file.ts';

const ENCODING = { kind: 'naive', bits: 2, wordLength: 1 } as const;

/** Two classes, a network of one channel on one pixel, three steps of five. */
const RUN: RunFile = {
	config: { ...defaultConfig(ENCODING, { kind: 'own', hash: 'a'.repeat(64) }), steps: 5, mirror: false },
	step: 3,
	date: '2026-02-03',
	codeVersion: 'abc123',
	backend: 'wasm',
	dataName: 'two <b>things</b>',
	dataHash: 'a'.repeat(64),
	classNames: ['this', 'that'],
	network: {
		spec: {
			height: 1,
			width: 1,
			encoding: ENCODING,
			convs: [{ outChannels: 1, stride: 1, pool: 1 }],
			classes: 2
		},
		step: 3,
		table: null,
		convs: [
			{
				weights: new Float32Array(27).fill(0.5),
				gamma: Float32Array.of(1),
				beta: Float32Array.of(0),
				mean: Float32Array.of(2),
				variance: Float32Array.of(4)
			}
		],
		dense: Float32Array.of(0.25, -0.25),
		logScale: 0
	},
	state: Uint8Array.of(1, 2, 3, 4, 5).buffer,
	losses: [2.5, 1.5, 0.75],
	evaluations: [
		{ step: 2, correct: 3, count: 4, answers: Uint8Array.of(0, 1), confidences: Float32Array.of(0.5, 1) }
	],
	frames: [{ step: 0, levels: new Uint8Array(256).fill(1) }],
	result: null
};
const FILE = encodeRunFile(RUN);
const HEADER_AT = 12;
const headerLength = new DataView(FILE.buffer).getUint32(8, true);

/** The file with its header, and then its SHA-256, written anew. */
function withHeader(change: (header: Record<string, unknown>) => unknown): Uint8Array {
	const text = new TextDecoder().decode(FILE.subarray(HEADER_AT, HEADER_AT + headerLength));
	const changed = JSON.stringify(change(JSON.parse(text) as Record<string, unknown>));
	const padded = Buffer.from(changed.padEnd(Math.ceil(changed.length / 4) * 4));
	const prefix = Buffer.from(FILE.subarray(0, HEADER_AT));
	prefix.writeUInt32LE(padded.length, 8);
	const body = Buffer.concat([prefix, padded, FILE.subarray(HEADER_AT + headerLength, -32)]);
	return new Uint8Array(Buffer.concat([body, createHash('sha256').update(body).digest()]));
}

function faultOf(bytes: Uint8Array): [RunFileFault, string] | 'none' {
	try {
		decodeRunFile(bytes);
		return 'none';
	} catch (error) {
		expect(error).toBeInstanceOf(RunFileError);
		return [(error as RunFileError).fault, (error as RunFileError).message];
	}
}
const changed = (at: number, to: number): Uint8Array => FILE.with(at, to);

describe('the file of a run', () => {
	it('brings everything back', () => {
		expect(decodeRunFile(FILE)).toEqual(RUN);
		const finished: RunFile = {
			...RUN,
			step: 5,
			network: { ...RUN.network, step: 5 },
			result: { testAccuracy: 0.5, validationAccuracy: 1, confusion: Uint32Array.of(1, 0, 1, 0) }
		};
		expect(decodeRunFile(encodeRunFile(finished))).toEqual(finished);
	});

	it('ends in the SHA-256 of all that stands before', () => {
		const hash = createHash('sha256').update(FILE.subarray(0, -32)).digest();
		expect(Buffer.from(FILE.subarray(-32)).equals(hash)).toBe(true);
	});

	it('is read wherever it lies in a larger buffer', () => {
		const larger = new Uint8Array(FILE.length + 7);
		larger.set(FILE, 3);
		expect(decodeRunFile(larger.subarray(3, 3 + FILE.length))).toEqual(RUN);
		expect(decodeRunFile(Buffer.from(larger.buffer, 3, FILE.length))).toEqual(RUN);
	});

	it.each<[string, Uint8Array, RunFileFault, RegExp]>([
		['another beginning', changed(0, 66), 'not-a-run', /starts with "AWRN"/],
		['nothing', new Uint8Array(), 'not-a-run', /starts with "AWRN"/],
		['another version', changed(4, 9), 'version', /reads version 1, the file is version 9/],
		['an end inside the prefix', FILE.slice(0, 9), 'truncated', /after 9 bytes, inside its prefix/],
		['an end inside the header', FILE.slice(0, 40), 'truncated', /inside its header/],
		['a missing byte', FILE.slice(0, -1), 'truncated', /takes \d+ bytes, the file has/],
		['a byte too many', new Uint8Array([...FILE, 0]), 'oversized', /takes \d+ bytes, the file has/],
		['a changed number', changed(FILE.length - 40, 77), 'damaged', /its SHA-256 is not the one/],
		['a changed fingerprint', changed(FILE.length - 1, 1 + FILE[FILE.length - 1]), 'damaged', /SHA-256/],
		['a header of no length that can be', changed(11, 200), 'header', /multiple of 4 up to/]
	])('refuses %s', (_, bytes, fault, message) => {
		expect(faultOf(bytes)).toEqual([fault, expect.stringMatching(message)]);
	});

	it.each<[string, (header: Record<string, unknown>) => unknown, RunFileFault, RegExp]>([
		['a field of no name', (h) => ({ ...h, colour: 'blue' }), 'header', /colour/],
		['steps beyond the last', (h) => ({ ...h, step: 6 }), 'header', /at most 5 are taken, got 6/],
		['a network of another step', (h) => ({ ...h, step: 4 }), 'inconsistent', /at step 4, its network at 3/],
		['more losses than steps', (h) => ({ ...h, losses: 4 }), 'header', /at most one a step/],
		['frames that fall', (h) => ({ ...h, frames: [3, 0] }), 'header', /rising steps/],
		[
			'another encoding',
			(h) => ({ ...h, config: { ...(h.config as object), encoding: { kind: 'all-float' } } }),
			'inconsistent',
			/of all-float, its network of naive/
		],
		[
			'an encoding that is none',
			(h) => ({ ...h, config: { ...(h.config as object), encoding: { kind: 'x' } } }),
			'header',
			/encoding/
		],
		[
			'a third class',
			(h) => ({ ...h, classNames: ['a', 'b', 'c'] }),
			'inconsistent',
			/3 classes, its network 2/
		],
		['a fingerprint that is none', (h) => ({ ...h, dataHash: 'zz' }), 'header', /SHA-256 in 64/],
		[
			'lengths beyond the file',
			(h) => ({ ...h, bytes: { snapshot: 4e9, state: 5 } }),
			'truncated',
			/takes 4\d+ bytes/
		],
		[
			'a section that ends elsewhere',
			(h) => ({ ...h, bytes: { snapshot: (h.bytes as { snapshot: number }).snapshot - 4, state: 9 } }),
			'inconsistent',
			/its network cannot be read/
		]
	])('refuses a header with %s', (_, change, fault, message) => {
		expect(faultOf(withHeader(change))).toEqual([fault, expect.stringMatching(message)]);
	});

	it('gives back the run or a named fault, whatever is done to it: 10,000 damaged files', () => {
		const damage = fc.record({
			cut: fc.integer({ min: 0, max: FILE.length }),
			writes: fc.array(fc.tuple(fc.nat(FILE.length - 1), fc.nat(255)), { maxLength: 4 }),
			tail: fc.uint8Array({ maxLength: 12 }),
			whole: fc.boolean()
		});
		fc.assert(
			fc.property(damage, ({ cut, writes, tail, whole }) => {
				const bytes = Uint8Array.from([...FILE.subarray(0, whole ? FILE.length : cut), ...tail]);
				for (const [at, to] of writes) if (at < bytes.length) bytes[at] = to;
				const fault = faultOf(bytes);
				if (fault === 'none') expect(decodeRunFile(bytes)).toEqual(RUN);
			}),
			{ seed: 3, numRuns: 10_000 }
		);
	});

	it('believes no header, even where the fingerprint is right: 10,000 headers', () => {
		const text = new TextDecoder().decode(FILE.subarray(HEADER_AT, HEADER_AT + headerLength));
		const keys = Object.keys(JSON.parse(text) as object);
		const change = fc.tuple(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 2 }));
		fc.assert(
			fc.property(change, ([key, value]) => {
				const bytes = withHeader((header) => ({ ...header, [key]: value }));
				if (faultOf(bytes) !== 'none') return;
				const { step, losses, frames } = decodeRunFile(bytes);
				expect(step).toBe(RUN.step);
				expect([losses.length, frames.length]).toEqual([3, 1]);
			}),
			{ seed: 4, numRuns: 10_000 }
		);
	});
});
