/**
 * Gradient at the weights of a convolution whose inputs are levels 0..3, without a multiplication.
 *
 * Two images give a pixel two levels, and two levels can come in only sixteen ways. For every position and pair of images the
 * sixteen sums q0 * dy0 + q1 * dy1 are written down once; every input channel and tap then picks the sum its two levels name.
 *
 * Kernel 3 x 3, zero padding 1, stride 1 or 2, NHWC.
 */

import { LANE_BYTES, toShortLanes } from './lanes';

/** Output channels handled at once: four vectors of floats. */
const BLOCK: i32 = 16;
const BLOCK_BYTES: usize = 64;
/** Bytes of the sixteen sums of one pair of images. */
const PAIR_BYTES: usize = 16 * BLOCK_BYTES;
/** Pairs whose sums are held at once: 16 kB, which stays in the first-level cache beside the rest. */
const PAIRS: i32 = 16;

// @ts-ignore: decorator
@inline
function blocksOf(channels: i32): i32 {
	return (channels + BLOCK - 1) / BLOCK;
}

/** Scratch bytes that `levelConvBackpropFilter` needs for these sizes. */
export function levelConvScratch(height: i32, width: i32, inChannels: i32, outChannels: i32): usize {
	return (
		<usize>(height * width) * inChannels * LANE_BYTES +
		<usize>PAIRS * PAIR_BYTES +
		<usize>(9 * inChannels) * blocksOf(outChannels) * BLOCK_BYTES +
		2 * BLOCK_BYTES +
		64
	);
}

// @ts-ignore: decorator
@inline
function pairPatterns(levels: v128): v128 {
	const even = v128.and(levels, i32x4.splat(0xffff));
	const odd = i32x4.shr_u(levels, 16);
	// (even + 4 odd) * BLOCK_BYTES
	return i32x4.shl(i32x4.add(even, i32x4.shl(odd, 2)), 6);
}

/**
 * Which sum each pair of images wants: to[p][c][pair] = byte offset of (level of image 2 pair) + 4 (level of image 2 pair + 1).
 * Levels in lane order are twice as long as patterns, so each row is written over the rows already read.
 */
function writePairPatterns(
	x: usize,
	to: usize,
	first: i32,
	images: i32,
	positions: i32,
	channels: i32
): void {
	toShortLanes(x, to, first, images, positions, channels, channels);
	const numbers = positions * channels;
	let source = to;
	let target = to;
	for (let n = 0; n < numbers; n++) {
		const low = i16x8.narrow_i32x4_u(
			pairPatterns(v128.load(source, 0)),
			pairPatterns(v128.load(source, 16))
		);
		const high = i16x8.narrow_i32x4_u(
			pairPatterns(v128.load(source, 32)),
			pairPatterns(v128.load(source, 48))
		);
		v128.store(target, low, 0);
		v128.store(target, high, 16);
		source += LANE_BYTES;
		target += LANE_BYTES >> 1;
	}
}

/** The sixteen sums of one pair, for one vector of output channels. */
// @ts-ignore: decorator
@inline
function writePairSums(a1: v128, b1: v128, to: usize): void {
	const a2 = f32x4.add(a1, a1);
	const a3 = f32x4.add(a2, a1);
	const b2 = f32x4.add(b1, b1);
	const b3 = f32x4.add(b2, b1);
	v128.store(to, f32x4.splat(0), 0);
	v128.store(to, a1, 1 * 64);
	v128.store(to, a2, 2 * 64);
	v128.store(to, a3, 3 * 64);
	v128.store(to, b1, 4 * 64);
	v128.store(to, f32x4.add(a1, b1), 5 * 64);
	v128.store(to, f32x4.add(a2, b1), 6 * 64);
	v128.store(to, f32x4.add(a3, b1), 7 * 64);
	v128.store(to, b2, 8 * 64);
	v128.store(to, f32x4.add(a1, b2), 9 * 64);
	v128.store(to, f32x4.add(a2, b2), 10 * 64);
	v128.store(to, f32x4.add(a3, b2), 11 * 64);
	v128.store(to, b3, 12 * 64);
	v128.store(to, f32x4.add(a1, b3), 13 * 64);
	v128.store(to, f32x4.add(a2, b3), 14 * 64);
	v128.store(to, f32x4.add(a3, b3), 15 * 64);
}

