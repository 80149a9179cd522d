/**
 * The first layer from packed words, by xor and popcount.
 *
 * With bit-planes A0, A1 of the levels and signs W (plus is 1), X = popc(A0 ^ W) + 2 popc(A1 ^ W), and the sum of level * sign is
 * 3 popc(W) - X; with one plane, popc(W) - X. A place outside the picture is all zeros and adds nothing.
 *
 * A vector holds the words of four output channels; one pixel's word meets all of them.
 */
import { BLOCK_BYTES, ConvPlan } from './infer-plan';
import { levelsOfSums } from './infer-levels';

const PLANES: i32 = 2;

/**
 * The picture with its border as words [height + 2, width + 2, words, 2 planes]. `words` tables of [3 colours, 256 values, 2
 * planes] give what a component adds to a pixel's word.
 */
function wordsOf(picture: usize, height: i32, width: i32, padded: usize, tables: usize, words: i32): void {
	const pixel = <usize>(words * PLANES) << 2;
	const row = <usize>(width + 2) * pixel;
	memory.fill(padded, 0, <usize>(height + 2) * row);
	let from = picture;
	for (let y = 0; y < height; y++) {
		let to = padded + <usize>(y + 1) * row + pixel;
		for (let x = 0; x < width; x++) {
			const red = <usize>load<u8>(from, 0) << 3;
			const green = <usize>load<u8>(from, 1) << 3;
			const blue = <usize>load<u8>(from, 2) << 3;
			for (let w = 0; w < words; w++) {
				const table = tables + <usize>w * 6144;
				const both = load<u64>(table + red) | load<u64>(table + green, 2048) | load<u64>(table + blue, 4096);
				store<u64>(to, both);
				to += 8;
			}
			from += 3;
		}
	}
}

/** Differing bits of four channels: each 32-bit lane's four bytes of counts added up, the second plane's twice. */
// @ts-ignore: decorator
@inline
function differing(once: v128, twice: v128): v128 {
	const a = i16x8.extadd_pairwise_i8x16_u(once);
	const b = i16x8.extadd_pairwise_i8x16_u(twice);
	return i32x4.extadd_pairwise_i16x8_u(i16x8.add(a, i16x8.add(b, b)));
}

/** Bytes of one tap's word of 32 channels. */
const WORD_BYTES: usize = 128;

/** Sums of sixteen channels, `first` bytes into each tap, to `to`: int16. */
function sixteenSums(at: usize, row: usize, words: i32, weights: usize, bias: usize, to: usize): void {
	let a0 = i8x16.splat(0);
	let a1 = a0;
	let a2 = a0;
	let a3 = a0;
	let b0 = a0;
	let b1 = a0;
	let b2 = a0;
	let b3 = a0;
	let w = weights;
	for (let ky = 0; ky < 3; ky++) {
		let p = at + <usize>ky * row;
		// At most 18 words of 8 bits a byte: no count exceeds 144.
		for (let i = 0; i < 3 * words; i++) {
			const once = v128.load32_splat(p, 0);
			const twice = v128.load32_splat(p, 4);
			let signs = v128.load(w, 0);
			a0 = i8x16.add(a0, i8x16.popcnt(v128.xor(once, signs)));
			b0 = i8x16.add(b0, i8x16.popcnt(v128.xor(twice, signs)));
			signs = v128.load(w, 16);
			a1 = i8x16.add(a1, i8x16.popcnt(v128.xor(once, signs)));
			b1 = i8x16.add(b1, i8x16.popcnt(v128.xor(twice, signs)));
			signs = v128.load(w, 32);
			a2 = i8x16.add(a2, i8x16.popcnt(v128.xor(once, signs)));
			b2 = i8x16.add(b2, i8x16.popcnt(v128.xor(twice, signs)));
			signs = v128.load(w, 48);
			a3 = i8x16.add(a3, i8x16.popcnt(v128.xor(once, signs)));
			b3 = i8x16.add(b3, i8x16.popcnt(v128.xor(twice, signs)));
			p += 8;
			w += WORD_BYTES;
		}
	}
	const low = i16x8.narrow_i32x4_s(differing(a0, b0), differing(a1, b1));
	const high = i16x8.narrow_i32x4_s(differing(a2, b2), differing(a3, b3));
	v128.store(to, i16x8.sub(v128.load(bias, 0), low), 0);
	v128.store(to, i16x8.sub(v128.load(bias, 16), high), 16);
}

