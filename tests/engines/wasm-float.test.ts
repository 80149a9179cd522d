import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';
import {
	floatShape,
	type FloatConv,
	type FloatFirstNetwork,
	type FloatNetwork
} from '#lib/core/float-network.ts';
import type { IntegerConv } from '#lib/core/integer-network.ts';
import { archA, type ConvShape, type ConvSpec } from '#lib/core/network.ts';
import { Random } from '#lib/core/random.ts';
import { runAllFloat, runFloatFirst } from '#lib/engines/wasm-float.ts';
import { compileWasm, type WasmFlavour, type WasmKernels } from '#lib/engines/wasm-kernels.ts';
import { wasmRepeatable } from '#lib/engines/wasm-repeatable.ts';

// Node 20 has relaxed SIMD behind this flag, later versions without.
setFlagsFromString('--experimental-wasm-relaxed-simd');

const FLAVOURS: readonly WasmFlavour[] = ['base', 'relaxed'];
const FILES: Readonly<Record<WasmFlavour, string>> = { base: 'infer.wasm', relaxed: 'infer-relaxed.wasm' };

const kernelsOf = async (flavour: WasmFlavour): Promise<WasmKernels> =>
	compileWasm(flavour, new Uint8Array(await readFile(`src/kernels/${FILES[flavour]}`)));

interface Sized {
	readonly height: number;
	readonly width: number;
	readonly convs: readonly ConvSpec[];
	readonly classes: number;
}

const SIZES: readonly Sized[] = [
	archA({ kind: 'all-float' }),
	{ height: 5, width: 7, convs: [{ outChannels: 3, stride: 1, pool: 1 }], classes: 2 },
	{
		height: 12,
		width: 10,
		convs: [
			{ outChannels: 33, stride: 1, pool: 2 },
			{ outChannels: 9, stride: 2, pool: 1 }
		],
		classes: 17
	},
	{ height: 9, width: 1, convs: [{ outChannels: 8, stride: 2, pool: 1 }], classes: 5 },
	{ height: 8, width: 20, convs: [{ outChannels: 40, stride: 2, pool: 2 }], classes: 3 }
];

const signed = (random: Random): number => 2 * random.uniform() - 1;
const sign = (random: Random): number => (random.below(2) ? 1 : -1);

/** Outputs of about 1, whatever the input's size is. */
function floatConv(random: Random, spec: ConvSpec, inputs: number, inputScale: number): FloatConv {
	const { outChannels, stride, pool } = spec;
	const scale = 2 / (inputScale * Math.sqrt(9 * inputs));
	return {
		outChannels,
		stride,
		pool,
		weights: Float32Array.from({ length: 9 * inputs * outChannels }, () => scale * signed(random)),
		bias: Float32Array.from({ length: outChannels }, () => signed(random) + 1)
	};
}

function allFloat(size: Sized, random: Random): FloatNetwork {
	const shape = floatShape({ ...size, kind: 'all-float' } as FloatNetwork);
	return {
		...size,
		kind: 'all-float',
		convs: size.convs.map((spec, i) => floatConv(random, spec, shape.convs[i].inChannels, i === 0 ? 70 : 1)),
		dense: Float32Array.from({ length: shape.features * size.classes }, () => signed(random))
	};
}

function floatFirst(size: Sized, random: Random): FloatFirstNetwork {
	const { features, convs } = floatShape({ ...size, kind: 'all-float' } as FloatNetwork);
	const later = size.convs.slice(1).map((spec, i): IntegerConv => {
		const inputs = 9 * convs[i + 1].inChannels;
		const spread = Math.round(Math.sqrt(inputs));
		return {
			...spec,
			signs: Int8Array.from({ length: inputs * spec.outChannels }, () => sign(random)),
			thresholds: Int16Array.from({ length: 3 * spec.outChannels }, (_, k) => spread * ((k % 3) - 1))
		};
	});
	return {
		...size,
		kind: 'float-first',
		first: floatConv(random, size.convs[0], 3, 70),
		convs: later,
		dense: Int8Array.from({ length: features * size.classes }, () => sign(random))
	};
}

/** Convolution and max-pool in float64, [pooledHeight, pooledWidth, outChannels]; 0 outside. */
function convolve(
	input: readonly number[],
	weights: ArrayLike<number>,
	bias: ArrayLike<number>,
	shape: ConvShape
) {
	const { inHeight, inWidth, inChannels, outChannels, pooledHeight, pooledWidth, stride, pool } = shape;
	const sumAt = (y: number, x: number, o: number): number => {
		let sum = bias[o] ?? 0;
		for (let tap = 0; tap < 9; tap++) {
			const iy = y * stride + Math.floor(tap / 3) - 1;
			const ix = x * stride + (tap % 3) - 1;
			if (iy < 0 || iy >= inHeight || ix < 0 || ix >= inWidth) continue;
			for (let c = 0; c < inChannels; c++)
				sum +=
					input[(iy * inWidth + ix) * inChannels + c] * weights[(tap * inChannels + c) * outChannels + o];
		}
		return sum;
	};
	return Array.from({ length: pooledHeight * pooledWidth * outChannels }, (_, i) => {
		const o = i % outChannels;
		const x = Math.floor(i / outChannels) % pooledWidth;
		const y = Math.floor(i / outChannels / pooledWidth);
		const pooled = Array.from({ length: pool * pool }, (_, k) =>
			sumAt(y * pool + Math.floor(k / pool), x * pool + (k % pool), o)
		);
		return Math.max(...pooled);
	});
}

