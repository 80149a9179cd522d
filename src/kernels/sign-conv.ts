/**
 * Convolutions whose weights are signs, without a multiplication.
 *
 * Four channels meet four signs in only sixteen ways. So the sixteen signed sums of every four channels are written down
 * once (per position, for a block of images at a time), and each output channel picks the sum that its own four signs name:
 * one load and one addition stand for four multiply-accumulates of every image in the vector. This is the method of the four
 * Russians (Arlazarov, Dinic, Kronrod, Faradzhev 1970) applied to a binary matrix.
 *
 * Kernel 3 x 3, zero padding 1, stride 1 or 2, tensors as tfjs lays them out (NHWC, weights [3, 3, in, out]).
 */
import {
	FLOAT_LANES,
	LANE_BYTES,
	SHORT_LANES,
	fromFloatLanes,
	fromShortLanes,
	toFloatLanes,
	toShortLanes
} from './lanes';

/** Bytes of the sixteen sums of one group of four channels. */
const GROUP_BYTES: usize = 16 * LANE_BYTES;

// @ts-ignore: decorator
@inline
function groupsOf(channels: i32): i32 {
	return (channels + 3) >> 2;
}

/**
 * For every tap, row and group of four columns of the weights: which of the sixteen sums it wants, as a byte offset.
 * Bit i is set where weight i of the group is >= 0. Columns past the end count as plus; their input is zero.
 * @param rowStride, columnStride floats between neighbours in `weights`
 */
function writePatterns(
	weights: usize,
	patterns: usize,
	rows: i32,
	columns: i32,
	rowStride: i32,
	columnStride: i32
): void {
	const groups = groupsOf(columns);
	const tapBytes: usize = (<usize>rows * columns) << 2;
	let target = patterns;
	for (let tap = 0; tap < 9; tap++) {
		const base = weights + <usize>tap * tapBytes;
		for (let row = 0; row < rows; row++) {
			for (let group = 0; group < groups; group++) {
				let pattern: u32 = 0;
				for (let i = 0; i < 4; i++) {
					const column = (group << 2) + i;
					if (
						column >= columns ||
						load<f32>(base + ((<usize>row * rowStride + <usize>column * columnStride) << 2)) >= 0
					)
						pattern |= 1 << i;
				}
				store<u16>(target, <u16>(pattern * <u32>LANE_BYTES));
				target += 2;
			}
		}
	}
}

/** The sixteen signed sums of four rows of 32 shorts. */
function writeShortSums(from: usize, to: usize): void {
	for (let j: usize = 0; j < LANE_BYTES; j += 16) {
		const a = v128.load(from + j, 0);
		const b = v128.load(from + j, 64);
		const c = v128.load(from + j, 128);
		const d = v128.load(from + j, 192);
		const ab3 = i16x8.add(a, b);
		const ab1 = i16x8.sub(a, b);
		const cd3 = i16x8.add(c, d);
		const cd1 = i16x8.sub(c, d);
		const t = to + j;
		// Index bits: 1 = a plus, 2 = b plus, 4 = c plus, 8 = d plus.
		v128.store(t, i16x8.add(ab3, cd3), 15 * 64);
		v128.store(t, i16x8.sub(ab3, cd3), 3 * 64);
		v128.store(t, i16x8.add(ab3, cd1), 7 * 64);
		v128.store(t, i16x8.sub(ab3, cd1), 11 * 64);
		v128.store(t, i16x8.add(ab1, cd3), 13 * 64);
		v128.store(t, i16x8.sub(ab1, cd3), 1 * 64);
		v128.store(t, i16x8.add(ab1, cd1), 5 * 64);
		v128.store(t, i16x8.sub(ab1, cd1), 9 * 64);
		v128.store(t, i16x8.sub(cd3, ab3), 12 * 64);
		v128.store(t, i16x8.neg(i16x8.add(ab3, cd3)), 0);
		v128.store(t, i16x8.sub(cd1, ab3), 4 * 64);
		v128.store(t, i16x8.neg(i16x8.add(ab3, cd1)), 8 * 64);
		v128.store(t, i16x8.sub(cd3, ab1), 14 * 64);
		v128.store(t, i16x8.neg(i16x8.add(ab1, cd3)), 2 * 64);
		v128.store(t, i16x8.sub(cd1, ab1), 6 * 64);
		v128.store(t, i16x8.neg(i16x8.add(ab1, cd1)), 10 * 64);
	}
}

