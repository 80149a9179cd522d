import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { inferFloat } from '#lib/core/float-reference.ts';
import type { Int8FirstLayer } from '#lib/core/int8-onnx.ts';
import {
	ortFirstValues,
	ortLogits,
	ortRepeatable,
	provideOrtModule,
	type OrtArithmetic,
	type OrtWork
} from '#lib/engines/ort-baseline.ts';
import { classesOf, firstValues, floatCases, randomPictures, relativeError } from './float-baseline-cases.ts';

const IMAGES = 24;
const float32: OrtArithmetic = { kind: 'float32' };

beforeAll(async () => {
	provideOrtModule(await readFile('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'));
});

describe.each(floatCases)('onnxruntime, $name', ({ network }) => {
	const pictures = randomPictures(network, IMAGES, 1);
	const work: OrtWork = { network, pictures, arithmetic: float32 };
	const expected = inferFloat(network, pictures);

	it('computes the logits that plain loops do, to the rounding of float32', async () => {
		expect(relativeError(await ortLogits(work), expected.logits)).toBeLessThan(1e-5);
	});

	it('computes the first layer alone', async () => {
		const wanted = Float64Array.from(firstValues(network, expected.blocks[0]));
		expect(wanted.some((x) => x > 0)).toBe(true);
		expect(relativeError(await ortFirstValues(work), wanted)).toBeLessThan(1e-5);
	});

	it.each<Int8FirstLayer>(['int8', 'float32'])(
		'computes logits near those in 8 bits, with a first layer in %s',
		async (firstLayer) => {
			const arithmetic: OrtArithmetic = { kind: 'int8', firstLayer, calibration: pictures };
			const logits = await ortLogits({ ...work, arithmetic });
			// Half a step of 255 in every layer; a wrong order or scale gives errors near 1.
			expect(relativeError(logits, expected.logits)).toBeLessThan(0.06);
		}
	);

	it('computes the first layer alone in 8 bits: levels of a scale that makes the largest 255', async () => {
		const wanted = firstValues(network, expected.blocks[0]);
		const largest = expected.blocks[0].reduce((most, x) => Math.max(most, x));
		const levels = Float64Array.from(wanted, (x) => (x / largest) * 255);
		for (const firstLayer of ['int8', 'float32'] as const) {
			const arithmetic: OrtArithmetic = { kind: 'int8', firstLayer, calibration: pictures };
			const values = await ortFirstValues({ ...work, arithmetic });
			values.forEach((level, i) => expect(Math.abs(level - levels[i])).toBeLessThan(3));
		}
	});
});

describe('onnxruntime', () => {
	const [{ network }] = floatCases;
	const pictures = randomPictures(network, 64, 2);
	const work: OrtWork = { network, pictures, arithmetic: float32 };

	it('agrees in 8 bits with float on the class of most pictures, calibrated on others', async () => {
		const float = classesOf(inferFloat(network, pictures).logits, network);
		const calibration = randomPictures(network, 16, 3);
		for (const firstLayer of ['int8', 'float32'] as const) {
			const int8 = await ortLogits({ ...work, arithmetic: { kind: 'int8', firstLayer, calibration } });
			const agreeing = classesOf(int8, network).filter((k, i) => k === float[i]).length;
			expect(agreeing).toBeGreaterThanOrEqual(58);
		}
	});

	it('repeats a part of the work until it is given back', async () => {
		for (const part of ['whole', 'first-layer'] as const) {
			const repeatable = await ortRepeatable(work, part);
			await repeatable.repeat(2);
			repeatable.dispose();
			await expect(repeatable.repeat(1)).rejects.toThrow();
		}
	});

	it('refuses part of a picture', async () => {
		const cut = { ...work, pictures: pictures.subarray(1) };
		await expect(ortRepeatable(cut, 'whole')).rejects.toThrow('no multiple');
	});
});
