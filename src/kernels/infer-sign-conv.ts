/**
 * A low-bit convolution: packed levels in, packed levels out; thresholds and max-pool included.
 *
 * Each byte of the input is first replaced by its sixteen sums. Then four positions and 32 channels are computed together: a
 * vector of sign patterns is loaded once for four positions, a vector of sums once for both halves of the channels. Sums are
 * added as bytes over a run of at most 20 bytes of input: each adds -12..12, and a run starts from three times the channel's
 * negative signs, so that its bytes stay within 0..240. Thresholds are moved by the starts.
 */
import { BLOCK_BYTES, ConvPlan } from './infer-plan';
import { levelsOfSums } from './infer-levels';
import { LEVEL_SUMS, pick } from './infer-sums';

/** Bytes of a vector. */
const VECTOR: usize = 16;

/** Bytes of the patterns of 32 channels. */
const PATTERNS: usize = 32;

/** Bytes of input between two tests for a run's end. */
const STEP: i32 = 4;

/** Where four positions' 32 sums lie: int16. */
const SUMS: usize = 512;
const POSITION_SUMS: usize = 64;

/** Replace rows of packed levels, border included, by their sums. Row 0 is the border above the picture. */
function writeSums(plan: ConvPlan, firstRow: i32, endRow: i32): void {
	const pixel = <usize>plan.inPixel * VECTOR;
	const row = <usize>(plan.inWidth + 2) * pixel;
	const rowBytes = plan.inWidth * plan.inPixel;
	let to = plan.padded;
	for (let y = firstRow; y < endRow; y++) {
		if (y === 0 || y === plan.inHeight + 1) {
			memory.fill(to, 0, row);
			to += row;
			continue;
		}
		memory.fill(to, 0, pixel);
		to += pixel;
		let from = plan.input + <usize>((y - 1) * rowBytes);
		const end = from + <usize>rowBytes;
		while (from < end) {
			v128.store(to, v128.load(<usize>load<u8>(from, 0) << 4, LEVEL_SUMS), 0);
			v128.store(to, v128.load(<usize>load<u8>(from, 1) << 4, LEVEL_SUMS), 16);
			v128.store(to, v128.load(<usize>load<u8>(from, 2) << 4, LEVEL_SUMS), 32);
			v128.store(to, v128.load(<usize>load<u8>(from, 3) << 4, LEVEL_SUMS), 48);
			from += 4;
			to += 64;
		}
		memory.fill(to, 0, pixel);
		to += pixel;
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
 * The sums of four positions and 32 channels, to SUMS.
 * @param patterns of the block: for each run a start and then patterns, 32 bytes each
 * @param steps offsets of every step's input from a position's first; `runs` ends them with the number of steps of each run
 */
function sumFour(
	p0: usize,
	p1: usize,
	p2: usize,
	p3: usize,
	patterns: usize,
	steps: usize,
	runs: usize,
	runCount: i32
): void {
	let w = patterns;
	let step = steps;
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
		const end = step + (<usize>load<u32>(runs + (<usize>run << 2)) << 2);
		while (step < end) {
			const offset = <usize>load<u32>(step);
			const q0 = p0 + offset;
			const q1 = p1 + offset;
			const q2 = p2 + offset;
			const q3 = p3 + offset;
			let t0 = v128.load(q0, 0);
			let t1 = v128.load(q1, 0);
			let t2 = v128.load(q2, 0);
			let t3 = v128.load(q3, 0);
			let signs = v128.load(w, 0);
			a0 = i8x16.add(a0, pick(t0, signs));
			a1 = i8x16.add(a1, pick(t1, signs));
			a2 = i8x16.add(a2, pick(t2, signs));
			a3 = i8x16.add(a3, pick(t3, signs));
			signs = v128.load(w, 16);
			b0 = i8x16.add(b0, pick(t0, signs));
			b1 = i8x16.add(b1, pick(t1, signs));
			b2 = i8x16.add(b2, pick(t2, signs));
			b3 = i8x16.add(b3, pick(t3, signs));
			t0 = v128.load(q0, 16);
			t1 = v128.load(q1, 16);
			t2 = v128.load(q2, 16);
			t3 = v128.load(q3, 16);
			signs = v128.load(w, 32);
			a0 = i8x16.add(a0, pick(t0, signs));
			a1 = i8x16.add(a1, pick(t1, signs));
			a2 = i8x16.add(a2, pick(t2, signs));
			a3 = i8x16.add(a3, pick(t3, signs));
			signs = v128.load(w, 48);
			b0 = i8x16.add(b0, pick(t0, signs));
			b1 = i8x16.add(b1, pick(t1, signs));
			b2 = i8x16.add(b2, pick(t2, signs));
			b3 = i8x16.add(b3, pick(t3, signs));
			t0 = v128.load(q0, 32);
			t1 = v128.load(q1, 32);
			t2 = v128.load(q2, 32);
			t3 = v128.load(q3, 32);
			signs = v128.load(w, 64);
			a0 = i8x16.add(a0, pick(t0, signs));
			a1 = i8x16.add(a1, pick(t1, signs));
			a2 = i8x16.add(a2, pick(t2, signs));
			a3 = i8x16.add(a3, pick(t3, signs));
			signs = v128.load(w, 80);
			b0 = i8x16.add(b0, pick(t0, signs));
			b1 = i8x16.add(b1, pick(t1, signs));
			b2 = i8x16.add(b2, pick(t2, signs));
			b3 = i8x16.add(b3, pick(t3, signs));
			t0 = v128.load(q0, 48);
			t1 = v128.load(q1, 48);
			t2 = v128.load(q2, 48);
			t3 = v128.load(q3, 48);
			signs = v128.load(w, 96);
			a0 = i8x16.add(a0, pick(t0, signs));
			a1 = i8x16.add(a1, pick(t1, signs));
			a2 = i8x16.add(a2, pick(t2, signs));
			a3 = i8x16.add(a3, pick(t3, signs));
			signs = v128.load(w, 112);
			b0 = i8x16.add(b0, pick(t0, signs));
			b1 = i8x16.add(b1, pick(t1, signs));
			b2 = i8x16.add(b2, pick(t2, signs));
			b3 = i8x16.add(b3, pick(t3, signs));
			w += <usize>STEP * PATTERNS;
			step += 4;
		}
		const first = run === 0;
		widen(a0, SUMS, first);
		widen(b0, SUMS + 32, first);
		widen(a1, SUMS + POSITION_SUMS, first);
		widen(b1, SUMS + POSITION_SUMS + 32, first);
		widen(a2, SUMS + 2 * POSITION_SUMS, first);
		widen(b2, SUMS + 2 * POSITION_SUMS + 32, first);
		widen(a3, SUMS + 3 * POSITION_SUMS, first);
		widen(b3, SUMS + 3 * POSITION_SUMS + 32, first);
	}
}

/** Levels of one position. */
// @ts-ignore: decorator
@inline
function levelsAt(position: usize, thresholds: usize): u64 {
	const at = SUMS + position * POSITION_SUMS;
	return levelsOfSums(v128.load(at, 0), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48), thresholds);
}

