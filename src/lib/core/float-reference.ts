/**
 * A float network's inference as its definition says it: one picture at a time, in plain loops, summed in float64.
 *
 * It refuses to be fast. Other people's engines are checked against it, and it calibrates the 8-bit network. It keeps every
 * value in float64; a float32 engine differs from it by rounding alone.
 */
import { floatShape, PIXEL_CENTRE, type FloatConv, type FloatNetwork } from './float-network.ts';
import { KERNEL_SIZE, type ConvShape, type NetworkShape } from './network.ts';

export interface FloatInference {
	/** [images, classes]. */
	readonly logits: Float64Array;
	/** Output of every convolution block, from 0, [images, pooledHeight, pooledWidth, outChannels] each. */
	readonly blocks: readonly Float64Array[];
}

/** Convolution, bias and max(out, 0): [outHeight, outWidth, outChannels]. Outside the picture every value is 0. */
function convolve(input: Float64Array, { weights, bias }: FloatConv, shape: ConvShape): Float64Array {
	const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, stride } = shape;
	const out = new Float64Array(outHeight * outWidth * outChannels);
	const sums = new Float64Array(outChannels);
	for (let oy = 0; oy < outHeight; oy++)
		for (let ox = 0; ox < outWidth; ox++) {
			sums.set(bias);
			for (let ky = 0; ky < KERNEL_SIZE; ky++)
				for (let kx = 0; kx < KERNEL_SIZE; kx++) {
					const y = oy * stride + ky - 1;
					const x = ox * stride + kx - 1;
					if (y < 0 || y >= inHeight || x < 0 || x >= inWidth) continue;
					for (let i = 0; i < inChannels; i++) {
						const value = input[(y * inWidth + x) * inChannels + i];
						const row = ((ky * KERNEL_SIZE + kx) * inChannels + i) * outChannels;
						for (let o = 0; o < outChannels; o++) sums[o] += value * weights[row + o];
					}
				}
			for (let o = 0; o < outChannels; o++)
				out[(oy * outWidth + ox) * outChannels + o] = Math.max(sums[o], 0);
		}
	return out;
}

/** The largest value of each pool x pool square: [pooledHeight, pooledWidth, outChannels]. No value is below 0. */
function maxPool(values: Float64Array, shape: ConvShape): Float64Array {
	const { outHeight, outWidth, outChannels, pooledHeight, pooledWidth, pool } = shape;
	const out = new Float64Array(pooledHeight * pooledWidth * outChannels);
	for (let y = 0; y < outHeight; y++)
		for (let x = 0; x < outWidth; x++)
			for (let o = 0; o < outChannels; o++) {
				const at = (Math.floor(y / pool) * pooledWidth + Math.floor(x / pool)) * outChannels + o;
				out[at] = Math.max(out[at], values[(y * outWidth + x) * outChannels + o]);
			}
	return out;
}

function classify(features: Float64Array, dense: Float32Array, classes: number): Float64Array {
	const logits = new Float64Array(classes);
	features.forEach((value, i) => {
		for (let k = 0; k < classes; k++) logits[k] += value * dense[i * classes + k];
	});
	return logits;
}

function infer(
	network: FloatNetwork,
	shape: NetworkShape,
	picture: Uint8Array
): { logits: Float64Array; blocks: Float64Array[] } {
	const blocks: Float64Array[] = [];
	let x: Float64Array = Float64Array.from(picture, (value) => value - PIXEL_CENTRE);
	network.convs.forEach((conv, i) => {
		x = maxPool(convolve(x, conv, shape.convs[i]), shape.convs[i]);
		blocks.push(x);
	});
	return { logits: classify(x, network.dense, network.classes), blocks };
}

function joined(parts: readonly Float64Array[]): Float64Array {
	const out = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		out.set(part, at);
		at += part.length;
	}
	return out;
}

/**
 * How many pictures of a float network's size there are.
 * @param pictures [images, height, width, 3], 8 bits a component
 * @throws RangeError when it is not a whole number of them
 */
export function floatPictureCount({ height, width }: FloatNetwork, pictures: Uint8Array): number {
	const size = height * width * 3;
	if (pictures.length % size !== 0)
		throw new RangeError(
			`a picture of ${height} x ${width} has ${size} bytes, got ${pictures.length} for all, which is no multiple`
		);
	return pictures.length / size;
}

/**
 * @param pictures [images, height, width, 3], 8 bits a component
 * @throws RangeError when they are not whole pictures of the network's size
 */
export function inferFloat(network: FloatNetwork, pictures: Uint8Array): FloatInference {
	const shape = floatShape(network);
	const images = floatPictureCount(network, pictures);
	const size = network.height * network.width * 3;
	const each = Array.from({ length: images }, (_, image) =>
		infer(network, shape, pictures.subarray(image * size, (image + 1) * size))
	);
	return {
		logits: joined(each.map(({ logits }) => logits)),
		blocks: shape.convs.map((_, i) => joined(each.map(({ blocks }) => blocks[i])))
	};
}
