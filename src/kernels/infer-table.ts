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
const BLOCK_TABLE_BYTES: usize = 27 * VALUES_BYTES;

/** Bytes of a block's thresholds. */
const THRESHOLDS: usize = 192;

/** Where the sums of up to four positions lie, 32 int16 each. */
const SUMS: usize = 256;
const POSITION_SUMS: usize = 64;

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

/**
 * A block's 32 sums at one position.
 * @param place the address of its window's first row of the table
 * @param row bytes from one row of the picture to the next
 * @param to 32 int16
 * @param perTap whether bytes hold the sums of one tap only, not those of a kernel row
 */
// @ts-ignore: decorator
@inline
function sumsAt(place: usize, row: usize, to: usize, perTap: bool): void {
	let s0 = i16x8.splat(0);
	let s1 = s0;
	let s2 = s0;
	let s3 = s0;
	let tap: usize = 0;
	let start = place;
	for (let ky = 0; ky < 3; ky++) {
		let at = start;
		let low = i8x16.splat(0);
		let high = low;
		for (let kx = 0; kx < 3; kx++) {
			const redAndGreen = load<u64>(at);
			const red = <usize>redAndGreen + tap;
			const green = <usize>(redAndGreen >> 32) + tap;
			const blue = <usize>load<u32>(at, 8) + tap;
			const red0 = v128.load(red, 0);
			const red1 = v128.load(red, 16);
			const green0 = v128.load(green, VALUES_BYTES);
			const green1 = v128.load(green, VALUES_BYTES + 16);
			const blue0 = v128.load(blue, 2 * VALUES_BYTES);
			const blue1 = v128.load(blue, 2 * VALUES_BYTES + 16);
			low = i8x16.add(i8x16.add(low, red0), i8x16.add(green0, blue0));
			high = i8x16.add(i8x16.add(high, red1), i8x16.add(green1, blue1));
			at += PIXEL;
			tap += 3 * VALUES_BYTES;
			if (perTap) {
				s0 = i16x8.add(s0, i16x8.extend_low_i8x16_u(low));
				s1 = i16x8.add(s1, i16x8.extend_high_i8x16_u(low));
				s2 = i16x8.add(s2, i16x8.extend_low_i8x16_u(high));
				s3 = i16x8.add(s3, i16x8.extend_high_i8x16_u(high));
				low = i8x16.splat(0);
				high = low;
			}
		}
		start += row;
		if (!perTap) {
			s0 = i16x8.add(s0, i16x8.extend_low_i8x16_u(low));
			s1 = i16x8.add(s1, i16x8.extend_high_i8x16_u(low));
			s2 = i16x8.add(s2, i16x8.extend_low_i8x16_u(high));
			s3 = i16x8.add(s3, i16x8.extend_high_i8x16_u(high));
		}
	}
	v128.store(to, s0, 0);
	v128.store(to, s1, 16);
	v128.store(to, s2, 32);
	v128.store(to, s3, 48);
}

/** Eight channels' largest sums of four positions. */
// @ts-ignore: decorator
@inline
function largest(at: usize): v128 {
	return i16x8.max_s(
		i16x8.max_s(v128.load(at, 0), v128.load(at, 64)),
		i16x8.max_s(v128.load(at, 128), v128.load(at, 192))
	);
}

// @ts-ignore: decorator
@inline
function computeBlock(plan: ConvPlan, block: i32, perTap: bool): void {
	const row = <usize>(plan.inWidth + 2) * PIXEL;
	const across = <usize>plan.stride * PIXEL;
	const down = <usize>plan.stride * row;
	const pooled = plan.pool === 2;
	const thresholds = plan.thresholds + <usize>block * THRESHOLDS;
	for (let y = 0; y < plan.outHeight; y++) {
		let out = plan.output + <usize>(y * plan.outRow + block * BLOCK_BYTES);
		let place = plan.padded + <usize>(y * plan.pool) * down;
		for (let x = 0; x < plan.outWidth; x++) {
			if (pooled) {
				for (let k: usize = 0; k < 4; k++)
					sumsAt(place + (k & 1) * across + (k >> 1) * down, row, SUMS + k * POSITION_SUMS, perTap);
				const levels = levelsOfSums(
					largest(SUMS),
					largest(SUMS + 16),
					largest(SUMS + 32),
					largest(SUMS + 48),
					thresholds
				);
				store<u64>(out, levels);
				place += 2 * across;
			} else {
				sumsAt(place, row, SUMS, perTap);
				const levels = levelsOfSums(
					v128.load(SUMS),
					v128.load(SUMS + 16),
					v128.load(SUMS + 32),
					v128.load(SUMS + 48),
					thresholds
				);
				store<u64>(out, levels);
				place += across;
			}
			out += plan.outPixel;
		}
	}
}

// Two functions, each with its own registers: as two branches of one they are a tenth slower.

function blockByKernelRows(plan: ConvPlan, block: i32): void {
	computeBlock(plan, block, false);
}

function blockByTaps(plan: ConvPlan, block: i32): void {
	computeBlock(plan, block, true);
}

/** `detailCount` is how many rows may be added as bytes: 9, a kernel row's, or 3, a tap's. */
export function tableConv(plan: ConvPlan, picture: usize): void {
	for (let block = 0; block < plan.blocks; block++) {
		const table = plan.weights + <usize>block * BLOCK_TABLE_BYTES;
		addressesOf(picture, plan.inHeight, plan.inWidth, plan.padded, table);
		if (plan.detailCount === 9) blockByKernelRows(plan, block);
		else blockByTaps(plan, block);
	}
}
