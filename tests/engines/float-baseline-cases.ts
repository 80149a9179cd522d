/** Float networks and pictures to compare other people's engines with the plain loops of core/float-reference.ts. */
import { floatShape, PIXEL_WIDTH, type FloatNetwork } from '#lib/core/float-network.ts';
import { archA, networkShape, type NetworkSpec } from '#lib/core/network.ts';
import { Random } from '#lib/core/random.ts';

/** Weights of He's variance, so that values neither grow nor fade; a sum of three uniforms is near enough to a bell. */
export function randomFloatNetwork(spec: NetworkSpec, seed: number): FloatNetwork {
	const random = Random.fromSeed(seed);
	const shape = networkShape(spec);
	const bell = (): number => 2 * (random.uniform() + random.uniform() + random.uniform() - 1.5);
	const fill = (count: number, deviation: number): Float32Array =>
		Float32Array.from({ length: count }, () => bell() * deviation);
	return {
		kind: 'all-float',
		height: spec.height,
		width: spec.width,
		classes: spec.classes,
		convs: spec.convs.map((conv, i) => {
			const { inChannels, outChannels } = shape.convs[i];
			const deviation = Math.sqrt(2 / (9 * inChannels)) / (i === 0 ? PIXEL_WIDTH : 1);
			return {
				...conv,
				weights: fill(9 * inChannels * outChannels, deviation),
				bias: fill(outChannels, 0.1)
			};
		}),
		dense: fill(shape.features * shape.classes, Math.sqrt(1 / shape.features))
	};
}

const kind = { kind: 'all-float' } as const;

/** Sides that a stride of 2 does not divide, one channel, one pixel: where paddings and orders go wrong. */
const oddSpecs: Record<string, NetworkSpec> = {
	'arch A': archA(kind),
	'odd sides, stride 2': {
		height: 7,
		width: 5,
		encoding: kind,
		convs: [
			{ outChannels: 3, stride: 2, pool: 1 },
			{ outChannels: 5, stride: 2, pool: 2 }
		],
		classes: 3
	},
	'a pool at once, wider than high': {
		height: 4,
		width: 6,
		encoding: kind,
		convs: [
			{ outChannels: 1, stride: 1, pool: 2 },
			{ outChannels: 2, stride: 1, pool: 1 }
		],
		classes: 2
	},
	'one pixel': {
		height: 1,
		width: 1,
		encoding: kind,
		convs: [{ outChannels: 2, stride: 1, pool: 1 }],
		classes: 4
	}
};

export const floatCases = Object.entries(oddSpecs).map(([name, spec], seed) => ({
	name,
	network: randomFloatNetwork(spec, seed)
}));

/** Uniform noise with one bright and one dark picture, [images, height, width, 3]. */
export function randomPictures({ height, width }: FloatNetwork, images: number, seed: number): Uint8Array {
	const random = Random.fromSeed(seed, 1);
	const pictures = Uint8Array.from({ length: images * height * width * 3 }, () => random.below(256));
	pictures.fill(255, 0, height * width * 3);
	pictures.fill(0, height * width * 3, 2 * height * width * 3);
	return pictures;
}

/** The largest difference, relative to the largest expected value. */
export function relativeError(values: ArrayLike<number>, expected: Float64Array): number {
	if (values.length !== expected.length) return NaN;
	const largest = expected.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
	return expected.reduce((worst, x, i) => Math.max(worst, Math.abs(values[i] - x)), 0) / largest;
}

/** The class of every picture: that of the largest logit. */
export function classesOf(logits: ArrayLike<number>, { classes }: FloatNetwork): number[] {
	const all = Array.from(logits);
	return Array.from({ length: all.length / classes }, (_, image) => {
		const own = all.slice(image * classes, (image + 1) * classes);
		return own.indexOf(Math.max(...own));
	});
}

/** The first value of every picture in the first block's output. */
export function firstValues(network: FloatNetwork, block: Float64Array): number[] {
	const { pooledHeight, pooledWidth, outChannels } = floatShape(network).convs[0];
	const size = pooledHeight * pooledWidth * outChannels;
	return Array.from({ length: block.length / size }, (_, image) => block[image * size]);
}
