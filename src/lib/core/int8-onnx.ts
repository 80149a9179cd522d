/**
 * A float network as an 8-bit ONNX file, quantized after training the usual way: activations uint8, weights int8 with a scale a
 * channel, sums int32, scales of the activations from the largest value on some pictures.
 *
 * It is written with integer operators (QLinearConv), not as float operators between Quantize and Dequantize. onnxruntime-web
 * turns the second form into the first and takes the same time for both: 15.5 ms and 15.4 ms for 64 pictures of arch A.
 * Source: Jacob et al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", 2018.
 */
import { floatShape, PIXEL_CENTRE, type FloatConv, type FloatNetwork } from './float-network.ts';
import { activationScales, quantizeRows, smallestScales } from './int8-onnx-quantize.ts';
import { KERNEL_SIZE, type ConvShape, type NetworkShape } from './network.ts';
import {
	centredPixels,
	channelsFirst,
	convAttributes,
	firstValueBlock,
	floatConvBlock,
	ONNX_INPUT,
	outChannelsFirst,
	poolBlock,
	writeBlocks,
	type OnnxBlock,
	type OnnxPart
} from './onnx-writer-blocks.ts';
import { elementNumber } from './onnx-writer.ts';

/**
 * Which arithmetic the first layer has. Engines are built for many input channels: with its three, onnxruntime-web's 8-bit
 * convolution takes 4.2 ms where its float one takes 1.2, so the fastest 8-bit network has a float first layer.
 */
export type Int8FirstLayer = 'int8' | 'float32';

/** 8-bit values that stand for (value - zero) * scale; both are names of constants. */
interface QuantizedTensor {
	readonly name: string;
	readonly scaleName: string;
	readonly zeroName: string;
	readonly scale: number;
}

const byte = (name: string, value: number): OnnxBlock['constants'][number] => ({
	name,
	dims: [],
	data: Uint8Array.of(value)
});
const float = (name: string, value: number): OnnxBlock['constants'][number] => ({
	name,
	dims: [],
	data: Float32Array.of(value)
});

/** A layer's outputs: uint8 from zero 0, so that clamping at 0 is the ReLU. */
const layerOutput = (name: string, layer: number, scale: number): QuantizedTensor => ({
	name,
	scaleName: `scale${layer}`,
	zeroName: 'zero',
	scale
});

/** A convolution from bytes to bytes, without its pool. */
function int8ConvBlock(
	conv: FloatConv,
	shape: ConvShape,
	layer: number,
	input: QuantizedTensor,
	outputScale: number
): OnnxBlock {
	const { inChannels, outChannels } = shape;
	const { values, scales } = quantizeRows(
		outChannelsFirst(conv.weights, shape),
		smallestScales(conv.bias, input.scale)
	);
	const [weights, weightScales, weightZeros, bias] = ['weights', 'weightScales', 'weightZeros', 'bias'].map(
		(name) => `${name}${layer}`
	);
	const output = layerOutput(`quantized${layer}`, layer, outputScale);
	return {
		constants: [
			{ name: weights, dims: [outChannels, inChannels, KERNEL_SIZE, KERNEL_SIZE], data: values },
			{ name: weightScales, dims: [outChannels], data: scales },
			{ name: weightZeros, dims: [outChannels], data: new Int8Array(outChannels) },
			{
				name: bias,
				dims: [outChannels],
				data: Int32Array.from(conv.bias, (b, o) => Math.round(b / (input.scale * scales[o])))
			},
			float(output.scaleName, outputScale)
		],
		nodes: [
			{
				operator: 'QLinearConv',
				inputs: [
					...[input.name, input.scaleName, input.zeroName],
					...[weights, weightScales, weightZeros],
					...[output.scaleName, output.zeroName, bias]
				],
				output: output.name,
				attributes: convAttributes(shape)
			}
		],
		output: output.name
	};
}

