/**
 * Float convolutions, as the layers that low-bit ones are compared with: written to be as fast as the instructions allow.
 *
 * Four positions and eight channels are computed together, in eight vectors that never leave their registers: for each input
 * number four splats and two vectors of weights are loaded, and eight multiply-adds follow. Inputs have a border of zeros, so
 * that a kernel row is one stretch of memory. Bias, activation and max-pool are done before anything is stored.
 *
 * The inner loop takes one number at a time on purpose: written out for three, it is a fifth to a third slower in V8.
 */
import { BLOCK, BLOCK_BYTES, ConvPlan } from './infer-plan';
import { packLevels } from './infer-levels';

/** Bytes of one input number's weights for eight channels. */
const WEIGHTS: usize = 32;

/** Where four positions' eight results lie. */
const RESULTS: usize = 512;

/** Where four positions' levels of a block lie, one byte each. */
const LEVELS: usize = 768;

/** sum + x * w, rounded once or twice: as the processor likes it, where it may. */
// @ts-ignore: decorator
@inline
function multiplyAdd(sum: v128, x: v128, w: v128): v128 {
	if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(x, w, sum);
	return f32x4.add(sum, f32x4.mul(x, w));
}

/**
 * Sums of four positions and eight channels, to RESULTS.
 * @param row bytes from one row of the input to the next
 * @param rowNumbers numbers of a kernel row: 3 * channels
 */
function sumFour(
	p0: usize,
	p1: usize,
	p2: usize,
	p3: usize,
	row: usize,
	rowNumbers: i32,
	weights: usize,
	bias: usize
): void {
	let a0 = v128.load(bias, 0);
	let b0 = v128.load(bias, 16);
	let a1 = a0;
	let b1 = b0;
	let a2 = a0;
	let b2 = b0;
	let a3 = a0;
	let b3 = b0;
	let w = weights;
	for (let ky = 0; ky < 3; ky++) {
		let q0 = p0;
		let q1 = p1;
		let q2 = p2;
		let q3 = p3;
		for (let i = 0; i < rowNumbers; i++) {
			const x0 = v128.load32_splat(q0);
			const x1 = v128.load32_splat(q1);
			const x2 = v128.load32_splat(q2);
			const x3 = v128.load32_splat(q3);
			const low = v128.load(w, 0);
			const high = v128.load(w, 16);
			a0 = multiplyAdd(a0, x0, low);
			a1 = multiplyAdd(a1, x1, low);
			a2 = multiplyAdd(a2, x2, low);
			a3 = multiplyAdd(a3, x3, low);
			b0 = multiplyAdd(b0, x0, high);
			b1 = multiplyAdd(b1, x1, high);
			b2 = multiplyAdd(b2, x2, high);
			b3 = multiplyAdd(b3, x3, high);
			w += WEIGHTS;
			q0 += 4;
			q1 += 4;
			q2 += 4;
			q3 += 4;
		}
		p0 += row;
		p1 += row;
		p2 += row;
		p3 += row;
	}
	v128.store(RESULTS, a0, 0);
	v128.store(RESULTS, b0, 16);
	v128.store(RESULTS, a1, 32);
	v128.store(RESULTS, b1, 48);
	v128.store(RESULTS, a2, 64);
	v128.store(RESULTS, b2, 80);
	v128.store(RESULTS, a3, 96);
	v128.store(RESULTS, b3, 112);
}

/** The larger of two numbers, neither NaN. */
// @ts-ignore: decorator
@inline
function larger(a: v128, b: v128): v128 {
	return f32x4.pmax(a, b);
}

/** Four channels' largest results of the four positions. */
// @ts-ignore: decorator
@inline
function largest(channels: usize): v128 {
	const at = RESULTS + channels;
	return larger(larger(v128.load(at, 0), v128.load(at, 32)), larger(v128.load(at, 64), v128.load(at, 96)));
}

/** floor(clamp(x, 0, 3.499)) of four numbers: how many of 1, 2 and 3 each reaches, negative. */
// @ts-ignore: decorator
@inline
function reached(x: v128): v128 {
	return i32x4.add(
		i32x4.add(f32x4.ge(x, f32x4.splat(1)), f32x4.ge(x, f32x4.splat(2))),
		f32x4.ge(x, f32x4.splat(3))
	);
}

/** Eight results as eight bytes of levels. */
// @ts-ignore: decorator
@inline
function storeLevels(to: usize, low: v128, high: v128): void {
	const negative = i16x8.narrow_i32x4_s(reached(low), reached(high));
	v128.store64_lane(to, i8x16.neg(i8x16.narrow_i16x8_s(negative, negative)), 0);
}

/** Pack a position's 32 levels, which lie at `from`. */
// @ts-ignore: decorator
@inline
function storeBlock(out: usize, from: usize): void {
	store<u64>(out, packLevels(v128.load(from, 0), v128.load(from, 16)));
}

const ZERO_BORDER: i32 = 1;

