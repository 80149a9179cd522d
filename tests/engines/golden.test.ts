/** Fold, reference engine and file against an independent implementation (tests/golden/make_integer_golden.py). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Encoding } from '#lib/core/encoding.ts';
import { foldNetwork } from '#lib/core/fold.ts';
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';
import { encodeIntegerNetwork } from '#lib/core/integer-file-writer.ts';
import type { ConvSpec } from '#lib/core/network.ts';
import type { ConvSnapshot, Snapshot } from '#lib/core/snapshot.ts';
import { reference } from '#lib/engines/reference.ts';

interface GoldenNetwork {
	readonly encoding: Encoding;
	readonly height: number;
	readonly width: number;
	readonly classes: number;
	readonly convSpecs: readonly ConvSpec[];
	/** Little-endian float32s in base64, here and in `convs` and `dense`. */
	readonly table: string | null;
	readonly convs: readonly Readonly<Record<keyof ConvSnapshot, string>>[];
	readonly dense: string;
	/** Bytes in base64. */
	readonly pictures: string;
	/** One digit a level. */
	readonly levels: readonly string[];
	readonly logits: readonly number[];
	readonly thresholds: readonly (readonly number[])[];
	readonly file: string;
}

const GOLDEN = JSON.parse(readFileSync('tests/golden/integers.json', 'utf8')) as Record<
	string,
	GoldenNetwork
>;

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'));

function floats(base64: string): Float32Array {
	const bytes = Buffer.from(base64, 'base64');
	return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
}

function snapshotOf({ encoding, height, width, classes, ...golden }: GoldenNetwork): Snapshot {
	return {
		spec: { height, width, encoding, convs: golden.convSpecs, classes },
		step: 0,
		table: golden.table === null ? null : floats(golden.table),
		convs: golden.convs.map((c) => ({
			weights: floats(c.weights),
			gamma: floats(c.gamma),
			beta: floats(c.beta),
			mean: floats(c.mean),
			variance: floats(c.variance)
		})),
		dense: floats(golden.dense),
		logScale: 0
	};
}

describe.each(Object.entries(GOLDEN))('a golden network of %s', (_, golden) => {
	const network = foldNetwork(snapshotOf(golden));

	it('folds to the thresholds that solving for them gives', () => {
		expect(network.convs.map((c) => Array.from(c.thresholds))).toEqual(golden.thresholds);
	});

	it('has the levels and logits of fake-quantized values in float64', async () => {
		const loaded = await reference.load(network);
		const { levels, logits } = await loaded.run(bytesOf(golden.pictures), { levels: true });
		loaded.dispose();
		expect(levels!.map((layer) => layer.join(''))).toEqual(golden.levels);
		expect(Array.from(logits)).toEqual(golden.logits);
	});

	it('is written to the same file, byte for byte, and read from it', () => {
		const file = bytesOf(golden.file);
		expect(Buffer.compare(encodeIntegerNetwork(network), file)).toBe(0);
		expect(decodeIntegerNetwork(file)).toEqual(network);
	});
});

it('the golden networks have every level in every layer, channels that fall, and channels that are constant', () => {
	for (const { levels, convs } of Object.values(GOLDEN)) {
		expect(levels.map((layer) => new Set(layer).size)).toEqual(levels.map(() => 4));
		const gammas = convs.map((c) => floats(c.gamma));
		expect(gammas.every((gamma) => gamma.some((g) => g < 0) && gamma.includes(0))).toBe(true);
	}
});