/** The sixteen signed sums of four rows of 16 floats. */
function writeFloatSums(from: usize, to: usize): void {
	for (let j: usize = 0; j < LANE_BYTES; j += 16) {
		const a = v128.load(from + j, 0);
		const b = v128.load(from + j, 64);
		const c = v128.load(from + j, 128);
		const d = v128.load(from + j, 192);
		const ab3 = f32x4.add(a, b);
		const ab1 = f32x4.sub(a, b);
		const cd3 = f32x4.add(c, d);
		const cd1 = f32x4.sub(c, d);
		const t = to + j;
		v128.store(t, f32x4.add(ab3, cd3), 15 * 64);
		v128.store(t, f32x4.sub(ab3, cd3), 3 * 64);
		v128.store(t, f32x4.add(ab3, cd1), 7 * 64);
		v128.store(t, f32x4.sub(ab3, cd1), 11 * 64);
		v128.store(t, f32x4.add(ab1, cd3), 13 * 64);
		v128.store(t, f32x4.sub(ab1, cd3), 1 * 64);
		v128.store(t, f32x4.add(ab1, cd1), 5 * 64);
		v128.store(t, f32x4.sub(ab1, cd1), 9 * 64);
		v128.store(t, f32x4.sub(cd3, ab3), 12 * 64);
		v128.store(t, f32x4.neg(f32x4.add(ab3, cd3)), 0);
		v128.store(t, f32x4.sub(cd1, ab3), 4 * 64);
		v128.store(t, f32x4.neg(f32x4.add(ab3, cd1)), 8 * 64);
		v128.store(t, f32x4.sub(cd3, ab1), 14 * 64);
		v128.store(t, f32x4.neg(f32x4.add(ab1, cd3)), 2 * 64);
		v128.store(t, f32x4.sub(cd1, ab1), 6 * 64);
		v128.store(t, f32x4.neg(f32x4.add(ab1, cd1)), 10 * 64);
	}
}

/** For every row: target[row] += sum over groups of sums[group][pattern[row][group]], 32 shorts wide. */
function addShortRows(sums: usize, patterns: usize, target: usize, rows: i32, groups: i32): void {
	let pattern = patterns;
	let t = target;
	for (let row = 0; row < rows; row++) {
		let a = v128.load(t, 0);
		let b = v128.load(t, 16);
		let c = v128.load(t, 32);
		let d = v128.load(t, 48);
		let s = sums;
		for (let group = 0; group < groups; group++) {
			const at = s + <usize>load<u16>(pattern);
			a = i16x8.add(a, v128.load(at, 0));
			b = i16x8.add(b, v128.load(at, 16));
			c = i16x8.add(c, v128.load(at, 32));
			d = i16x8.add(d, v128.load(at, 48));
			s += GROUP_BYTES;
			pattern += 2;
		}
		v128.store(t, a, 0);
		v128.store(t, b, 16);
		v128.store(t, c, 32);
		v128.store(t, d, 48);
		t += LANE_BYTES;
	}
}

/** For every row: target[row] += sum over groups of sums[group][pattern[row][group]], 16 floats wide. */
function addFloatRows(sums: usize, patterns: usize, target: usize, rows: i32, groups: i32): void {
	let pattern = patterns;
	let t = target;
	for (let row = 0; row < rows; row++) {
		let a = v128.load(t, 0);
		let b = v128.load(t, 16);
		let c = v128.load(t, 32);
		let d = v128.load(t, 48);
		let s = sums;
		for (let group = 0; group < groups; group++) {
			const at = s + <usize>load<u16>(pattern);
			a = f32x4.add(a, v128.load(at, 0));
			b = f32x4.add(b, v128.load(at, 16));
			c = f32x4.add(c, v128.load(at, 32));
			d = f32x4.add(d, v128.load(at, 48));
			s += GROUP_BYTES;
			pattern += 2;
		}
		v128.store(t, a, 0);
		v128.store(t, b, 16);
		v128.store(t, c, 32);
		v128.store(t, d, 48);
		t += LANE_BYTES;
	}
}

/** Scratch bytes that `signConv` and `signConvBackpropInput` need for these sizes. */
export function signConvScratch(
	height: i32,
	width: i32,
	inChannels: i32,
	outHeight: i32,
	outWidth: i32,
	outChannels: i32
): usize {
	const paddedIn = groupsOf(inChannels) << 2;
	const paddedOut = groupsOf(outChannels) << 2;
	const more = max(paddedIn, paddedOut);
	return (
		<usize>(9 * 2) * (paddedIn >> 2) * outChannels +
		<usize>(9 * 2) * (paddedOut >> 2) * inChannels +
		<usize>(height * width) * paddedIn * LANE_BYTES +
		<usize>(outHeight * outWidth) * paddedOut * LANE_BYTES +
		<usize>(more >> 2) * GROUP_BYTES +
		256
	);
}

// @ts-ignore: decorator
@inline
function align16(address: usize): usize {
	return (address + 15) & ~15;
}

/**
 * Exact whole-number convolution: out[b, y, x, o] = sum of level * sign(weight).
 * @param x levels as floats [images, height, width, inChannels]; |sum| must stay under 32768, which the caller checks
 * @param weights latents [3, 3, inChannels, outChannels]; the sign is + where >= 0
 * @param out floats [images, outHeight, outWidth, outChannels]
 */
