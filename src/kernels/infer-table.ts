/**
 * The first layer from tables of partial sums: no multiplication touches a pixel (METHOD 6).
 *
 * A row of a block's table is what one (tap, colour, value) adds to 32 channels, less the smallest such number of the channel, so
 * that it is an unsigned byte; the thresholds make up for it. Row 256 is what a place outside the picture adds. The 27 rows of a
 * position are added as bytes as long as the host has shown that they cannot overflow, then widened.
 */
import { BLOCK_BYTES, ConvPlan } from './infer-plan';
import { levelsOfSums } from './infer-levels';

/** Bytes of the rows of one tap and colour: values 0..255 and the outside, 32 channels each. */
const VALUES_BYTES: usize = 257 * 32;
const KERNEL_ROW_BYTES: usize = 9 * VALUES_BYTES;
const BLOCK_TABLE_BYTES: usize = 3 * KERNEL_ROW_BYTES;

/** log2 of a row's bytes. */
const ROW_SHIFT: i32 = 5;

/** Bytes of an address; a pixel has three. */
const ADDRESS: usize = 4;
const PIXEL: usize = 3 * ADDRESS;

/** Write the picture with its border as addresses of rows, each still without its tap and colour. */
function addressesOf(picture: usize, height: i32, width: i32, padded: usize, table: usize): void {
	const base = i32x4.splat(<i32>table);
	const outside = <u32>table + (256 << ROW_SHIFT);
	const row = <usize>(width + 2) * PIXEL;
	fillWords(padded, outside, (width + 2) * 3);
	fillWords(padded + <usize>(height + 1) * row, outside, (width + 2) * 3);
	const components = width * 3;
	let from = picture;
	for (let y = 0; y < height; y++) {
		const start = padded + <usize>(y + 1) * row;
		fillWords(start, outside, 3);
		fillWords(start + row - PIXEL, outside, 3);
		let to = start + PIXEL;
		let i = 0;
		for (; i + 16 <= components; i += 16) {
			const bytes = v128.load(from);
			const low = i16x8.shl(i16x8.extend_low_i8x16_u(bytes), ROW_SHIFT);
			const high = i16x8.shl(i16x8.extend_high_i8x16_u(bytes), ROW_SHIFT);
			v128.store(to, i32x4.add(base, i32x4.extend_low_i16x8_u(low)), 0);
			v128.store(to, i32x4.add(base, i32x4.extend_high_i16x8_u(low)), 16);
			v128.store(to, i32x4.add(base, i32x4.extend_low_i16x8_u(high)), 32);
			v128.store(to, i32x4.add(base, i32x4.extend_high_i16x8_u(high)), 48);
			from += 16;
			to += 64;
		}
		for (; i < components; i++) {
			store<u32>(to, <u32>table + (<u32>load<u8>(from) << ROW_SHIFT));
			from += 1;
			to += ADDRESS;
		}
	}
}

function fillWords(at: usize, word: u32, count: i32): void {
	for (let i = 0; i < count; i++) store<u32>(at + (<usize>i << 2), word);
}

