/**
 * An integer network as an ONNX file, to look at in a viewer and to run anywhere.
 *
 * ONNX has no 1-bit weights, so signs and levels are float32 there. Every sum is a whole number far below 2^24, which float32 holds
 * exactly: the logits are those of the integer engines, to the last unit, in any order of summing.
 */
import { PIXEL_VALUES } from './encoding.ts';
import { checkIntegerNetwork, THRESHOLDS, type IntegerConv, type IntegerNetwork } from './integer-network.ts';
import { KERNEL_SIZE, type ConvShape } from './network.ts';
import {
	channelsFirst,
	convAttributes,
	ONNX_INPUT,
	outChannelsFirst,
	poolBlock,
	writeBlocks,
	type OnnxBlock
} from './onnx-writer-blocks.ts';
import { elementNumber, type OnnxConstant, type OnnxNode } from './onnx-writer.ts';

/** Looks every pixel component's word up: [pictures, 3 * wordLength, height, width], lane c * wordLength + k. */
function tableBlock({ table, height, width }: IntegerNetwork): OnnxBlock {
	const { levels, wordLength } = table;
	// A dimension of 0 stays as it is: the number of pictures.
	const shape = [0, 3 * wordLength, height, width].map(BigInt);
	return {
		constants: [
			{ name: 'table', dims: [PIXEL_VALUES, wordLength], data: Float32Array.from(levels) },
			{ name: 'channels', dims: [shape.length], data: BigInt64Array.from(shape) }
		],
		nodes: [
			{
				operator: 'Cast',
				inputs: [ONNX_INPUT],
				output: 'values',
				attributes: { to: elementNumber('int32') }
			},
			{ operator: 'Gather', inputs: ['table', 'values'], output: 'words', attributes: { axis: 0 } },
			{
				operator: 'Transpose',
				inputs: ['words'],
				output: 'lanes',
				attributes: { perm: [0, 1, 4, 2, 3] }
			},
			{ operator: 'Reshape', inputs: ['lanes', 'channels'], output: 'levels' }
		],
		output: 'levels'
	};
}

/** A convolution, and its level: how many of a channel's thresholds the sum reaches. */
function convBlock(
	{ signs, thresholds }: IntegerConv,
	shape: ConvShape,
	layer: number,
	input: string
): OnnxBlock {
	const { inChannels, outChannels } = shape;
	const weights = `signs${layer}`;
	const sum = `sum${layer}`;
	const steps = Array.from({ length: THRESHOLDS }, (_, k) => {
		const threshold = `threshold${layer}_${k + 1}`;
		const constant: OnnxConstant = {
			name: threshold,
			dims: [outChannels, 1, 1],
			data: Float32Array.from({ length: outChannels }, (_, o) => thresholds[o * THRESHOLDS + k])
		};
		const nodes: OnnxNode[] = [
			{ operator: 'GreaterOrEqual', inputs: [sum, threshold], output: `reached${layer}_${k + 1}` },
			{
				operator: 'Cast',
				inputs: [`reached${layer}_${k + 1}`],
				output: `step${layer}_${k + 1}`,
				attributes: { to: elementNumber('float32') }
			}
		];
		return { constant, nodes, output: `step${layer}_${k + 1}` };
	});
	const output = `level${layer}`;
	return {
		constants: [
			{
				name: weights,
				dims: [outChannels, inChannels, KERNEL_SIZE, KERNEL_SIZE],
				data: outChannelsFirst(Float32Array.from(signs), shape)
			},
			...steps.map(({ constant }) => constant)
		],
		nodes: [
			{ operator: 'Conv', inputs: [input, weights], output: sum, attributes: convAttributes(shape) },
			...steps.flatMap(({ nodes }) => nodes),
			{ operator: 'Sum', inputs: steps.map((step) => step.output), output }
		],
		output
	};
}

/**
 * Input "pictures": uint8 [pictures, 3, height, width]. Output: "logits", float32 [pictures, classes], whole numbers.
 * @returns the bytes of an .onnx file
 * @throws RangeError when the network contradicts itself
 */
export function integerOnnx(network: IntegerNetwork): Uint8Array {
	const shape = checkIntegerNetwork(network);
	const blocks = [tableBlock(network)];
	const output = (): string => blocks[blocks.length - 1].output;
	network.convs.forEach((conv, layer) => {
		blocks.push(convBlock(conv, shape.convs[layer], layer, output()));
		blocks.push(poolBlock(shape.convs[layer], layer, output()));
	});
	const { pooledHeight, pooledWidth, outChannels } = shape.convs[shape.convs.length - 1];
	const dense = Float32Array.from(network.dense);
	blocks.push({
		constants: [
			{
				name: 'dense',
				dims: [shape.features, network.classes],
				data: channelsFirst(dense, pooledHeight * pooledWidth, outChannels, network.classes)
			}
		],
		nodes: [
			{ operator: 'Flatten', inputs: [output()], output: 'features', attributes: { axis: 1 } },
			{ operator: 'MatMul', inputs: ['features', 'dense'], output: 'logits' }
		],
		output: 'logits'
	});
	return writeBlocks(network, 'whole', 'float32', blocks);
}