export function signConv(
	x: usize,
	weights: usize,
	out: usize,
	scratch: usize,
	images: i32,
	height: i32,
	width: i32,
	inChannels: i32,
	outHeight: i32,
	outWidth: i32,
	outChannels: i32,
	stride: i32
): void {
	const groups = groupsOf(inChannels);
	const paddedIn = groups << 2;
	const patterns = align16(scratch);
	const tapPatterns: usize = <usize>(outChannels * groups) << 1;
	const xLanes = align16(patterns + 9 * tapPatterns);
	const outLanes = xLanes + <usize>(height * width * paddedIn) * LANE_BYTES;
	const outBytes = <usize>(outHeight * outWidth * outChannels) * LANE_BYTES;
	const sums = outLanes + outBytes;

	// Rows are output channels, columns are input channels: weights[tap][column][row].
	writePatterns(weights, patterns, outChannels, inChannels, 1, outChannels);
	for (let first = 0; first < images; first += SHORT_LANES) {
		toShortLanes(x, xLanes, first, images, height * width, inChannels, paddedIn);
		memory.fill(outLanes, 0, outBytes);
		for (let iy = 0; iy < height; iy++) {
			for (let ix = 0; ix < width; ix++) {
				const from = xLanes + <usize>((iy * width + ix) * paddedIn) * LANE_BYTES;
				for (let group = 0; group < groups; group++)
					writeShortSums(from + <usize>group * 4 * LANE_BYTES, sums + <usize>group * GROUP_BYTES);
				for (let ky = 0; ky < 3; ky++) {
					const fromTop = iy + 1 - ky;
					const oy = stride === 2 ? fromTop >> 1 : fromTop;
					if (fromTop < 0 || oy >= outHeight || oy * stride !== fromTop) continue;
					for (let kx = 0; kx < 3; kx++) {
						const fromLeft = ix + 1 - kx;
						const ox = stride === 2 ? fromLeft >> 1 : fromLeft;
						if (fromLeft < 0 || ox >= outWidth || ox * stride !== fromLeft) continue;
						addShortRows(
							sums,
							patterns + <usize>(ky * 3 + kx) * tapPatterns,
							outLanes + <usize>((oy * outWidth + ox) * outChannels) * LANE_BYTES,
							outChannels,
							groups
						);
					}
				}
			}
		}
		fromShortLanes(outLanes, out, first, images, outHeight * outWidth, outChannels);
	}
}

/**
 * Gradient of `signConv` at its input: dx = sum of dy * sign(weight).
 * @param dy [images, outHeight, outWidth, outChannels]
 * @param dx [images, height, width, inChannels]
 */
export function signConvBackpropInput(
	dy: usize,
	weights: usize,
	dx: usize,
	scratch: usize,
	images: i32,
	height: i32,
	width: i32,
	inChannels: i32,
	outHeight: i32,
	outWidth: i32,
	outChannels: i32,
	stride: i32
): void {
	const groups = groupsOf(outChannels);
	const paddedOut = groups << 2;
	const patterns = align16(scratch);
	const tapPatterns: usize = <usize>(inChannels * groups) << 1;
	const dyLanes = align16(patterns + 9 * tapPatterns);
	const dxLanes = dyLanes + <usize>(outHeight * outWidth * paddedOut) * LANE_BYTES;
	const dxBytes = <usize>(height * width * inChannels) * LANE_BYTES;
	const sums = dxLanes + dxBytes;

	// Rows are input channels, columns are output channels: weights[tap][row][column].
	writePatterns(weights, patterns, inChannels, outChannels, outChannels, 1);
	for (let first = 0; first < images; first += FLOAT_LANES) {
		toFloatLanes(dy, dyLanes, first, images, outHeight * outWidth, outChannels, paddedOut);
		memory.fill(dxLanes, 0, dxBytes);
		for (let oy = 0; oy < outHeight; oy++) {
			for (let ox = 0; ox < outWidth; ox++) {
				const from = dyLanes + <usize>((oy * outWidth + ox) * paddedOut) * LANE_BYTES;
				for (let group = 0; group < groups; group++)
					writeFloatSums(from + <usize>group * 4 * LANE_BYTES, sums + <usize>group * GROUP_BYTES);
				for (let ky = 0; ky < 3; ky++) {
					const iy = oy * stride + ky - 1;
					if (iy < 0 || iy >= height) continue;
					for (let kx = 0; kx < 3; kx++) {
						const ix = ox * stride + kx - 1;
						if (ix < 0 || ix >= width) continue;
						addFloatRows(
							sums,
							patterns + <usize>(ky * 3 + kx) * tapPatterns,
							dxLanes + <usize>((iy * width + ix) * inChannels) * LANE_BYTES,
							inChannels,
							groups
						);
					}
				}
			}
		}
		fromFloatLanes(dxLanes, dx, first, images, height * width, inChannels);
	}
}
