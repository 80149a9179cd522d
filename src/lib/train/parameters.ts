/** The trainable numbers of a network as tfjs variables: how they start, what bounds them, and Adam's memory of each. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import { initialLatents, wordLengthOf } from '#lib/core/encoding.ts';
import { KERNEL_SIZE, networkShape, type NetworkSpec } from '#lib/core/network.ts';
import { Random } from '#lib/core/random.ts';
import { learnsTable, type Snapshot } from '#lib/core/snapshot.ts';

/** Streams of the run's seed, one for each purpose. */
export const STREAMS = { weights: 1, order: 2 } as const;

/** One tensor of parameters with Adam's two moments. */
export interface Parameter {
	readonly name: string;
	readonly value: Variable;
	readonly first: Variable;
	readonly second: Variable;
	/** Which learning rate it follows. */
	readonly group: 'weights' | 'firstSigns' | 'table';
	/** It is kept inside [-bound, bound], or [0, bound] for the table; Infinity is unbounded. */
	readonly low: number;
	readonly high: number;
}

export interface ConvParameters {
	readonly weights: Parameter;
	readonly gamma: Parameter;
	readonly beta: Parameter;
	readonly lowBit: boolean;
}

export interface NetworkParameters {
	/** Latents of the learned table [256, wordLength], or null. */
	readonly table: Parameter | null;
	readonly convs: readonly ConvParameters[];
	/** Last layer [features, classes]. */
	readonly dense: Parameter;
	/** Logarithm of the last layer's scale, a scalar. */
	readonly logScale: Parameter;
	/** All of the above, in the order of the snapshot file. */
	readonly all: readonly Parameter[];
}

interface Bounds {
	readonly low: number;
	readonly high: number;
}

const FREE: Bounds = { low: -Infinity, high: Infinity };
const LATENT: Bounds = { low: -1, high: 1 };
const UNIT: Bounds = { low: 0, high: 1 };

/** A variable that tfjs does not register under a name, so that two runs may live in one worker. */
function variable(values: Float32Array, shape: number[]): Variable {
	return tf.tidy(() => tf.keep(tf.variable(tf.tensor(values, shape, 'float32'), true)));
}

function parameter(
	name: string,
	values: Float32Array,
	shape: number[],
	group: Parameter['group'],
	{ low, high }: Bounds
): Parameter {
	return {
		name,
		value: variable(values, shape),
		first: variable(new Float32Array(values.length), shape),
		second: variable(new Float32Array(values.length), shape),
		group,
		low,
		high
	};
}

/** Uniform in +-1/sqrt(fanIn) (METHOD 2). */
function uniformWeights(random: Random, count: number, fanIn: number): Float32Array {
	const limit = 1 / Math.sqrt(fanIn);
	return Float32Array.from({ length: count }, () => (2 * random.uniform() - 1) * limit);
}

/** Fresh parameters; the same seed gives the same numbers to the bit. */
export function createParameters(spec: NetworkSpec, seed: number): NetworkParameters {
	const shape = networkShape(spec);
	const random = Random.fromSeed(seed, STREAMS.weights);
	const table = learnsTable(spec.encoding)
		? parameter('table', initialLatents(spec.encoding), [256, wordLengthOf(spec.encoding)], 'table', UNIT)
		: null;
	const convs = shape.convs.map((c, i): ConvParameters => {
		const fanIn = KERNEL_SIZE * KERNEL_SIZE * c.inChannels;
		const weightShape = [KERNEL_SIZE, KERNEL_SIZE, c.inChannels, c.outChannels];
		const weights = uniformWeights(random, fanIn * c.outChannels, fanIn);
		const ones = new Float32Array(c.outChannels).fill(1);
		const zeros = new Float32Array(c.outChannels);
		return {
			weights: parameter(
				`conv${i + 1}`,
				weights,
				weightShape,
				i === 0 && c.lowBit ? 'firstSigns' : 'weights',
				c.lowBit ? LATENT : FREE
			),
			gamma: parameter(`gamma${i + 1}`, ones, [c.outChannels], 'weights', FREE),
			beta: parameter(`beta${i + 1}`, zeros, [c.outChannels], 'weights', FREE),
			lowBit: c.lowBit
		};
	});
	const { features, classes } = shape;
	const dense = parameter(
		'dense',
		uniformWeights(random, features * classes, features),
		[features, classes],
		'weights',
		spec.encoding.kind === 'all-float' ? FREE : LATENT
	);
	const logScale = parameter('logScale', new Float32Array(1), [], 'weights', FREE);
	const all = [
		...(table ? [table] : []),
		...convs.flatMap((c) => [c.weights, c.gamma, c.beta]),
		dense,
		logScale
	];
	return { table, convs, dense, logScale, all };
}

/** Every tensor that a checkpoint must hold: values, then first moments, then second. */
export const stateTensors = (parameters: NetworkParameters): readonly Variable[] => [
	...parameters.all.map((p) => p.value),
	...parameters.all.map((p) => p.first),
	...parameters.all.map((p) => p.second)
];

export function disposeParameters(parameters: NetworkParameters): void {
	tf.dispose(stateTensors(parameters) as unknown as Tensor[]);
}

/**
 * Take over a network's weights; Adam's memory stays as it is.
 * @throws RangeError when it has other arrays than this network, or an array of another length
 */
export function assignSnapshot(
	parameters: NetworkParameters,
	{ table, convs, dense, logScale }: Snapshot
): void {
	const arrays = [
		...(table ? [table] : []),
		...convs.flatMap(({ weights, gamma, beta }) => [weights, gamma, beta]),
		dense,
		Float32Array.of(logScale)
	];
	const { all } = parameters;
	if (arrays.length !== all.length)
		throw new RangeError(`this network has ${all.length} arrays of weights, got ${arrays.length}`);
	all.forEach(({ name, value }, i) => {
		if (value.size !== arrays[i].length)
			throw new RangeError(`${name} must hold ${value.size} numbers, got ${arrays[i].length}`);
	});
	tf.tidy(() => all.forEach(({ value }, i) => value.assign(tf.tensor(arrays[i], value.shape))));
}