/** A layer whose nine rows of one kernel row fit into bytes. Written out, since only a literal offset costs no addition. */
function fastBlock(plan: ConvPlan, block: i32): void {
	const row = <usize>(plan.inWidth + 2) * PIXEL;
	const pool = plan.pool;
	const thresholds = plan.thresholds + <usize>block * 192;
	const across = <usize>plan.stride * PIXEL;
	const down = <usize>plan.stride * row;
	for (let y = 0; y < plan.outHeight; y++) {
		let out = plan.output + <usize>(y * plan.outRow + block * BLOCK_BYTES);
		let place = plan.padded + <usize>(y * pool) * down;
		for (let x = 0; x < plan.outWidth; x++) {
			let m0 = i16x8.splat(0);
			let m1 = m0;
			let m2 = m0;
			let m3 = m0;
			for (let k = 0; k < pool * pool; k++) {
				const p0 = place + <usize>(k & 1) * across + <usize>(k >> 1) * down;
				const p1 = p0 + row;
				const p2 = p1 + row;
				let at: usize;
				let a: v128;
				let b: v128;
				let s0: v128;
				let s1: v128;
				let s2: v128;
				let s3: v128;
				at = load<u32>(p0, 0);
				a = v128.load(at, 0);
				b = v128.load(at, 16);
				at = load<u32>(p0, 4);
				a = i8x16.add(a, v128.load(at, VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, VALUES_BYTES + 16));
				at = load<u32>(p0, 8);
				a = i8x16.add(a, v128.load(at, 2 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, 2 * VALUES_BYTES + 16));
				at = load<u32>(p0, 12);
				a = i8x16.add(a, v128.load(at, 3 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, 3 * VALUES_BYTES + 16));
				at = load<u32>(p0, 16);
				a = i8x16.add(a, v128.load(at, 4 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, 4 * VALUES_BYTES + 16));
				at = load<u32>(p0, 20);
				a = i8x16.add(a, v128.load(at, 5 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, 5 * VALUES_BYTES + 16));
				at = load<u32>(p0, 24);
				a = i8x16.add(a, v128.load(at, 6 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, 6 * VALUES_BYTES + 16));
				at = load<u32>(p0, 28);
				a = i8x16.add(a, v128.load(at, 7 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, 7 * VALUES_BYTES + 16));
				at = load<u32>(p0, 32);
				a = i8x16.add(a, v128.load(at, 8 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, 8 * VALUES_BYTES + 16));
				s0 = i16x8.extend_low_i8x16_u(a);
				s1 = i16x8.extend_high_i8x16_u(a);
				s2 = i16x8.extend_low_i8x16_u(b);
				s3 = i16x8.extend_high_i8x16_u(b);
				at = load<u32>(p1, 0);
				a = v128.load(at, KERNEL_ROW_BYTES);
				b = v128.load(at, KERNEL_ROW_BYTES + 16);
				at = load<u32>(p1, 4);
				a = i8x16.add(a, v128.load(at, KERNEL_ROW_BYTES + VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, KERNEL_ROW_BYTES + VALUES_BYTES + 16));
				at = load<u32>(p1, 8);
				a = i8x16.add(a, v128.load(at, KERNEL_ROW_BYTES + 2 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, KERNEL_ROW_BYTES + 2 * VALUES_BYTES + 16));
				at = load<u32>(p1, 12);
				a = i8x16.add(a, v128.load(at, KERNEL_ROW_BYTES + 3 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, KERNEL_ROW_BYTES + 3 * VALUES_BYTES + 16));
				at = load<u32>(p1, 16);
				a = i8x16.add(a, v128.load(at, KERNEL_ROW_BYTES + 4 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, KERNEL_ROW_BYTES + 4 * VALUES_BYTES + 16));
				at = load<u32>(p1, 20);
				a = i8x16.add(a, v128.load(at, KERNEL_ROW_BYTES + 5 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, KERNEL_ROW_BYTES + 5 * VALUES_BYTES + 16));
				at = load<u32>(p1, 24);
				a = i8x16.add(a, v128.load(at, KERNEL_ROW_BYTES + 6 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, KERNEL_ROW_BYTES + 6 * VALUES_BYTES + 16));
				at = load<u32>(p1, 28);
				a = i8x16.add(a, v128.load(at, KERNEL_ROW_BYTES + 7 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, KERNEL_ROW_BYTES + 7 * VALUES_BYTES + 16));
				at = load<u32>(p1, 32);
				a = i8x16.add(a, v128.load(at, KERNEL_ROW_BYTES + 8 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, KERNEL_ROW_BYTES + 8 * VALUES_BYTES + 16));
				s0 = i16x8.add(s0, i16x8.extend_low_i8x16_u(a));
				s1 = i16x8.add(s1, i16x8.extend_high_i8x16_u(a));
				s2 = i16x8.add(s2, i16x8.extend_low_i8x16_u(b));
				s3 = i16x8.add(s3, i16x8.extend_high_i8x16_u(b));
				at = load<u32>(p2, 0);
				a = v128.load(at, 2 * KERNEL_ROW_BYTES);
				b = v128.load(at, 2 * KERNEL_ROW_BYTES + 16);
				at = load<u32>(p2, 4);
				a = i8x16.add(a, v128.load(at, 2 * KERNEL_ROW_BYTES + VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, 2 * KERNEL_ROW_BYTES + VALUES_BYTES + 16));
				at = load<u32>(p2, 8);
				a = i8x16.add(a, v128.load(at, 2 * KERNEL_ROW_BYTES + 2 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, 2 * KERNEL_ROW_BYTES + 2 * VALUES_BYTES + 16));
				at = load<u32>(p2, 12);
				a = i8x16.add(a, v128.load(at, 2 * KERNEL_ROW_BYTES + 3 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, 2 * KERNEL_ROW_BYTES + 3 * VALUES_BYTES + 16));
				at = load<u32>(p2, 16);
				a = i8x16.add(a, v128.load(at, 2 * KERNEL_ROW_BYTES + 4 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, 2 * KERNEL_ROW_BYTES + 4 * VALUES_BYTES + 16));
				at = load<u32>(p2, 20);
				a = i8x16.add(a, v128.load(at, 2 * KERNEL_ROW_BYTES + 5 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, 2 * KERNEL_ROW_BYTES + 5 * VALUES_BYTES + 16));
				at = load<u32>(p2, 24);
				a = i8x16.add(a, v128.load(at, 2 * KERNEL_ROW_BYTES + 6 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, 2 * KERNEL_ROW_BYTES + 6 * VALUES_BYTES + 16));
				at = load<u32>(p2, 28);
				a = i8x16.add(a, v128.load(at, 2 * KERNEL_ROW_BYTES + 7 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, 2 * KERNEL_ROW_BYTES + 7 * VALUES_BYTES + 16));
				at = load<u32>(p2, 32);
				a = i8x16.add(a, v128.load(at, 2 * KERNEL_ROW_BYTES + 8 * VALUES_BYTES));
				b = i8x16.add(b, v128.load(at, 2 * KERNEL_ROW_BYTES + 8 * VALUES_BYTES + 16));
				// Sums are 0 at least, so that 0 is less than all.
				m0 = i16x8.max_s(m0, i16x8.add(s0, i16x8.extend_low_i8x16_u(a)));
				m1 = i16x8.max_s(m1, i16x8.add(s1, i16x8.extend_high_i8x16_u(a)));
				m2 = i16x8.max_s(m2, i16x8.add(s2, i16x8.extend_low_i8x16_u(b)));
				m3 = i16x8.max_s(m3, i16x8.add(s3, i16x8.extend_high_i8x16_u(b)));
			}
			store<u64>(out, levelsOfSums(m0, m1, m2, m3, thresholds));
			out += plan.outPixel;
			place += <usize>pool * across;
		}
	}
}