/** The first layer, without its pool: bytes from pixels. */
function firstBlocks(
	conv: FloatConv,
	shape: ConvShape,
	arithmetic: Int8FirstLayer,
	scale: number
): OnnxBlock[] {
	const zero = byte('zero', 0);
	if (arithmetic === 'int8') {
		// A pixel less the centre is a byte as it is, with the centre for zero; padding is then the centre too.
		const pixels = { name: ONNX_INPUT, scaleName: 'pixelScale', zeroName: 'pixelZero', scale: 1 };
		const constants = [zero, byte('pixelZero', PIXEL_CENTRE), float('pixelScale', 1)];
		return [{ constants, nodes: [], output: ONNX_INPUT }, int8ConvBlock(conv, shape, 0, pixels, scale)];
	}
	const pixels = centredPixels();
	const sums = floatConvBlock(conv, shape, 0, pixels.output);
	const { name, scaleName, zeroName } = layerOutput('quantized0', 0, scale);
	const quantize = { operator: 'QuantizeLinear', inputs: [sums.output, scaleName, zeroName], output: name };
	return [pixels, sums, { constants: [zero, float(scaleName, scale)], nodes: [quantize], output: name }];
}

/**
 * Logits as floats of the exact int32 sums: 8-bit logits (QLinearMatMul) would tie, and save nothing.
 */
function int8DenseBlock(
	{ dense, classes }: FloatNetwork,
	shape: NetworkShape,
	input: QuantizedTensor
): OnnxBlock {
	const { pooledHeight, pooledWidth, outChannels } = shape.convs[shape.convs.length - 1];
	const rows = channelsFirst(dense, pooledHeight * pooledWidth, outChannels, classes);
	// Scales are a class's, so its weights are brought together; and apart again for MatMulInteger.
	const byClass = channelsFirst(rows, shape.features, classes, 1);
	const { values, scales } = quantizeRows(byClass, new Float32Array(classes));
	const weights = new Int8Array(values.length);
	for (let k = 0; k < classes; k++)
		for (let i = 0; i < shape.features; i++) weights[i * classes + k] = values[k * shape.features + i];
	return {
		constants: [
			{ name: 'dense', dims: [shape.features, classes], data: weights },
			{ name: 'logitScales', dims: [classes], data: scales.map((scale) => scale * input.scale) }
		],
		nodes: [
			{ operator: 'Flatten', inputs: [input.name], output: 'features', attributes: { axis: 1 } },
			{ operator: 'MatMulInteger', inputs: ['features', 'dense'], output: 'sums' },
			{
				operator: 'Cast',
				inputs: ['sums'],
				output: 'floatSums',
				attributes: { to: elementNumber('float32') }
			},
			{ operator: 'Mul', inputs: ['floatSums', 'logitScales'], output: 'logits' }
		],
		output: 'logits'
	};
}

/**
 * Input "pictures": uint8 [pictures, 3, height, width]. Output: "logits", float32 [pictures, classes], or of the first layer
 * alone uint8 [pictures, 1, 1, 1], the first value of its first channel.
 * @param calibration [images, height, width, 3]: pictures as the network will see
 * @returns the bytes of an .onnx file
 * @throws RangeError when they are not whole pictures of the network's size
 */
export function int8Onnx(
	network: FloatNetwork,
	part: OnnxPart,
	firstLayer: Int8FirstLayer,
	calibration: Uint8Array
): Uint8Array {
	const shape = floatShape(network);
	const scales = activationScales(network, calibration);
	const blocks: OnnxBlock[] = [];
	const output = (): string => blocks[blocks.length - 1].output;
	for (const [layer, conv] of network.convs.entries()) {
		const own = shape.convs[layer];
		if (layer === 0) blocks.push(...firstBlocks(conv, own, firstLayer, scales[0]));
		else {
			const input = layerOutput(output(), layer - 1, scales[layer - 1]);
			blocks.push(int8ConvBlock(conv, own, layer, input, scales[layer]));
		}
		blocks.push(poolBlock(own, layer, output()));
		if (part === 'first-layer')
			return writeBlocks(network, part, 'uint8', [...blocks, firstValueBlock(output())]);
	}
	const last = network.convs.length - 1;
	blocks.push(int8DenseBlock(network, shape, layerOutput(output(), last, scales[last])));
	return writeBlocks(network, part, 'float32', blocks);
}
