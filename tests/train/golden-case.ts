/** The golden cases of tests/golden: the file, and the pictures and parameters that make_golden.py makes from formulas. */
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import type { Encoding } from '#lib/core/encoding.ts';
import type { NetworkSpec } from '#lib/core/network.ts';
import { createParameters, type NetworkParameters } from '#lib/train/parameters.ts';

/** Little-endian float32s in base64. */
type Packed = string;

export interface GoldenCase {
	readonly encoding: Encoding;
	readonly salt: number;
	readonly losses: Packed;
	readonly logits: Packed;
	readonly evaluatedLogits: Packed;
	readonly gradients: Readonly<Record<string, Packed>>;
	readonly after: Readonly<Record<string, Packed>>;
}

interface GoldenFile {
	readonly rateFactorsOf120Steps: Packed;
	readonly cases: Readonly<Record<string, GoldenCase>>;
}

export const GOLDEN = JSON.parse(readFileSync('tests/golden/training.json', 'utf8')) as GoldenFile;

export function unpack(packed: Packed): number[] {
	const bytes = Buffer.from(packed, 'base64');
	return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
}

const SIZE = { height: 16, width: 24, images: 4, classes: 5 } as const;

export const specOf = (encoding: Encoding): NetworkSpec => ({
	height: SIZE.height,
	width: SIZE.width,
	encoding,
	convs: [
		{ outChannels: 8, stride: 2, pool: 1 },
		{ outChannels: 8, stride: 1, pool: 2 },
		{ outChannels: 12, stride: 1, pool: 2 }
	],
	classes: SIZE.classes
});

/** Four pictures, from picture `first` of the formula on. */
export function goldenPixels(first: 0 | 4): tf.Tensor4D {
	const { images, height, width } = SIZE;
	const values: number[] = [];
	for (let i = first; i < first + images; i++)
		for (let y = 0; y < height; y++)
			for (let x = 0; x < width; x++)
				for (let c = 0; c < 3; c++) values.push((37 * i + 11 * y * y + 13 * x + 5 * x * y + 71 * c) % 256);
	return tf.tensor4d(values, [images, height, width, 3], 'int32');
}

export const goldenLabels = (): tf.Tensor1D => tf.tensor1d([1, 4, 2, 0], 'int32');

/** The same linear congruential generator as in make_golden.py: multiples of 2^-15 in [-1, 1). */
function drawer(salt: number): () => number {
	let x = salt;
	return () => {
		x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
		return ((x >>> 16) - 32768) / 32768;
	};
}

/** Parameters with the golden case's numbers in place of random ones. */
export function goldenParameters({ encoding, salt }: GoldenCase): NetworkParameters {
	const parameters = createParameters(specOf(encoding), 0);
	const draw = drawer(salt);
	const value: Record<string, (i: number) => number> = {
		table: (i) => {
			const word = encoding.kind === 'pixel-embedding' ? encoding.wordLength : 1;
			return Math.min(Math.max(Math.floor(i / word) / 256 + draw() / 4, 0), 1);
		},
		conv: () => draw() * 1.125,
		gamma: () => draw() * 1.5 + 0.25,
		beta: () => draw() + 0.5,
		dense: () => (draw() * 1.125) / (encoding.kind === 'all-float' ? 8 : 1),
		logScale: () => draw() / 4
	};
	for (const p of parameters.all) {
		const make = value[p.name.replace(/\d$/, '')];
		const numbers = Float32Array.from({ length: p.value.size }, (_, i) => make(i));
		p.value.assign(tf.tensor(numbers, p.value.shape));
	}
	return parameters;
}