/** A layer of which only the three rows of one tap fit into bytes: long words. */
function carefulBlock(plan: ConvPlan, block: i32): void {
	const row = <usize>(plan.inWidth + 2) * PIXEL;
	const pool = plan.pool;
	const thresholds = plan.thresholds + <usize>block * 192;
	for (let y = 0; y < plan.outHeight; y++)
		for (let x = 0; x < plan.outWidth; x++) {
			let m0 = i16x8.splat(0);
			let m1 = m0;
			let m2 = m0;
			let m3 = m0;
			for (let k = 0; k < pool * pool; k++) {
				const oy = y * pool + (k >> 1);
				const ox = x * pool + (k & 1);
				let s0 = i16x8.splat(0);
				let s1 = s0;
				let s2 = s0;
				let s3 = s0;
				let tap: usize = 0;
				for (let ky = 0; ky < 3; ky++) {
					let at = plan.padded + <usize>(oy * plan.stride + ky) * row + <usize>(ox * plan.stride) * PIXEL;
					for (let i = 0; i < 9; i += 3) {
						let a = i8x16.splat(0);
						let b = a;
						for (let j = 0; j < 3; j++) {
							const from = <usize>load<u32>(at) + tap;
							a = i8x16.add(a, v128.load(from, 0));
							b = i8x16.add(b, v128.load(from, 16));
							at += ADDRESS;
							tap += VALUES_BYTES;
						}
						s0 = i16x8.add(s0, i16x8.extend_low_i8x16_u(a));
						s1 = i16x8.add(s1, i16x8.extend_high_i8x16_u(a));
						s2 = i16x8.add(s2, i16x8.extend_low_i8x16_u(b));
						s3 = i16x8.add(s3, i16x8.extend_high_i8x16_u(b));
					}
				}
				m0 = i16x8.max_s(m0, s0);
				m1 = i16x8.max_s(m1, s1);
				m2 = i16x8.max_s(m2, s2);
				m3 = i16x8.max_s(m3, s3);
			}
			const out = plan.output + <usize>(y * plan.outRow + x * plan.outPixel + block * BLOCK_BYTES);
			store<u64>(out, levelsOfSums(m0, m1, m2, m3, thresholds));
		}
}

/** `detailCount` is how many rows may be added as bytes: 9 or 3. */
export function tableConv(plan: ConvPlan, picture: usize): void {
	for (let block = 0; block < plan.blocks; block++) {
		const table = plan.weights + <usize>block * BLOCK_TABLE_BYTES;
		addressesOf(picture, plan.inHeight, plan.inWidth, plan.padded, table);
		if (plan.detailCount === 9) fastBlock(plan, block);
		else carefulBlock(plan, block);
	}
}
