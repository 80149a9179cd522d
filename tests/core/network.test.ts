import { describe, expect, it } from 'vitest';
import { NAMED_ENCODINGS } from '#lib/core/encoding.ts';
import { archA, networkShape, type ConvSpec } from '#lib/core/network.ts';

const NAIVE = NAMED_ENCODINGS.naive2;
const specOf = (height: number, width: number, convs: ConvSpec[]) =>
	({ height, width, encoding: NAIVE, convs, classes: 10 }) as const;

describe('arch A', () => {
	const shape = networkShape(archA(NAMED_ENCODINGS['pixel-embedding']));

	it('has the sizes of METHOD 2, layer by layer', () => {
		const rows = shape.convs.map((c) => [
			[c.inHeight, c.inWidth, c.inChannels],
			[c.outHeight, c.outWidth, c.outChannels],
			[c.pooledHeight, c.pooledWidth]
		]);
		expect(rows).toEqual([
			[
				[32, 32, 30],
				[16, 16, 32],
				[16, 16]
			],
			[
				[16, 16, 32],
				[16, 16, 32],
				[8, 8]
			],
			[
				[8, 8, 32],
				[8, 8, 64],
				[4, 4]
			],
			[
				[4, 4, 64],
				[4, 4, 64],
				[4, 4]
			]
		]);
		expect(shape.features).toBe(1024);
		expect(shape.classes).toBe(10);
	});

	it('takes 6.35 million multiply-accumulates a picture at word length 10', () => {
		expect(shape.convs.map((c) => c.macs)).toEqual([2_211_840, 2_359_296, 1_179_648, 589_824]);
		expect(shape.macs).toBe(6_350_848);
	});

	it('has a float first layer exactly where the encoding keeps pixels, and is float throughout in one case', () => {
		const lowBit = (name: string): boolean[] =>
			networkShape(archA(NAMED_ENCODINGS[name])).convs.map((c) => c.lowBit);
		expect(lowBit('pixel-embedding')).toEqual([true, true, true, true]);
		expect(lowBit('naive1')).toEqual([true, true, true, true]);
		expect(lowBit('float-first')).toEqual([false, true, true, true]);
		expect(lowBit('all-float')).toEqual([false, false, false, false]);
	});

	it('has three input channels for each number of a word', () => {
		const channels = Object.values(NAMED_ENCODINGS).map((e) => networkShape(archA(e)).convs[0].inChannels);
		expect(channels).toEqual([3, 3, 3, 3, 30, 24, 30, 30, 30, 30]);
	});
});

describe('any network', () => {
	it('rounds an odd side up where the stride is 2', () => {
		const { convs, features } = networkShape(specOf(7, 5, [{ outChannels: 4, stride: 2, pool: 1 }]));
		expect([convs[0].outHeight, convs[0].outWidth, features]).toEqual([4, 3, 48]);
	});

	it('is refused where a pool does not divide its input, by the number of the convolution', () => {
		const convs: ConvSpec[] = [
			{ outChannels: 4, stride: 2, pool: 1 },
			{ outChannels: 4, stride: 1, pool: 2 }
		];
		expect(() => networkShape(specOf(8, 6, convs))).toThrow(
			new RangeError('convolution 2: a pool of 2 does not divide 4 x 3')
		);
	});

	it('is refused without convolutions, or with a side of nothing', () => {
		const conv: ConvSpec = { outChannels: 1, stride: 1, pool: 1 };
		expect(() => networkShape(specOf(8, 8, []))).toThrow('at least one convolution');
		expect(() => networkShape(specOf(0, 8, [conv]))).toThrow(RangeError);
		expect(() => networkShape(specOf(8, 0, [conv]))).toThrow(RangeError);
	});
});
