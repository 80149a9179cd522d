/**
 * Folds a trained network into whole numbers (METHOD 5): batch norm and quantizer of every channel become three thresholds on
 * its accumulator.
 *
 * It does not solve for a threshold: it evaluates the float32 function at every accumulator that can occur, so that each
 * rounding of the evaluation is in the result. It refuses networks whose first layer reads no table.
 */
import { channelAffine, channelScales, type Affine } from './batch-norm.ts';
import { entryBits, fixedTable, isTableEncoding, quantizeLatents, type LevelTable } from './encoding.ts';
import {
	checkIntegerNetwork,
	largestAccumulator,
	THRESHOLDS,
	type IntegerConv,
	type IntegerNetwork
} from './integer-network.ts';
import { KERNEL_SIZE, networkShape, type ConvShape } from './network.ts';
import { ACTIVATION_STEP, activationLevel, topLevel, weightSign } from './quantize.ts';
import { learnsTable, type ConvSnapshot, type Snapshot } from './snapshot.ts';

/** The levels a snapshot's pixels become. */
function tableOf({ spec: { encoding }, table }: Snapshot): LevelTable {
	if (!isTableEncoding(encoding))
		throw new TypeError(
			`a network folds to integers where its first layer reads a table of levels, got ${encoding.kind}`
		);
	if (!learnsTable(encoding)) return fixedTable(encoding);
	if (!table) throw new TypeError('a pixel embedding needs its latent table, got none');
	return quantizeLatents(table, encoding.wordLength, encoding.bits);
}

/**
 * Write the smallest accumulator of each level, `largest + 1` where none reaches it.
 * @param slope at least 0, so that the level never falls as the accumulator grows
 * @param out three numbers
 */
export function writeThresholds({ slope, offset }: Affine, largest: number, out: Int16Array): void {
	out.fill(largest + 1);
	let reached = 0;
	for (let accumulator = -largest; accumulator <= largest && reached < THRESHOLDS; accumulator++) {
		const level = activationLevel(Math.fround(accumulator * slope) + offset);
		while (reached < level) out[reached++] = accumulator;
	}
}

function requireLength(what: string, array: Float32Array, expected: number): void {
	if (array.length !== expected)
		throw new RangeError(`${what} must hold ${expected} numbers, got ${array.length}`);
}

/**
 * One convolution as whole numbers.
 * @param inputStep value of one input level
 * @param largest accumulator of the layer
 */
export function foldConv(
	conv: ConvSnapshot,
	shape: ConvShape,
	inputStep: number,
	largest: number
): IntegerConv {
	const { inChannels, outChannels, stride, pool } = shape;
	requireLength('weights', conv.weights, KERNEL_SIZE * KERNEL_SIZE * inChannels * outChannels);
	for (const name of ['gamma', 'beta', 'mean', 'variance'] as const)
		requireLength(name, conv[name], outChannels);
	const signs = Int8Array.from(conv.weights, weightSign);
	const thresholds = new Int16Array(outChannels * THRESHOLDS);
	const scales = channelScales(conv.weights, outChannels, inputStep);
	for (let o = 0; o < outChannels; o++) {
		const { slope, offset } = channelAffine(conv, o, scales[o]);
		// accumulator * slope = -accumulator * -slope, exactly: negated weights turn a falling channel into a rising one.
		if (slope < 0) for (let at = o; at < signs.length; at += outChannels) signs[at] *= -1;
		const room = thresholds.subarray(o * THRESHOLDS, (o + 1) * THRESHOLDS);
		writeThresholds({ slope: Math.abs(slope), offset }, largest, room);
	}
	return { outChannels, stride, pool, signs, thresholds };
}

/**
 * The integers of a trained network. Its levels equal those of the fake-quantized evaluation on wasm, every one. The last layer's
 * one scale is positive, so the largest integer logit is the largest real one.
 * @throws TypeError when the encoding has no table
 * @throws RangeError when an array does not fit the spec, or a channel's batch norm is not finite
 */
export function foldNetwork(snapshot: Snapshot): IntegerNetwork {
	const { spec } = snapshot;
	const table = tableOf(snapshot);
	const shape = networkShape(spec);
	if (snapshot.convs.length !== shape.convs.length)
		throw new RangeError(
			`this network has ${shape.convs.length} convolutions, the snapshot ${snapshot.convs.length}`
		);
	const convs = shape.convs.map((conv, i) => {
		const inputStep = i === 0 ? 1 / topLevel(entryBits(spec.encoding)) : ACTIVATION_STEP;
		const largest = largestAccumulator(table, i, conv.inChannels);
		return foldConv(snapshot.convs[i], conv, inputStep, largest);
	});
	const network: IntegerNetwork = {
		height: spec.height,
		width: spec.width,
		table,
		convs,
		dense: Int8Array.from(snapshot.dense, weightSign),
		classes: spec.classes
	};
	checkIntegerNetwork(network);
	return network;
}
