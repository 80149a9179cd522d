/** A float network as an ONNX file, in the form that other people's engines run fastest: nothing left for them to fold or transpose. */
import { floatShape, type FloatNetwork } from './float-network.ts';
import type { NetworkShape } from './network.ts';
import {
	centredPixels,
	channelsFirst,
	firstValueBlock,
	floatConvBlock,
	poolBlock,
	writeBlocks,
	type OnnxBlock,
	type OnnxPart
} from './onnx-writer-blocks.ts';

/** Sums of feature * weight, one a class. */
function denseBlock({ dense, classes }: FloatNetwork, shape: NetworkShape, input: string): OnnxBlock {
	const { pooledHeight, pooledWidth, outChannels } = shape.convs[shape.convs.length - 1];
	return {
		constants: [
			{
				name: 'dense',
				dims: [shape.features, classes],
				data: channelsFirst(dense, pooledHeight * pooledWidth, outChannels, classes)
			}
		],
		nodes: [
			{ operator: 'Flatten', inputs: [input], output: 'features', attributes: { axis: 1 } },
			{ operator: 'MatMul', inputs: ['features', 'dense'], output: 'logits' }
		],
		output: 'logits'
	};
}

/**
 * Input "pictures": uint8 [pictures, 3, height, width]. Output: "logits", float32 [pictures, classes], or of the first layer
 * alone float32 [pictures, 1, 1, 1], the first value of its first channel.
 * @returns the bytes of an .onnx file
 */
export function floatOnnx(network: FloatNetwork, part: OnnxPart): Uint8Array {
	const shape = floatShape(network);
	const blocks = [centredPixels()];
	const output = (): string => blocks[blocks.length - 1].output;
	for (const [layer, conv] of network.convs.entries()) {
		blocks.push(floatConvBlock(conv, shape.convs[layer], layer, output()));
		blocks.push(poolBlock(shape.convs[layer], layer, output()));
		if (part === 'first-layer') break;
	}
	blocks.push(part === 'whole' ? denseBlock(network, shape, output()) : firstValueBlock(output()));
	return writeBlocks(network, part, 'float32', blocks);
}
