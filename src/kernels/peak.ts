/**
 * How fast one core can go at most, for the limit beside a measured time: the engines' own innermost instructions with nothing
 * around them, on independent sums, so that only their throughput counts. Compiled twice, as the engines are (infer.ts).
 */

/** Multiply-adds of one turn of `floatPeak`: eight vectors of four. */
export const FLOAT_MACS: i32 = 32;

/**
 * Multiply-adds of one turn of `signPeak`: eight swizzles, each of which looks up the sums of four signed levels for sixteen
 * outputs.
 */
export const SIGN_MACS: i32 = 512;

// @ts-ignore: decorator
@inline
function multiplyAdd(x: v128, w: v128, sum: v128): v128 {
	if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(x, w, sum);
	return f32x4.add(f32x4.mul(x, w), sum);
}

// @ts-ignore: decorator
@inline
function lookUp(table: v128, patterns: v128): v128 {
	if (ASC_FEATURE_RELAXED_SIMD) return i8x16.relaxed_swizzle(table, patterns);
	return i8x16.swizzle(table, patterns);
}

/**
 * Eight sums, as an engine's inner loop has them: each waits for its own addition alone, never for a product.
 * @returns a sum that depends on every turn, so that none can be left out
 */
export function floatPeak(turns: i32, weight: f32): f32 {
	const w0 = f32x4.splat(weight);
	const w1 = f32x4.splat(weight * 2);
	const w2 = f32x4.splat(weight * 3);
	const w3 = f32x4.splat(weight * 4);
	let x = f32x4.splat(1);
	let y = f32x4.splat(2);
	let a = w0;
	let b = w1;
	let c = w2;
	let d = w3;
	let e = w0;
	let f = w1;
	let g = w2;
	let h = w3;
	for (let i = 0; i < turns; i++) {
		// Other inputs each turn, so that no product can be taken once for all.
		x = v128.xor(x, w1);
		y = v128.xor(y, w2);
		a = multiplyAdd(x, w0, a);
		b = multiplyAdd(x, w1, b);
		c = multiplyAdd(x, w2, c);
		d = multiplyAdd(x, w3, d);
		e = multiplyAdd(y, w0, e);
		f = multiplyAdd(y, w1, f);
		g = multiplyAdd(y, w2, g);
		h = multiplyAdd(y, w3, h);
	}
	const sum = f32x4.add(
		f32x4.add(f32x4.add(a, b), f32x4.add(c, d)),
		f32x4.add(f32x4.add(e, f), f32x4.add(g, h))
	);
	return f32x4.extract_lane(sum, 0);
}

/**
 * Eight look-ups a turn: four tables, each at two patterns that move on, so that none can be done once for all turns.
 * @returns a sum that depends on every turn
 */
export function signPeak(turns: i32, start: i32): i32 {
	const t0 = i8x16.splat(<i8>start);
	const t1 = i8x16.splat(<i8>(start + 1));
	const t2 = i8x16.splat(<i8>(start + 2));
	const t3 = i8x16.splat(<i8>(start + 3));
	let p = i8x16.splat(<i8>(start & 7));
	let q = i8x16.splat(<i8>(start & 3));
	let a = t0;
	let b = t1;
	let c = t2;
	let d = t3;
	let e = t0;
	let f = t1;
	let g = t2;
	let h = t3;
	for (let i = 0; i < turns; i++) {
		p = v128.xor(p, t1);
		q = v128.xor(q, t2);
		a = i8x16.add(a, lookUp(t0, p));
		b = i8x16.add(b, lookUp(t1, p));
		c = i8x16.add(c, lookUp(t2, p));
		d = i8x16.add(d, lookUp(t3, p));
		e = i8x16.add(e, lookUp(t0, q));
		f = i8x16.add(f, lookUp(t1, q));
		g = i8x16.add(g, lookUp(t2, q));
		h = i8x16.add(h, lookUp(t3, q));
	}
	const sum = i8x16.add(
		i8x16.add(i8x16.add(a, b), i8x16.add(c, d)),
		i8x16.add(i8x16.add(e, f), i8x16.add(g, h))
	);
	return i8x16.extract_lane_s(sum, 0);
}

/** Reads `bytes` bytes from `from` on, `turns` times; four vectors at once. */
export function readPeak(from: usize, bytes: usize, turns: i32): i32 {
	let a = i32x4.splat(0);
	let b = a;
	let c = a;
	let d = a;
	for (let turn = 0; turn < turns; turn++) {
		const end = from + bytes;
		for (let at = from; at < end; at += 64) {
			a = v128.xor(a, v128.load(at));
			b = v128.xor(b, v128.load(at, 16));
			c = v128.xor(c, v128.load(at, 32));
			d = v128.xor(d, v128.load(at, 48));
		}
	}
	return i32x4.extract_lane(v128.xor(v128.xor(a, b), v128.xor(c, d)), 0);
}
