/**
 * Float convolution and its gradients, in the place where tfjs looks for them. The gradients are what its wasm backend lacks or
 * does slowly; the forward pass replaces a library that chooses its summation by processor, where a run must be the same to
 * the bit on every machine.
 */
import { backend_util } from '@tensorflow/tfjs-core';
import type { WasmHeap } from './wasm-heap.ts';

type Shape4 = [number, number, number, number];

/** The attributes of tfjs's own convolution kernels that ours read. */
interface ConvAttributes {
	readonly strides: [number, number] | number;
	readonly pad: 'valid' | 'same' | number;
	readonly dataFormat: 'NHWC' | 'NCHW';
	readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** All sizes in the order our kernels take them. */
function sizesOf(x: Shape4, w: Shape4, attributes: ConvAttributes): number[] {
	const { strides, pad, dataFormat, dimRoundingMode } = attributes;
	const info = backend_util.computeConv2DInfo(x, w, strides, 1, pad, dimRoundingMode);
	if (dataFormat === 'NCHW' || info.strideHeight !== info.strideWidth)
		throw new RangeError('our float convolution takes NHWC tensors and one stride for both sides');
	return [
		...[info.batchSize, info.inHeight, info.inWidth, info.inChannels],
		...[info.outHeight, info.outWidth, info.outChannels, info.filterHeight, info.filterWidth],
		...[info.strideHeight, info.padInfo.top, info.padInfo.left]
	];
}

export function registerFloatConvKernels(heap: WasmHeap): void {
	const { kernels } = heap;
	const at = heap.at.bind(heap);

	heap.register<ConvAttributes>('Conv2D', ({ x, filter }, attributes) => {
		const sizes = sizesOf(x.shape as Shape4, filter.shape as Shape4, attributes);
		const [images, , , , outHeight, outWidth, outChannels] = sizes;
		const y = heap.output([images, outHeight, outWidth, outChannels]);
		kernels.floatConv(at(x), at(filter), at(y), ...sizes);
		return y;
	});

	heap.register<ConvAttributes & { inputShape: Shape4 }>(
		'Conv2DBackpropInput',
		({ dy, filter }, attributes) => {
			const dx = heap.output(attributes.inputShape);
			const transposed = heap.scratch(filter.shape.reduce((a, b) => a * b, 4));
			const sizes = sizesOf(attributes.inputShape, filter.shape as Shape4, attributes);
			kernels.floatConvBackpropInput(at(dy), at(filter), at(dx), transposed, ...sizes);
			return dx;
		}
	);

	heap.register<ConvAttributes & { filterShape: Shape4 }>('Conv2DBackpropFilter', ({ x, dy }, attributes) => {
		const dw = heap.output(attributes.filterShape);
		const sizes = sizesOf(x.shape as Shape4, attributes.filterShape, attributes);
		kernels.floatConvBackpropFilter(at(x), at(dy), at(dw), ...sizes);
		return dw;
	});
}