/** For every input channel: target[channel] += sum over pairs of sums[pair][pattern[channel][pair]]. */
function addRows(sums: usize, patterns: usize, target: usize, rows: i32, rowBytes: usize, pairs: i32): void {
	let t = target;
	let row = patterns;
	for (let r = 0; r < rows; r++) {
		let a = v128.load(t, 0);
		let b = v128.load(t, 16);
		let c = v128.load(t, 32);
		let d = v128.load(t, 48);
		let s = sums;
		let pattern = row;
		for (let pair = 0; pair < pairs; pair++) {
			const at = s + <usize>load<u16>(pattern);
			a = f32x4.add(a, v128.load(at, 0));
			b = f32x4.add(b, v128.load(at, 16));
			c = f32x4.add(c, v128.load(at, 32));
			d = f32x4.add(d, v128.load(at, 48));
			s += PAIR_BYTES;
			pattern += 2;
		}
		v128.store(t, a, 0);
		v128.store(t, b, 16);
		v128.store(t, c, 32);
		v128.store(t, d, 48);
		t += rowBytes;
		row += <usize>PAIRS << 1;
	}
}

/**
 * dw[ky, kx, c, o] = sum over images and positions of level * dy.
 * @param x levels as floats [images, height, width, inChannels], each 0..3
 * @param dy [images, outHeight, outWidth, outChannels]
 * @param dw [3, 3, inChannels, outChannels], overwritten
 */
export function levelConvBackpropFilter(
	x: usize,
	dy: usize,
	dw: usize,
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
	const blocks = blocksOf(outChannels);
	const rowBytes: usize = <usize>blocks * BLOCK_BYTES;
	const sums: usize = (scratch + 15) & ~15;
	const wide = sums + <usize>PAIRS * PAIR_BYTES;
	const wideBytes = <usize>(9 * inChannels) * rowBytes;
	const tail = wide + wideBytes;
	const patterns = tail + 2 * BLOCK_BYTES;
	const imageBytes: usize = <usize>(outHeight * outWidth * outChannels) << 2;
	const patternRow: usize = <usize>(inChannels * PAIRS) << 1;

	memory.fill(wide, 0, wideBytes);
	for (let first = 0; first < images; first += PAIRS << 1) {
		const lanes = min(PAIRS << 1, images - first);
		const pairs = (lanes + 1) >> 1;
		writePairPatterns(x, patterns, first, images, height * width, inChannels);
		for (let oy = 0; oy < outHeight; oy++) {
			for (let ox = 0; ox < outWidth; ox++) {
				const position: usize = <usize>((oy * outWidth + ox) * outChannels) << 2;
				for (let block = 0; block < blocks; block++) {
					const channels = min(BLOCK, outChannels - block * BLOCK);
					for (let pair = 0; pair < pairs; pair++) {
						const lane = pair << 1;
						let even = dy + <usize>(first + lane) * imageBytes + position + <usize>block * BLOCK_BYTES;
						let odd = even + imageBytes;
						const missing = lane + 1 >= lanes;
						if (missing || channels < BLOCK) {
							// The last, narrow block or the missing image: copy what there is beside zeros.
							memory.fill(tail, 0, 2 * BLOCK_BYTES);
							memory.copy(tail, even, <usize>channels << 2);
							if (!missing) memory.copy(tail + BLOCK_BYTES, odd, <usize>channels << 2);
							even = tail;
							odd = tail + BLOCK_BYTES;
						}
						const to = sums + <usize>pair * PAIR_BYTES;
						writePairSums(v128.load(even, 0), v128.load(odd, 0), to);
						writePairSums(v128.load(even, 16), v128.load(odd, 16), to + 16);
						writePairSums(v128.load(even, 32), v128.load(odd, 32), to + 32);
						writePairSums(v128.load(even, 48), v128.load(odd, 48), to + 48);
					}
					for (let ky = 0; ky < 3; ky++) {
						const iy = oy * stride + ky - 1;
						if (iy < 0 || iy >= height) continue;
						for (let kx = 0; kx < 3; kx++) {
							const ix = ox * stride + kx - 1;
							if (ix < 0 || ix >= width) continue;
							addRows(
								sums,
								patterns + <usize>(iy * width + ix) * patternRow,
								wide + <usize>((ky * 3 + kx) * inChannels) * rowBytes + <usize>block * BLOCK_BYTES,
								inChannels,
								rowBytes,
								pairs
							);
						}
					}
				}
			}
		}
	}
	const rows = 9 * inChannels;
	for (let row = 0; row < rows; row++)
		memory.copy(
			dw + (<usize>(row * outChannels) << 2),
			wide + <usize>row * rowBytes,
			<usize>outChannels << 2
		);
}