/** The picture with a border of zeros, as floats less 118. */
export function floatPicture(plan: ConvPlan, picture: usize): void {
	const row = <usize>(plan.inWidth + 2) * 12;
	const centre = f32x4.splat(118);
	const components = plan.inWidth * 3;
	let from = picture;
	for (let y = 0; y < plan.inHeight; y++) {
		let to = plan.padded + <usize>(y + ZERO_BORDER) * row + 12;
		let i = 0;
		for (; i + 16 <= components; i += 16) {
			const bytes = v128.load(from);
			const low = i16x8.extend_low_i8x16_u(bytes);
			const high = i16x8.extend_high_i8x16_u(bytes);
			v128.store(to, f32x4.sub(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(low)), centre), 0);
			v128.store(to, f32x4.sub(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(low)), centre), 16);
			v128.store(to, f32x4.sub(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(high)), centre), 32);
			v128.store(to, f32x4.sub(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(high)), centre), 48);
			from += 16;
			to += 64;
		}
		for (; i < components; i++) {
			store<f32>(to, <f32>load<u8>(from) - 118);
			from += 1;
			to += 4;
		}
	}
}

/** What becomes of results: rectified floats, or packed levels. */
const RECTIFY: i32 = 0;
const QUANTIZE: i32 = 1;

// @ts-ignore: decorator
@inline
function floatRow(plan: ConvPlan, y: i32, what: i32): void {
	const row = <usize>((plan.inWidth + 2) * plan.inPixel);
	const across = <usize>(plan.stride * plan.inPixel);
	const down = <usize>plan.stride * row;
	const at = plan.padded + <usize>(y * plan.pool) * down;
	const out = plan.output + <usize>(y * plan.outRow);
	const rowNumbers = (3 * plan.inPixel) >> 2;
	const weightBytes = <usize>(3 * rowNumbers) * WEIGHTS;
	const last = plan.outWidth - 1;
	const zero = f32x4.splat(0);
	const pooled = plan.pool === 2;
	for (let x = 0; x < plan.outWidth; x += pooled ? 1 : 4) {
		// Past the row's end the last position is computed again.
		const x1 = min(x + 1, last);
		const x2 = min(x + 2, last);
		const x3 = min(x + 3, last);
		const p0 = at + (pooled ? <usize>(2 * x) : <usize>x) * across;
		const p1 = pooled ? p0 + across : at + <usize>x1 * across;
		const p2 = pooled ? p0 + down : at + <usize>x2 * across;
		const p3 = pooled ? p0 + down + across : at + <usize>x3 * across;
		const o0 = out + <usize>(x * plan.outPixel);
		const o1 = out + <usize>(x1 * plan.outPixel);
		const o2 = out + <usize>(x2 * plan.outPixel);
		const o3 = out + <usize>(x3 * plan.outPixel);
		for (let block = 0; block < plan.blocks; block++) {
			const bias = plan.thresholds + <usize>block * 32;
			sumFour(p0, p1, p2, p3, row, rowNumbers, plan.weights + <usize>block * weightBytes, bias);
			if (what === RECTIFY) {
				const to = <usize>block * 32;
				if (pooled) {
					v128.store(o0 + to, larger(zero, largest(0)), 0);
					v128.store(o0 + to, larger(zero, largest(16)), 16);
				} else {
					v128.store(o0 + to, larger(zero, v128.load(RESULTS, 0)), 0);
					v128.store(o0 + to, larger(zero, v128.load(RESULTS, 16)), 16);
					v128.store(o1 + to, larger(zero, v128.load(RESULTS, 32)), 0);
					v128.store(o1 + to, larger(zero, v128.load(RESULTS, 48)), 16);
					v128.store(o2 + to, larger(zero, v128.load(RESULTS, 64)), 0);
					v128.store(o2 + to, larger(zero, v128.load(RESULTS, 80)), 16);
					v128.store(o3 + to, larger(zero, v128.load(RESULTS, 96)), 0);
					v128.store(o3 + to, larger(zero, v128.load(RESULTS, 112)), 16);
				}
			} else {
				const eighth = LEVELS + <usize>((block & 3) * 8);
				if (pooled) storeLevels(eighth, largest(0), largest(16));
				else {
					storeLevels(eighth, v128.load(RESULTS, 0), v128.load(RESULTS, 16));
					storeLevels(eighth + 32, v128.load(RESULTS, 32), v128.load(RESULTS, 48));
					storeLevels(eighth + 64, v128.load(RESULTS, 64), v128.load(RESULTS, 80));
					storeLevels(eighth + 96, v128.load(RESULTS, 96), v128.load(RESULTS, 112));
				}
				// Low-bit layers want whole blocks; the host pads channels to them.
				if ((block & 3) === 3) {
					const to = <usize>((block >> 2) * BLOCK_BYTES);
					storeBlock(o0 + to, LEVELS);
					if (!pooled) {
						storeBlock(o1 + to, LEVELS + <usize>BLOCK);
						storeBlock(o2 + to, LEVELS + 2 * <usize>BLOCK);
						storeBlock(o3 + to, LEVELS + 3 * <usize>BLOCK);
					}
				}
			}
		}
	}
}

/** A float layer whose `padded` input is ready; results are rectified. */
export function rectifiedConv(plan: ConvPlan): void {
	for (let y = 0; y < plan.outHeight; y++) floatRow(plan, y, RECTIFY);
}

/** The same with packed levels as results, for a low-bit layer to follow. */
export function quantizedConv(plan: ConvPlan): void {
	for (let y = 0; y < plan.outHeight; y++) floatRow(plan, y, QUANTIZE);
}
