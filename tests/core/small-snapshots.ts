/** Small networks with the parameters that training avoids: gammas of either sign and of nothing, variances from 0 to enormous. */
import { type Encoding } from '#lib/core/encoding.ts';
import { foldNetwork } from '#lib/core/fold.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import { networkShape, type ConvSpec, type NetworkSpec } from '#lib/core/network.ts';
import { Random } from '#lib/core/random.ts';
import { learnsTable, type Snapshot } from '#lib/core/snapshot.ts';

const ENCODINGS: readonly Encoding[] = [
	{ kind: 'naive', bits: 1, wordLength: 1 },
	{ kind: 'naive', bits: 2, wordLength: 2 },
	{ kind: 'bit-planes' },
	{ kind: 'thermometer', wordLength: 3 },
	{ kind: 'dither', bits: 2, wordLength: 11 },
	{ kind: 'pixel-embedding', bits: 1, wordLength: 2, init: 'linear' },
	{ kind: 'pixel-embedding', bits: 2, wordLength: 16, init: 'linear' }
];

const GAMMAS = [0, -0, 1, -1, 0.3, -0.3, 2.5, 1e-30, -1e-30, 1e20, -1e20, 1e-7];
const BETAS = [0, 1, -1, 0.5, 1 / 3, 2, -40, 1e6, -1e6, 1e-20];
const VARIANCES = [0, 1, 25, 400, 1e-12, 1e-38, 1e12, 1e38];

const pick = <T>(random: Random, from: readonly T[]): T => from[random.below(from.length)];
const fill = (count: number, draw: () => number): Float32Array => Float32Array.from({ length: count }, draw);

/** A side that one stride of 2 and one pool of 2 may divide, or not. */
function randomSpec(random: Random): NetworkSpec {
	let height = 1 + random.below(8);
	let width = 1 + random.below(8);
	const spec = { height, width, encoding: pick(random, ENCODINGS), classes: 2 + random.below(4) };
	const convs = Array.from({ length: 1 + random.below(3) }, (): ConvSpec => {
		const stride = pick(random, [1, 2] as const);
		height = Math.ceil(height / stride);
		width = Math.ceil(width / stride);
		const pool = height % 2 === 0 && width % 2 === 0 ? pick(random, [1, 2] as const) : 1;
		height /= pool;
		width /= pool;
		return { outChannels: 1 + random.below(7), stride, pool };
	});
	return { ...spec, convs };
}

/** The same seed gives the same snapshot. */
export function smallSnapshot(seed: number): Snapshot {
	const random = Random.fromSeed(seed);
	const spec = randomSpec(random);
	const shape = networkShape(spec);
	const signed = (): number => 2 * random.uniform() - 1;
	/** Half of the time an ordinary number, else one of the odd ones. */
	const orOdd = (ordinary: number, odd: readonly number[]): number =>
		random.below(2) === 0 ? ordinary : pick(random, odd);
	return {
		spec,
		step: seed,
		table: learnsTable(spec.encoding) ? fill(256 * spec.encoding.wordLength, () => random.uniform()) : null,
		convs: shape.convs.map(({ inChannels, outChannels }) => ({
			weights: fill(9 * inChannels * outChannels, () => orOdd(signed(), [0, -0, 1, -1])),
			gamma: fill(outChannels, () => orOdd(2 * signed(), GAMMAS)),
			beta: fill(outChannels, () => orOdd(2 * signed(), BETAS)),
			mean: fill(outChannels, () => orOdd(20 * signed(), [0, 3, -7])),
			variance: fill(outChannels, () => orOdd(100 * random.uniform(), VARIANCES))
		})),
		dense: fill(shape.features * shape.classes, signed),
		logScale: signed()
	};
}

export const smallNetwork = (seed: number): IntegerNetwork => foldNetwork(smallSnapshot(seed));
