/**
 * A low-bit convolution: packed levels in, packed levels out; thresholds and max-pool included.
 *
 * Each byte of the input is first replaced by its sixteen sums. Then four neighbouring positions and 32 channels are computed
 * together: a vector of sign patterns is loaded once for four positions, a vector of sums once for both halves of the channels.
 * Sums are added as bytes over a run of at most 20 bytes of input: each adds -12..12, and a run starts from three times the
 * channel's negative signs, so that its bytes stay within 0..240. Thresholds are moved by the starts.
 *
 * The inner loop takes one byte of input at a time on purpose. Written out for more, V8 puts all loads before the first addition
 * and runs out of registers: a third slower.
 */
import { BLOCK_BYTES, ConvPlan } from './infer-plan';
import { levelsOfSums } from './infer-levels';
import { LEVEL_SUMS, pick } from './infer-sums';

/** Bytes of a vector. */
const VECTOR: usize = 16;

/** Bytes of the patterns of 32 channels. */
const PATTERNS: usize = 32;

/** Bytes of a block's thresholds. */
const THRESHOLDS: usize = 192;

/** Where the sums of four positions of a row lie, 32 int16 each, and after them those of the row below. */
const SUMS: usize = 256;
const POSITION_SUMS: usize = 64;
const ROW_SUMS: usize = 256;

/** Positions that one row of sums has room for past the picture's end. */
const SPARE: i32 = 3;

/** Bytes of one row of one byte's sums, of every `stride`-th position. */
// @ts-ignore: decorator
@inline
function columnBytes(plan: ConvPlan): usize {
	return <usize>((plan.inWidth + 1 + plan.stride) / plan.stride + SPARE) * VECTOR;
}

/**
 * Replace rows of packed levels, border included, by their sums: [row][byte of a pixel][x % stride][x / stride], so that
 * neighbouring positions are neighbours in memory whatever the stride is. Row 0 is the border above the picture; the columns of
 * the border are never written, and stay 0.
 */
function writeSums(plan: ConvPlan, firstRow: i32, endRow: i32): void {
	const stride = plan.stride;
	const columns = columnBytes(plan);
	const rowBytes = <usize>(plan.inPixel * stride) * columns;
	const step = <usize>(plan.inPixel * stride);
	let row = plan.padded;
	for (let y = firstRow; y < endRow; y++) {
		if (y === 0 || y === plan.inHeight + 1) memory.fill(row, 0, rowBytes);
		else {
			const pixels = plan.input + <usize>((y - 1) * plan.inWidth * plan.inPixel);
			let column = row;
			for (let byte = 0; byte < plan.inPixel; byte++)
				for (let phase = 0; phase < stride; phase++) {
					// Column 0 is the border, which no pixel belongs to.
					let x = phase === 0 ? stride : phase;
					let to = column + (phase === 0 ? VECTOR : 0);
					let from = pixels + <usize>((x - 1) * plan.inPixel + byte);
					// Written out for four: loads and stores keep their order, so that nothing waits.
					for (; x + 3 * stride <= plan.inWidth; x += 4 * stride) {
						v128.store(to, v128.load(<usize>load<u8>(from) << 4, LEVEL_SUMS), 0);
						v128.store(to, v128.load(<usize>load<u8>(from + step) << 4, LEVEL_SUMS), 16);
						v128.store(to, v128.load(<usize>load<u8>(from + 2 * step) << 4, LEVEL_SUMS), 32);
						v128.store(to, v128.load(<usize>load<u8>(from + 3 * step) << 4, LEVEL_SUMS), 48);
						from += 4 * step;
						to += 4 * VECTOR;
					}
					for (; x <= plan.inWidth; x += stride) {
						v128.store(to, v128.load(<usize>load<u8>(from) << 4, LEVEL_SUMS));
						from += step;
						to += VECTOR;
					}
					column += columns;
				}
		}
		row += rowBytes;
	}
}

/** Sixteen byte sums to int16 at `at`: stored by the first run, added by others. */
// @ts-ignore: decorator
@inline
function widen(bytes: v128, at: usize, isFirst: bool): void {
	const low = i16x8.extend_low_i8x16_u(bytes);
	const high = i16x8.extend_high_i8x16_u(bytes);
	if (isFirst) {
		v128.store(at, low, 0);
		v128.store(at, high, 16);
	} else {
		v128.store(at, i16x8.add(low, v128.load(at, 0)), 0);
		v128.store(at, i16x8.add(high, v128.load(at, 16)), 16);
	}
}

/**
 * The sums of four neighbouring positions and 32 channels.
 * @param position the first of them
 * @param patterns of the block: for each run a start and then patterns, 32 bytes each
 * @param offsets of every byte of input from the position
 * @param runs bytes of input of each run
 * @param to 4 * 32 int16
 */
