import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packBits, packLevels, unpackBits, unpackLevels } from '#lib/core/bit-planes.ts';
import { NAMED_ENCODINGS } from '#lib/core/encoding.ts';
import { foldNetwork } from '#lib/core/fold.ts';
import { encodeIntegerNetwork } from '#lib/core/integer-file-writer.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import { archA, networkShape } from '#lib/core/network.ts';
import { packNetwork, unpackNetwork } from '#lib/core/pack.ts';
import { packedSizes } from '#lib/core/packed-sizes.ts';
import { Random } from '#lib/core/random.ts';
import { smallNetwork } from './small-snapshots.ts';

/** Any whole rows, and their width. */
const rows = (max: number): fc.Arbitrary<{ columns: number; values: Uint8Array }> =>
	fc
		.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 5 }))
		.chain(([columns, count]) =>
			fc
				.uint8Array({ minLength: columns * count, maxLength: columns * count, max })
				.map((values) => ({ columns, values }))
		);

describe('bits in words', () => {
	it('begin at the lowest bit, and every row at a new word', () => {
		const bits = new Uint8Array(2 * 33);
		bits[0] = 1;
		bits[31] = 1;
		bits[33 + 1] = 1;
		bits[33 + 32] = 1;
		expect(packBits(bits, 33)).toEqual(Uint32Array.of(0x80000001, 0, 2, 1));
	});

	it('come back as they were', () => {
		fc.assert(
			fc.property(rows(1), ({ columns, values }) => {
				expect(unpackBits(packBits(values, columns), columns)).toEqual(values);
			})
		);
	});

	it('are refused where a lane past the end is set, or rows are not whole', () => {
		expect(() => unpackBits(Uint32Array.of(1, 8), 3)).toThrow(
			new RangeError('lanes past column 3 must be 0, row 1 sets one')
		);
		expect(() => packBits(new Uint8Array(7), 3)).toThrow(RangeError);
		expect(() => unpackBits(new Uint32Array(3), 33)).toThrow(RangeError);
	});

	it('are levels as planes, the lowest bit first', () => {
		expect(packLevels(Uint8Array.of(0, 1, 2, 3), 4, 2)).toEqual([
			Uint32Array.of(0b1010),
			Uint32Array.of(0b1100)
		]);
		fc.assert(
			fc.property(rows(3), ({ columns, values }) => {
				expect(unpackLevels(packLevels(values, columns, 2), columns)).toEqual(values);
			})
		);
	});
});

const popcount = (word: number): number => word.toString(2).replaceAll('0', '').length;

describe('a packed network', () => {
	it('unpacks to the network it was, and packs to the words it had', () => {
		for (let seed = 0; seed < 100; seed++) {
			const network = smallNetwork(seed);
			const packed = packNetwork(network);
			expect(unpackNetwork(packed)).toEqual(network);
			expect(packNetwork(unpackNetwork(packed))).toEqual(packed);
		}
	});

	it('has a table of two planes of 256 words, entry k in bit k', () => {
		const network = foldNetwork(archSnapshot('dither'));
		const { table, wordLength } = packNetwork(network);
		expect(wordLength).toBe(10);
		expect(table.map((plane) => plane.length)).toEqual([256, 256]);
		for (const v of [0, 1, 100, 254, 255])
			for (let k = 0; k < 10; k++) {
				const level = ((table[0][v] >>> k) & 1) + 2 * ((table[1][v] >>> k) & 1);
				expect(level).toBe(network.table.levels[v * 10 + k]);
			}
	});

	it('puts the three colours side by side: a pixel is its words shifted into one lane after the other', () => {
		const { table } = packNetwork(foldNetwork(archSnapshot('dither')));
		const { levels } = foldNetwork(archSnapshot('dither')).table;
		const pixel = [200, 7, 131];
		const channels = Uint8Array.from(pixel.flatMap((v) => Array.from(levels.subarray(10 * v, 10 * v + 10))));
		const planes = table.map((plane) =>
			Uint32Array.of(plane[pixel[0]] | (plane[pixel[1]] << 10) | (plane[pixel[2]] << 20))
		);
		expect(planes).toEqual(packLevels(channels, 30, 2));
	});

	it('sums level times sign by counting bits, whatever lies past the last lane', () => {
		const random = Random.fromSeed(5);
		for (let seed = 0; seed < 40; seed++) {
			const network = smallNetwork(seed);
			const inChannels = network.table.wordLength * 3;
			const { signs, outChannels } = network.convs[0];
			const levels = Uint8Array.from({ length: 9 * inChannels }, () => random.below(4));
			const [low, high] = packLevels(levels, inChannels, 2);
			const { weights } = packNetwork(network).convs[0];
			const count = low.length;
			for (let o = 0; o < outChannels; o++) {
				let sum = 0;
				low.forEach((_, i) => {
					const w = weights[o * count + i];
					sum += 3 * popcount(w) - popcount((low[i] ^ w) >>> 0) - 2 * popcount((high[i] ^ w) >>> 0);
				});
				const plain = levels.reduce((total, level, i) => total + level * signs[i * outChannels + o], 0);
				expect(sum).toBe(plain);
			}
		}
	});

	it('is refused with a lane set that stands for nothing', () => {
		const packed = packNetwork(smallNetwork(0));
		packed.dense[0] |= 0x80000000;
		expect(() => unpackNetwork(packed)).toThrow(RangeError);
	});
});

/** Arch A with weights of nothing: shapes alone matter. */
function archSnapshot(name: string): Parameters<typeof foldNetwork>[0] {
	const spec = archA(NAMED_ENCODINGS[name]);
	const shape = networkShape(spec);
	return {
		spec,
		step: 0,
		table: name === 'pixel-embedding' ? new Float32Array(2560) : null,
		convs: shape.convs.map(({ inChannels, outChannels }) => ({
			weights: new Float32Array(9 * inChannels * outChannels),
			gamma: new Float32Array(outChannels),
			beta: new Float32Array(outChannels),
			mean: new Float32Array(outChannels),
			variance: new Float32Array(outChannels)
		})),
		dense: new Float32Array(shape.features * shape.classes),
		logScale: 0
	};
}

describe('the sizes', () => {
	const total = (network: IntegerNetwork): number =>
		packedSizes(network).reduce((sum, { bits, thresholds }) => sum + bits + thresholds, 0);

	it('of arch A with words of 10 are 12,216 bytes, beside 333,568 of float32 weights', () => {
		const network = foldNetwork(archSnapshot('pixel-embedding'));
		const sizes = packedSizes(network);
		expect(sizes.map((s) => [s.layer, s.bits, s.thresholds, s.float32])).toEqual([
			['table', 640, 0, 0],
			['convolution 1', 1080, 192, 34_560],
			['convolution 2', 1152, 192, 36_864],
			['convolution 3', 2304, 384, 73_728],
			['convolution 4', 4608, 384, 147_456],
			['last layer', 1280, 0, 40_960]
		]);
		expect(total(network)).toBe(12_216);
		expect(sizes.reduce((sum, s) => sum + s.float32, 0)).toBe(333_568);
	});

	it('of any network are those of its file without the header', () => {
		for (let seed = 0; seed < 50; seed++) {
			const network = smallNetwork(seed);
			const header = 16 + 4 * network.convs.length;
			expect(encodeIntegerNetwork(network).length).toBe(header + total(network));
		}
	});
});
