/**
 * The network as plain data, and every shape that follows from it.
 *
 * encode -> 3x3 convolutions (each: batch norm, activation quantizer, optional 2x2 max-pool) -> dense. Zero padding 1, no
 * biases (METHOD 2). Nothing here computes; the training and the engines do.
 */
import { isTableEncoding, wordLengthOf, type Encoding } from './encoding.ts';

export const KERNEL_SIZE = 3;

/** One convolution block. */
export interface ConvSpec {
	readonly outChannels: number;
	readonly stride: 1 | 2;
	/** Side of the max-pool after the quantizer; 1 is none. */
	readonly pool: 1 | 2;
}

export interface NetworkSpec {
	readonly height: number;
	readonly width: number;
	readonly encoding: Encoding;
	readonly convs: readonly ConvSpec[];
	readonly classes: number;
}

/** The sizes of one convolution block, [height, width, channels] written out. */
export interface ConvShape {
	readonly inHeight: number;
	readonly inWidth: number;
	readonly inChannels: number;
	/** Of the convolution, before pooling. */
	readonly outHeight: number;
	readonly outWidth: number;
	readonly outChannels: number;
	readonly pooledHeight: number;
	readonly pooledWidth: number;
	readonly stride: 1 | 2;
	readonly pool: 1 | 2;
	/** Multiply-accumulates for one picture. */
	readonly macs: number;
	/** Whether its weights are one bit and its inputs are levels. */
	readonly lowBit: boolean;
}

export interface NetworkShape {
	readonly convs: readonly ConvShape[];
	/** Inputs of the dense layer. */
	readonly features: number;
	readonly classes: number;
	readonly macs: number;
}

/** Arch A of METHOD 2: four convolutions and a dense layer for 32 x 32 pictures. */
export function archA(encoding: Encoding, classes = 10): NetworkSpec {
	return {
		height: 32,
		width: 32,
		encoding,
		convs: [
			{ outChannels: 32, stride: 2, pool: 1 },
			{ outChannels: 32, stride: 1, pool: 2 },
			{ outChannels: 64, stride: 1, pool: 2 },
			{ outChannels: 64, stride: 1, pool: 1 }
		],
		classes
	};
}

/**
 * Every layer's sizes.
 * @throws RangeError when a pool does not divide its input, or a size is not positive
 */
export function networkShape(spec: NetworkSpec): NetworkShape {
	if (spec.convs.length === 0) throw new RangeError('a network needs at least one convolution, got none');
	if (spec.height < 1 || spec.width < 1)
		throw new RangeError(`a picture has at least one pixel, got ${spec.height} x ${spec.width}`);
	let height = spec.height;
	let width = spec.width;
	let channels = 3 * wordLengthOf(spec.encoding);
	const convs = spec.convs.map((conv, i): ConvShape => {
		const outHeight = Math.ceil(height / conv.stride);
		const outWidth = Math.ceil(width / conv.stride);
		if (outHeight % conv.pool !== 0 || outWidth % conv.pool !== 0)
			throw new RangeError(
				`convolution ${i + 1}: a pool of ${conv.pool} does not divide ${outHeight} x ${outWidth}`
			);
		const shape: ConvShape = {
			inHeight: height,
			inWidth: width,
			inChannels: channels,
			outHeight,
			outWidth,
			outChannels: conv.outChannels,
			pooledHeight: outHeight / conv.pool,
			pooledWidth: outWidth / conv.pool,
			stride: conv.stride,
			pool: conv.pool,
			macs: outHeight * outWidth * conv.outChannels * channels * KERNEL_SIZE * KERNEL_SIZE,
			lowBit: isLowBit(spec.encoding, i)
		};
		height = shape.pooledHeight;
		width = shape.pooledWidth;
		channels = conv.outChannels;
		return shape;
	});
	const features = height * width * channels;
	return {
		convs,
		features,
		classes: spec.classes,
		macs: convs.reduce((sum, c) => sum + c.macs, features * spec.classes)
	};
}

/** Whether convolution `layer` (0 is the first) has 1-bit weights and quantized inputs. */
export function isLowBit(encoding: Encoding, layer: number): boolean {
	if (encoding.kind === 'all-float') return false;
	return layer > 0 || isTableEncoding(encoding);
}
