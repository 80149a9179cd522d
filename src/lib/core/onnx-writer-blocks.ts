/**
 * The blocks of a graph that a network's float file and its 8-bit file have in common, and the orders in which ONNX wants numbers.
 *
 * ONNX computes on [pictures, channels, height, width]. Pictures come in that order, as planes of red, green and blue; every
 * other array is brought into it here, when the file is written, so that the graph itself transposes nothing.
 */
import { PIXEL_CENTRE, type FloatConv, type FloatNetwork } from './float-network.ts';
import { KERNEL_SIZE, type ConvShape } from './network.ts';
import {
	elementNumber,
	writeOnnx,
	type ElementType,
	type OnnxConstant,
	type OnnxNode
} from './onnx-writer.ts';

/** How much of a network a file computes. */
export type OnnxPart = 'whole' | 'first-layer';

/** A few nodes in a row with what they need, and the name of what comes out. */
export interface OnnxBlock {
	readonly constants: readonly OnnxConstant[];
	readonly nodes: readonly OnnxNode[];
	readonly output: string;
}

/** Names of a file's input and output. */
export const ONNX_INPUT = 'pictures';

const TAPS = KERNEL_SIZE * KERNEL_SIZE;

/**
 * @param weights [3, 3, inChannels, outChannels]
 * @returns [outChannels, inChannels, 3, 3]
 */
export function outChannelsFirst(
	weights: Float32Array,
	{ inChannels, outChannels }: ConvShape
): Float32Array {
	const out = new Float32Array(weights.length);
	for (let tap = 0; tap < TAPS; tap++)
		for (let i = 0; i < inChannels; i++)
			for (let o = 0; o < outChannels; o++)
				out[(o * inChannels + i) * TAPS + tap] = weights[(tap * inChannels + i) * outChannels + o];
	return out;
}

/**
 * @param rows [height, width, channels, rowLength], such as a dense layer's weights or a picture's bytes
 * @returns [channels, height, width, rowLength]
 */
export function channelsFirst<T extends Float32Array | Uint8Array>(
	rows: T,
	positions: number,
	channels: number,
	rowLength: number
): T {
	const out = rows.slice() as T;
	for (let at = 0; at < positions; at++)
		for (let c = 0; c < channels; c++) {
			const from = (at * channels + c) * rowLength;
			out.set(rows.subarray(from, from + rowLength), (c * positions + at) * rowLength);
		}
	return out;
}

/** What a Conv or QLinearConv is told of its geometry. */
export const convAttributes = ({ stride }: ConvShape): NonNullable<OnnxNode['attributes']> => ({
	kernel_shape: [KERNEL_SIZE, KERNEL_SIZE],
	pads: [1, 1, 1, 1],
	strides: [stride, stride]
});

/** Pixel components as float32 less the centre. */
export function centredPixels(): OnnxBlock {
	return {
		constants: [{ name: 'centre', dims: [], data: Float32Array.of(PIXEL_CENTRE) }],
		nodes: [
			{
				operator: 'Cast',
				inputs: [ONNX_INPUT],
				output: 'components',
				attributes: { to: elementNumber('float32') }
			},
			{ operator: 'Sub', inputs: ['components', 'centre'], output: 'centred' }
		],
		output: 'centred'
	};
}

/** A float convolution and max(out, 0), without its pool. */
export function floatConvBlock(conv: FloatConv, shape: ConvShape, layer: number, input: string): OnnxBlock {
	const { inChannels, outChannels } = shape;
	const weights = `weights${layer}`;
	const bias = `bias${layer}`;
	const sum = `sum${layer}`;
	const output = `relu${layer}`;
	return {
		constants: [
			{
				name: weights,
				dims: [outChannels, inChannels, KERNEL_SIZE, KERNEL_SIZE],
				data: outChannelsFirst(conv.weights, shape)
			},
			{ name: bias, dims: [outChannels], data: conv.bias }
		],
		nodes: [
			{
				operator: 'Conv',
				inputs: [input, weights, bias],
				output: sum,
				attributes: convAttributes(shape)
			},
			{ operator: 'Relu', inputs: [sum], output }
		],
		output
	};
}

/** The max-pool of a convolution block, where it has one; it takes floats and bytes alike. */
export function poolBlock({ pool }: ConvShape, layer: number, input: string): OnnxBlock {
	if (pool === 1) return { constants: [], nodes: [], output: input };
	const output = `pooled${layer}`;
	const attributes = { kernel_shape: [pool, pool], strides: [pool, pool] };
	return { constants: [], nodes: [{ operator: 'MaxPool', inputs: [input], output, attributes }], output };
}

/**
 * One value a picture, the first: a run's result is copied out of the engine, and for a layer alone that copy, of megabytes,
 * would be timed as if it were the layer's work. No optimizer computes less of the layer for it.
 */
export function firstValueBlock(input: string): OnnxBlock {
	const list = (name: string, values: number[]): OnnxConstant => ({
		name,
		dims: [values.length],
		data: Int32Array.from(values)
	});
	return {
		constants: [list('sliceStarts', [0, 0, 0]), list('sliceEnds', [1, 1, 1]), list('sliceAxes', [1, 2, 3])],
		nodes: [
			{
				operator: 'Slice',
				inputs: [input, 'sliceStarts', 'sliceEnds', 'sliceAxes'],
				output: 'firstValue'
			}
		],
		output: 'firstValue'
	};
}

/** The file of a network that the blocks make up, one after the other. */
export function writeBlocks(
	{ height, width, classes }: Pick<FloatNetwork, 'height' | 'width' | 'classes'>,
	part: OnnxPart,
	outputType: ElementType,
	blocks: readonly OnnxBlock[]
): Uint8Array {
	return writeOnnx({
		name: part,
		input: { name: ONNX_INPUT, type: 'uint8', dims: [3, height, width] },
		output: {
			name: blocks[blocks.length - 1].output,
			type: outputType,
			dims: part === 'whole' ? [classes] : [1, 1, 1]
		},
		constants: blocks.flatMap(({ constants }) => constants),
		nodes: blocks.flatMap(({ nodes }) => nodes)
	});
}
