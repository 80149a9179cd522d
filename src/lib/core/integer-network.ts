/**
 * A trained network as whole numbers only: what every integer engine runs (METHOD 5).
 *
 * A convolution's accumulator is the sum of level * sign; its level is the number of thresholds that the accumulator reaches.
 * No number of it is real, so engines agree exactly or are wrong. Plain data; nothing here computes a picture.
 */
import { MAX_WORD_LENGTH, PIXEL_VALUES, type Encoding, type LevelTable } from './encoding.ts';
import { KERNEL_SIZE, networkShape, type ConvSpec, type NetworkShape } from './network.ts';
import { ACTIVATION_BITS, topLevel } from './quantize.ts';

/** Thresholds of one channel: levels 1, 2 and 3 begin at T1 <= T2 <= T3. */
export const THRESHOLDS = topLevel(ACTIVATION_BITS);

export interface IntegerConv extends ConvSpec {
	/** +1 or -1, [3, 3, inChannels, outChannels]. */
	readonly signs: Int8Array;
	/**
	 * [outChannels, 3]: the smallest accumulator that reaches level 1, 2, 3; the largest possible accumulator + 1 where none
	 * does.
	 */
	readonly thresholds: Int16Array;
}

export interface IntegerNetwork {
	readonly height: number;
	readonly width: number;
	/** The word of every pixel value; channel k of colour c is input channel c * wordLength + k. */
	readonly table: LevelTable;
	/** At least one; each is a 3 x 3 convolution with zero padding 1, thresholds, then the max-pool. */
	readonly convs: readonly IntegerConv[];
	/** +1 or -1, [features, classes]; features in the order [height, width, channels] of the last convolution. */
	readonly dense: Int8Array;
	readonly classes: number;
}

/** An encoding for shapes: they depend on the word length alone, so any with a table of that length stands for all. */
export const encodingForShape = (wordLength: number): Encoding => ({ kind: 'thermometer', wordLength });

/**
 * Every layer's sizes.
 * @throws RangeError when a pool does not divide its input, or a size is not positive
 */
export function integerShape({ height, width, table, convs, classes }: IntegerNetwork): NetworkShape {
	return networkShape({ height, width, encoding: encodingForShape(table.wordLength), convs, classes });
}

/**
 * The largest accumulator of a convolution, every input at its top level; the smallest is its negative.
 * @param layer 0 is the first
 */
export function largestAccumulator(table: LevelTable, layer: number, inChannels: number): number {
	const top = layer === 0 ? topLevel(table.bits) : THRESHOLDS;
	return top * KERNEL_SIZE * KERNEL_SIZE * inChannels;
}

/** The largest accumulator whose successor, "never", still fits an int16. */
export const ACCUMULATOR_LIMIT = 32766;

/** A rule that thresholds break, in words; null where they keep all. */
export interface ThresholdProblem {
	readonly rule: 'order' | 'range';
	readonly explanation: string;
}

/**
 * @param thresholds [outChannels, 3]
 * @param largest the layer's largest accumulator
 */
export function thresholdProblem(thresholds: Int16Array, largest: number): ThresholdProblem | null {
	for (let at = 0; at < thresholds.length; at += THRESHOLDS) {
		const of = thresholds.subarray(at, at + THRESHOLDS);
		const got = `channel ${at / THRESHOLDS} has ${of.join(', ')}`;
		if (!of.every((t, k) => k === 0 || of[k - 1] <= t))
			return { rule: 'order', explanation: `thresholds must not fall from T1 to T3, ${got}` };
		if (of[0] < -largest || of[THRESHOLDS - 1] > largest + 1)
			return { rule: 'range', explanation: `thresholds must be ${-largest}..${largest + 1}, ${got}` };
	}
	return null;
}

function requireLength(what: string, array: ArrayLike<number>, expected: number): void {
	if (array.length !== expected)
		throw new RangeError(`${what} must hold ${expected} numbers, got ${array.length}`);
}

function requireSigns(what: string, signs: Int8Array): void {
	const wrong = signs.find((s) => s !== 1 && s !== -1);
	if (wrong !== undefined) throw new RangeError(`${what} must be +1 or -1, got ${wrong}`);
}

function checkTable({ wordLength, bits, levels }: LevelTable): void {
	if (!Number.isInteger(wordLength) || wordLength < 1 || wordLength > MAX_WORD_LENGTH)
		throw new RangeError(`the word length must be 1..${MAX_WORD_LENGTH}, got ${wordLength}`);
	if (bits !== 1 && bits !== 2)
		throw new RangeError(`levels of the table must have 1 or 2 bits, got ${bits}`);
	requireLength('the table', levels, PIXEL_VALUES * wordLength);
	const wrong = levels.find((level) => level > topLevel(bits));
	if (wrong !== undefined)
		throw new RangeError(`levels of the table must be 0..${topLevel(bits)}, got ${wrong}`);
}

/**
 * Hold a network to everything its types cannot say; engines and files do so before they trust one.
 * @returns its shape
 * @throws RangeError naming the array, what was expected and what came
 */
export function checkIntegerNetwork(network: IntegerNetwork): NetworkShape {
	checkTable(network.table);
	const shape = integerShape(network);
	network.convs.forEach(({ signs, thresholds }, i) => {
		const { inChannels, outChannels } = shape.convs[i];
		const name = `convolution ${i + 1}`;
		requireLength(`${name}: the signs`, signs, KERNEL_SIZE * KERNEL_SIZE * inChannels * outChannels);
		requireSigns(`${name}: the signs`, signs);
		requireLength(`${name}: the thresholds`, thresholds, outChannels * THRESHOLDS);
		const largest = largestAccumulator(network.table, i, inChannels);
		if (largest > ACCUMULATOR_LIMIT)
			throw new RangeError(`${name}: accumulators must stay within ${ACCUMULATOR_LIMIT}, got ${largest}`);
		const problem = thresholdProblem(thresholds, largest);
		if (problem) throw new RangeError(`${name}: ${problem.explanation}`);
	});
	requireLength('the last layer', network.dense, shape.features * network.classes);
	requireSigns('the last layer', network.dense);
	return shape;
}