/** Eight channels' largest sums of the four positions. */
// @ts-ignore: decorator
@inline
function largest(channels: usize): v128 {
	const at = SUMS + channels;
	return i16x8.max_s(
		i16x8.max_s(v128.load(at, 0), v128.load(at, 64)),
		i16x8.max_s(v128.load(at, 128), v128.load(at, 192))
	);
}

/** Output rows with the max-pool: the four positions are one pixel's. */
function pooledRow(plan: ConvPlan, at: usize, out: usize, runs: usize, blockBytes: usize): void {
	const across = <usize>(plan.stride * plan.inPixel) * VECTOR;
	const down = <usize>(plan.stride * (plan.inWidth + 2) * plan.inPixel) * VECTOR;
	for (let x = 0; x < plan.outWidth; x++) {
		for (let block = 0; block < plan.blocks; block++) {
			const patterns = plan.weights + <usize>block * blockBytes;
			sumFour(at, at + across, at + down, at + down + across, patterns, plan.detail, runs, plan.detailCount);
			const thresholds = plan.thresholds + <usize>block * 192;
			const levels = levelsOfSums(largest(0), largest(16), largest(32), largest(48), thresholds);
			store<u64>(out + <usize>(block * BLOCK_BYTES), levels);
		}
		at += 2 * across;
		out += plan.outPixel;
	}
}

/** Output rows without: four pixels of the row; past its end the last one is computed again. */
function plainRow(plan: ConvPlan, at: usize, out: usize, runs: usize, blockBytes: usize): void {
	const across = <usize>(plan.stride * plan.inPixel) * VECTOR;
	const last = plan.outWidth - 1;
	for (let x = 0; x < plan.outWidth; x += 4) {
		const x1 = min(x + 1, last);
		const x2 = min(x + 2, last);
		const x3 = min(x + 3, last);
		const p0 = at + <usize>x * across;
		const p1 = at + <usize>x1 * across;
		const p2 = at + <usize>x2 * across;
		const p3 = at + <usize>x3 * across;
		for (let block = 0; block < plan.blocks; block++) {
			sumFour(p0, p1, p2, p3, plan.weights + <usize>block * blockBytes, plan.detail, runs, plan.detailCount);
			const thresholds = plan.thresholds + <usize>block * 192;
			const to = out + <usize>(block * BLOCK_BYTES);
			store<u64>(to + <usize>(x * plan.outPixel), levelsAt(0, thresholds));
			store<u64>(to + <usize>(x1 * plan.outPixel), levelsAt(1, thresholds));
			store<u64>(to + <usize>(x2 * plan.outPixel), levelsAt(2, thresholds));
			store<u64>(to + <usize>(x3 * plan.outPixel), levelsAt(3, thresholds));
		}
	}
}

/**
 * `detail` lists the input offsets of all steps of four bytes, tap after tap, and then the steps of each of the `detailCount`
 * runs, 32 bits each.
 */
export function signConv(plan: ConvPlan): void {
	const steps = (9 * plan.inPixel) / STEP;
	const runs = plan.detail + (<usize>steps << 2);
	const blockBytes = <usize>(9 * plan.inPixel + plan.detailCount) * PATTERNS;
	const rowStep = plan.stride * plan.pool;
	const row = <usize>((plan.inWidth + 2) * plan.inPixel) * VECTOR;
	for (let first = 0; first < plan.outHeight; first += plan.stripRows) {
		const end = min(first + plan.stripRows, plan.outHeight);
		const firstInput = first * rowStep;
		writeSums(plan, firstInput, min((end - 1) * rowStep + (plan.pool - 1) * plan.stride + 3, plan.inHeight + 2));
		for (let y = first; y < end; y++) {
			const at = plan.padded + <usize>(y * rowStep - firstInput) * row;
			const out = plan.output + <usize>(y * plan.outRow);
			if (plan.pool === 2) pooledRow(plan, at, out, runs, blockBytes);
			else plainRow(plan, at, out, runs, blockBytes);
		}
	}
}