/** A layer with one plane has no use for the second plane's counts: the same with half of the work. */
function sixteenSumsOfBits(at: usize, row: usize, words: i32, weights: usize, bias: usize, to: usize): void {
	const none = i8x16.splat(0);
	let a0 = none;
	let a1 = none;
	let a2 = none;
	let a3 = none;
	let w = weights;
	for (let ky = 0; ky < 3; ky++) {
		let p = at + <usize>ky * row;
		for (let i = 0; i < 3 * words; i++) {
			const once = v128.load32_splat(p);
			a0 = i8x16.add(a0, i8x16.popcnt(v128.xor(once, v128.load(w, 0))));
			a1 = i8x16.add(a1, i8x16.popcnt(v128.xor(once, v128.load(w, 16))));
			a2 = i8x16.add(a2, i8x16.popcnt(v128.xor(once, v128.load(w, 32))));
			a3 = i8x16.add(a3, i8x16.popcnt(v128.xor(once, v128.load(w, 48))));
			p += 8;
			w += WORD_BYTES;
		}
	}
	const low = i16x8.narrow_i32x4_s(differing(a0, none), differing(a1, none));
	const high = i16x8.narrow_i32x4_s(differing(a2, none), differing(a3, none));
	v128.store(to, i16x8.sub(v128.load(bias, 0), low), 0);
	v128.store(to, i16x8.sub(v128.load(bias, 16), high), 16);
}

/**
 * `weights` is [block][27 taps' words][32 channels] words, then [blocks][32] int16: popc(W), times 3 with two planes. `detail`
 * is the component tables, after 64 bytes for a block's sums; `detailCount` is 2 * words, plus 1 with two planes.
 */
export function popcountConv(plan: ConvPlan, picture: usize): void {
	const words = plan.detailCount >> 1;
	const twoPlanes = (plan.detailCount & 1) === 1;
	const sums = plan.detail;
	wordsOf(picture, plan.inHeight, plan.inWidth, plan.padded, plan.detail + 64, words);
	const pixel = <usize>(words * PLANES) << 2;
	const row = <usize>(plan.inWidth + 2) * pixel;
	const blockBytes = <usize>(9 * words) * WORD_BYTES;
	const biases = plan.weights + <usize>plan.blocks * blockBytes;
	const pool = plan.pool;
	for (let block = 0; block < plan.blocks; block++) {
		const weights = plan.weights + <usize>block * blockBytes;
		const bias = biases + <usize>block * 64;
		const thresholds = plan.thresholds + <usize>block * 192;
		for (let y = 0; y < plan.outHeight; y++)
			for (let x = 0; x < plan.outWidth; x++) {
				let m0 = i16x8.splat(i16.MIN_VALUE);
				let m1 = m0;
				let m2 = m0;
				let m3 = m0;
				for (let k = 0; k < pool * pool; k++) {
					const oy = (y * pool + (k >> 1)) * plan.stride;
					const ox = (x * pool + (k & 1)) * plan.stride;
					const at = plan.padded + <usize>oy * row + <usize>ox * pixel;
					if (twoPlanes) {
						sixteenSums(at, row, words, weights, bias, sums);
						sixteenSums(at, row, words, weights + 64, bias + 32, sums + 32);
					} else {
						sixteenSumsOfBits(at, row, words, weights, bias, sums);
						sixteenSumsOfBits(at, row, words, weights + 64, bias + 32, sums + 32);
					}
					m0 = i16x8.max_s(m0, v128.load(sums, 0));
					m1 = i16x8.max_s(m1, v128.load(sums, 16));
					m2 = i16x8.max_s(m2, v128.load(sums, 32));
					m3 = i16x8.max_s(m3, v128.load(sums, 48));
				}
				const out = plan.output + <usize>(y * plan.outRow + x * plan.outPixel + block * BLOCK_BYTES);
				store<u64>(out, levelsOfSums(m0, m1, m2, m3, thresholds));
			}
	}
}