function classify(features: ArrayLike<number>, dense: ArrayLike<number>, classes: number): number[] {
	return Array.from({ length: classes }, (_, c) => {
		let sum = 0;
		for (let i = 0; i < features.length; i++) sum += features[i] * dense[i * classes + c];
		return sum;
	});
}

const centred = (picture: Uint8Array): number[] => Array.from(picture, (v) => v - 118);
const noise = (random: Random, length: number): Uint8Array =>
	Uint8Array.from({ length }, () => random.below(256));

/** How far a float32 result may be from the float64 one: logits here are sums of about 1000 products of about 1. */
const LOGIT_TOLERANCE = 1e-3;

/** Oracle values so close to a whole number may fall on either side of it. */
const BOUNDARY = 1e-4;

const IMAGES = 2;

describe.each(FLAVOURS)('the float baselines, %s SIMD', (flavour) => {
	it('gives the logits of an all-float network within 0.001 of float64', async () => {
		const kernels = await kernelsOf(flavour);
		SIZES.forEach((size, seed) => {
			const random = Random.fromSeed(seed, 4);
			const network = allFloat(size, random);
			const shape = floatShape(network);
			const pictures = noise(random, IMAGES * size.height * size.width * 3);
			const own = runAllFloat(kernels, network, pictures);
			const expected = Array.from({ length: IMAGES }, (_, image) => {
				let x = centred(
					pictures.subarray((image * pictures.length) / IMAGES, ((image + 1) * pictures.length) / IMAGES)
				);
				network.convs.forEach(({ weights, bias }, i) => {
					x = convolve(x, weights, bias, shape.convs[i]).map((sum) => Math.max(sum, 0));
				});
				return classify(x, network.dense, size.classes);
			}).flat();
			expect(own.length).toBe(expected.length);
			own.forEach((logit, i) => expect(Math.abs(logit - expected[i])).toBeLessThan(LOGIT_TOLERANCE));
		});
	});

	it('gives the levels of a float first layer except next to a boundary, and all others exactly', async () => {
		const kernels = await kernelsOf(flavour);
		let certain = 0;
		let all = 0;
		SIZES.forEach((size, seed) => {
			const random = Random.fromSeed(seed, 5);
			const network = floatFirst(size, random);
			const shape = floatShape(network);
			const picture = noise(random, size.height * size.width * 3);
			const { logits, levels } = runFloatFirst(kernels, network, picture, { levels: true });
			const first = convolve(centred(picture), network.first.weights, network.first.bias, shape.convs[0]);
			first.forEach((sum, i) => {
				all++;
				if (Math.abs(sum - Math.round(sum)) < BOUNDARY) return;
				certain++;
				expect(levels![0][i]).toBe(Math.floor(Math.min(Math.max(sum, 0), 3.499)));
			});
			let x = Array.from(levels![0]);
			network.convs.forEach(({ signs, thresholds }, layer) => {
				const sums = convolve(x, signs, [], shape.convs[layer + 1]);
				const channels = shape.convs[layer + 1].outChannels;
				x = sums.map((sum, i) => {
					const own = thresholds.subarray((i % channels) * 3, (i % channels) * 3 + 3);
					return own.filter((t) => sum >= t).length;
				});
				expect(Array.from(levels![layer + 1])).toEqual(x);
			});
			expect(Array.from(logits)).toEqual(classify(x, network.dense, size.classes));
		});
		expect(certain / all).toBeGreaterThan(0.99);
	});

	it('repeats any part of any network, and not after it was disposed of', async () => {
		const kernels = await kernelsOf(flavour);
		const random = Random.fromSeed(1, 6);
		const picture = noise(random, 32 * 32 * 3);
		for (const network of [allFloat(SIZES[0], random), floatFirst(SIZES[0], random)])
			for (const part of ['whole', 'first-layer'] as const) {
				const work = wasmRepeatable(kernels, network, picture, part);
				await work.repeat(2);
				expect(work.contains).toContain(part === 'whole' ? 'to logits' : "to the first block's");
				work.dispose();
				await expect(work.repeat(1)).rejects.toThrow('disposed');
			}
		expect(() => wasmRepeatable(kernels, allFloat(SIZES[0], random), picture.subarray(1), 'whole')).toThrow(
			RangeError
		);
	});

	it('refuses parts of pictures', async () => {
		const kernels = await kernelsOf(flavour);
		const random = Random.fromSeed(2, 6);
		const bytes = new Uint8Array(100);
		expect(() => runAllFloat(kernels, allFloat(SIZES[0], random), bytes)).toThrow(RangeError);
		const network = floatFirst(SIZES[0], random);
		expect(() => runFloatFirst(kernels, network, bytes, { levels: false })).toThrow(RangeError);
	});
});