function sumFour(position: usize, patterns: usize, offsets: usize, runs: usize, runCount: i32, to: usize): void {
	let w = patterns;
	let input = offsets;
	for (let run = 0; run < runCount; run++) {
		let a0 = v128.load(w, 0);
		let b0 = v128.load(w, 16);
		let a1 = a0;
		let b1 = b0;
		let a2 = a0;
		let b2 = b0;
		let a3 = a0;
		let b3 = b0;
		w += PATTERNS;
		const end = input + (<usize>load<u32>(runs + (<usize>run << 2)) << 2);
		while (input < end) {
			const at = position + <usize>load<u32>(input);
			const t0 = v128.load(at, 0);
			const t1 = v128.load(at, 16);
			const t2 = v128.load(at, 32);
			const t3 = v128.load(at, 48);
			const low = v128.load(w, 0);
			const high = v128.load(w, 16);
			a0 = i8x16.add(a0, pick(t0, low));
			a1 = i8x16.add(a1, pick(t1, low));
			a2 = i8x16.add(a2, pick(t2, low));
			a3 = i8x16.add(a3, pick(t3, low));
			b0 = i8x16.add(b0, pick(t0, high));
			b1 = i8x16.add(b1, pick(t1, high));
			b2 = i8x16.add(b2, pick(t2, high));
			b3 = i8x16.add(b3, pick(t3, high));
			w += PATTERNS;
			input += 4;
		}
		const first = run === 0;
		widen(a0, to, first);
		widen(b0, to + 32, first);
		widen(a1, to + 64, first);
		widen(b1, to + 96, first);
		widen(a2, to + 128, first);
		widen(b2, to + 160, first);
		widen(a3, to + 192, first);
		widen(b3, to + 224, first);
	}
}

/** Eight channels' largest sums of two by two positions, the first at `at`. */
// @ts-ignore: decorator
@inline
function largest(at: usize): v128 {
	return i16x8.max_s(
		i16x8.max_s(v128.load(at), v128.load(at + POSITION_SUMS)),
		i16x8.max_s(v128.load(at + ROW_SUMS), v128.load(at + ROW_SUMS + POSITION_SUMS))
	);
}

/** One row of the output. `position` is the first that its first pixel reads. */
function outputRow(plan: ConvPlan, y: i32, position: usize, down: usize, block: i32, runs: usize): void {
	const pool = plan.pool;
	const offsets = plan.detail;
	const runCount = plan.detailCount;
	const patterns = plan.weights + <usize>block * <usize>(9 * plan.inPixel + runCount) * PATTERNS;
	const thresholds = plan.thresholds + <usize>block * THRESHOLDS;
	let out = plan.output + <usize>(y * plan.outRow + block * BLOCK_BYTES);
	for (let x = 0; x < plan.outWidth * pool; x += 4) {
		sumFour(position, patterns, offsets, runs, runCount, SUMS);
		if (pool === 2) sumFour(position + down, patterns, offsets, runs, runCount, SUMS + ROW_SUMS);
		const positions = min(4, plan.outWidth * pool - x);
		for (let p = 0; p < positions; p += pool) {
			const at = SUMS + <usize>p * POSITION_SUMS;
			if (pool === 2)
				store<u64>(out, levelsOfSums(largest(at), largest(at + 16), largest(at + 32), largest(at + 48), thresholds));
			else
				store<u64>(
					out,
					levelsOfSums(v128.load(at, 0), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48), thresholds)
				);
			out += plan.outPixel;
		}
		position += 4 * VECTOR;
	}
}

/**
 * `detail` lists the offsets of all bytes of input from their position, tap after tap, and then how many of them each of the
 * `detailCount` runs has, 32 bits each.
 */
export function signConv(plan: ConvPlan): void {
	const runs = plan.detail + <usize>(9 * plan.inPixel * 4);
	const row = <usize>(plan.inPixel * plan.stride) * columnBytes(plan);
	const rowStep = plan.stride * plan.pool;
	const down = <usize>plan.stride * row;
	for (let first = 0; first < plan.outHeight; first += plan.stripRows) {
		const end = min(first + plan.stripRows, plan.outHeight);
		const firstInput = first * rowStep;
		writeSums(plan, firstInput, min((end - 1) * rowStep + (plan.pool - 1) * plan.stride + 3, plan.inHeight + 2));
		for (let y = first; y < end; y++) {
			const position = plan.padded + <usize>(y * rowStep - firstInput) * row;
			for (let block = 0; block < plan.blocks; block++) outputRow(plan, y, position, down, block, runs);
		}
	}
}
