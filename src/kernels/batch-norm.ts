/**
 * Batch norm, activation and max-pool as one kernel, and its gradient as another.
 *
 * z = raw * A + B per channel, with A = gamma * scale / sqrt(scale^2 * variance + epsilon) and B = beta - mean * A, where
 * `mean` and `variance` are those of the raw convolution output and `scale` is what one unit of it is worth. A and B are
 * computed in float64 and rounded once, z in float32; the integer fold repeats exactly this arithmetic.
 *
 * Activation 0 quantizes: level = floor(clamp(1.5 z + 0.5, 0, 3.499)), straight-through where 0 < z < 2, so d level = 1.5 dz.
 * Activation 1 is max(z, 0). A pool of 2 keeps the largest of 2 x 2; its gradient goes to the first of equals in reading
 * order.
 */
import { loadUpTo4, storeUpTo4 } from './partial-vector';

const QUANTIZE: i32 = 0;

/** Scratch bytes of both functions: four float rows and two float64 rows, padded. */
export function batchNormScratch(channels: i32): usize {
	return (<usize>(channels + 4) << 2) * 4 + (<usize>(channels + 4) << 3) * 2 + 64;
}

// @ts-ignore: decorator
@inline
function activate(z: v128, activation: i32): v128 {
	if (activation !== QUANTIZE) return f32x4.max(z, f32x4.splat(0));
	const y = f32x4.add(f32x4.mul(z, f32x4.splat(1.5)), f32x4.splat(0.5));
	return f32x4.floor(f32x4.min(f32x4.max(y, f32x4.splat(0)), f32x4.splat(3.499)));
}

/** Where the gradient passes: all ones, else zeros. */
// @ts-ignore: decorator
@inline
function passes(z: v128, activation: i32): v128 {
	const above = f32x4.gt(z, f32x4.splat(0));
	return activation === QUANTIZE ? v128.and(above, f32x4.lt(z, f32x4.splat(2))) : above;
}

// @ts-ignore: decorator
@inline
function addTo64(at: usize, x: v128): void {
	v128.store(at, f64x2.add(v128.load(at, 0), f64x2.promote_low_f32x4(x)), 0);
	v128.store(
		at,
		f64x2.add(v128.load(at, 16), f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 2, 3))),
		16
	);
}

/** Mean and biased variance of every channel. */
function writeMoments(raw: usize, mean: usize, variance: usize, sums: usize, rows: i32, channels: i32): void {
	const squares = sums + (<usize>(channels + 4) << 3);
	memory.fill(sums, 0, (<usize>(channels + 4) << 3) * 2);
	let source = raw;
	for (let row = 0; row < rows; row++) {
		for (let c = 0; c < channels; c += 4) {
			const x = loadUpTo4(source + (<usize>c << 2), channels - c);
			addTo64(sums + (<usize>c << 3), x);
			const at = squares + (<usize>c << 3);
			const low = f64x2.promote_low_f32x4(x);
			const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 2, 3));
			v128.store(at, f64x2.add(v128.load(at, 0), f64x2.mul(low, low)), 0);
			v128.store(at, f64x2.add(v128.load(at, 16), f64x2.mul(high, high)), 16);
		}
		source += <usize>channels << 2;
	}
	const n = <f64>rows;
	for (let c = 0; c < channels; c++) {
		const m = load<f64>(sums + (<usize>c << 3)) / n;
		store<f32>(mean + (<usize>c << 2), <f32>m);
		store<f32>(
			variance + (<usize>c << 2),
			<f32>max<f64>(load<f64>(squares + (<usize>c << 3)) / n - m * m, 0)
		);
	}
}

/** `a` and `b` of z = raw * a + b, padded with zeros to a multiple of 4. */
function writeAffine(
	a: usize,
	b: usize,
	mean: usize,
	variance: usize,
	scale: usize,
	gamma: usize,
	beta: usize,
	epsilon: f64,
	channels: i32
): void {
	memory.fill(a, 0, <usize>(channels + 4) << 2);
	memory.fill(b, 0, <usize>(channels + 4) << 2);
	for (let c: usize = 0; c < <usize>channels << 2; c += 4) {
		const s = <f64>load<f32>(scale + c);
		const slope = <f32>(
			((<f64>load<f32>(gamma + c) * s) / Math.sqrt(s * s * <f64>load<f32>(variance + c) + epsilon))
		);
		store<f32>(a + c, slope);
		store<f32>(b + c, <f32>(<f64>load<f32>(beta + c) - <f64>load<f32>(mean + c) * <f64>slope));
	}
}

/**
 * @param raw [images, height, width, channels]
 * @param scale, gamma, beta [channels]
 * @param mean, variance [channels]; written when `measure` is 1 (training), read when 0
 * @param out [images, height / pool, width / pool, channels]
 */
export function batchNorm(
	raw: usize,
	scale: usize,
	gamma: usize,
	beta: usize,
	mean: usize,
	variance: usize,
	out: usize,
	scratch: usize,
	images: i32,
	height: i32,
	width: i32,
	channels: i32,
	pool: i32,
	activation: i32,
	measure: i32,
	epsilon: f64
): void {
	const row: usize = <usize>(channels + 4) << 2;
	const a: usize = (scratch + 15) & ~15;
	const b = a + row;
	if (measure) writeMoments(raw, mean, variance, a + row * 4, images * height * width, channels);
	writeAffine(a, b, mean, variance, scale, gamma, beta, epsilon, channels);

	const pixel: usize = <usize>channels << 2;
	const line: usize = pixel * width;
	const outWidth = width / pool;
	const lines = images * (height / pool);
	let target = out;
	for (let y = 0; y < lines; y++) {
		for (let x = 0; x < outWidth; x++) {
			const source = raw + <usize>(y * pool) * line + <usize>(x * pool) * pixel;
			for (let c = 0; c < channels; c += 4) {
				const at = source + (<usize>c << 2);
				const left = channels - c;
				const va = v128.load(a + (<usize>c << 2));
				const vb = v128.load(b + (<usize>c << 2));
				let z = f32x4.add(f32x4.mul(loadUpTo4(at, left), va), vb);
				if (pool === 2) {
					// The quantizer is monotone: the largest z has the largest level.
					const z1 = f32x4.add(f32x4.mul(loadUpTo4(at + pixel, left), va), vb);
					const z2 = f32x4.add(f32x4.mul(loadUpTo4(at + line, left), va), vb);
					const z3 = f32x4.add(f32x4.mul(loadUpTo4(at + line + pixel, left), va), vb);
					z = f32x4.max(f32x4.max(z, z1), f32x4.max(z2, z3));
				}
				storeUpTo4(target + (<usize>c << 2), activate(z, activation), left);
			}
			target += pixel;
		}
	}
}

/** Store dz of one position and add it to the two sums. */
// @ts-ignore: decorator
@inline
function emit(at: usize, dz: v128, normalized: v128, dGamma: usize, dBeta: usize, left: i32): void {
	storeUpTo4(at, dz, left);
	addTo64(dBeta, dz);
	addTo64(dGamma, f32x4.mul(dz, normalized));
}

/**
 * Gradient of `batchNorm` with measured moments.
 * @param dOut [images, height / pool, width / pool, channels]
 * @param mean, variance those the forward pass measured
 * @param dRaw [images, height, width, channels], dGamma and dBeta [channels], overwritten
 */
export function batchNormBackprop(
	raw: usize,
	dOut: usize,
	scale: usize,
	gamma: usize,
	beta: usize,
	mean: usize,
	variance: usize,
	dRaw: usize,
	dGamma: usize,
	dBeta: usize,
	scratch: usize,
	images: i32,
	height: i32,
	width: i32,
	channels: i32,
	pool: i32,
	activation: i32,
	epsilon: f64
): void {
	const row: usize = <usize>(channels + 4) << 2;
	const a: usize = (scratch + 15) & ~15;
	const b = a + row;
	/** normalized = raw * p + q, without gamma and beta. */
	const p = b + row;
	const q = p + row;
	const gammaSums = q + row;
	const betaSums = gammaSums + row * 2;
	writeAffine(a, b, mean, variance, scale, gamma, beta, epsilon, channels);
	memory.fill(p, 0, row * 2);
	for (let c: usize = 0; c < <usize>channels << 2; c += 4) {
		const s = <f64>load<f32>(scale + c);
		const slope = <f32>(s / Math.sqrt(s * s * <f64>load<f32>(variance + c) + epsilon));
		store<f32>(p + c, slope);
		store<f32>(q + c, <f32>(-<f64>load<f32>(mean + c) * <f64>slope));
	}
	memory.fill(gammaSums, 0, row * 4);

	const pixel: usize = <usize>channels << 2;
	const line: usize = pixel * width;
	const outWidth = width / pool;
	const lines = images * (height / pool);
	const slope = f32x4.splat(activation === QUANTIZE ? 1.5 : 1);
	let source = dOut;
	for (let y = 0; y < lines; y++) {
		for (let x = 0; x < outWidth; x++) {
			const start: usize = <usize>(y * pool) * line + <usize>(x * pool) * pixel;
			for (let c = 0; c < channels; c += 4) {
				const bytes: usize = <usize>c << 2;
				const left = channels - c;
				const at = raw + start + bytes;
				const to = dRaw + start + bytes;
				const va = v128.load(a + bytes);
				const vb = v128.load(b + bytes);
				const vp = v128.load(p + bytes);
				const vq = v128.load(q + bytes);
				const toGamma = gammaSums + (bytes << 1);
				const toBeta = betaSums + (bytes << 1);
				const g = f32x4.mul(loadUpTo4(source + bytes, left), slope);
				const r0 = loadUpTo4(at, left);
				const z0 = f32x4.add(f32x4.mul(r0, va), vb);
				let keep0 = passes(z0, activation);
				if (pool === 2) {
					const r1 = loadUpTo4(at + pixel, left);
					const r2 = loadUpTo4(at + line, left);
					const r3 = loadUpTo4(at + line + pixel, left);
					const z1 = f32x4.add(f32x4.mul(r1, va), vb);
					const z2 = f32x4.add(f32x4.mul(r2, va), vb);
					const z3 = f32x4.add(f32x4.mul(r3, va), vb);
					const beats1 = f32x4.gt(z1, z0);
					const best1 = f32x4.max(z0, z1);
					const beats2 = f32x4.gt(z2, best1);
					const beats3 = f32x4.gt(z3, f32x4.max(best1, z2));
					const later2 = v128.or(beats2, beats3);
					keep0 = v128.andnot(keep0, v128.or(beats1, later2));
					const keep1 = v128.andnot(v128.and(passes(z1, activation), beats1), later2);
					const keep2 = v128.andnot(v128.and(passes(z2, activation), beats2), beats3);
					const keep3 = v128.and(passes(z3, activation), beats3);
					emit(to + pixel, v128.and(g, keep1), f32x4.add(f32x4.mul(r1, vp), vq), toGamma, toBeta, left);
					emit(to + line, v128.and(g, keep2), f32x4.add(f32x4.mul(r2, vp), vq), toGamma, toBeta, left);
					emit(
						to + line + pixel,
						v128.and(g, keep3),
						f32x4.add(f32x4.mul(r3, vp), vq),
						toGamma,
						toBeta,
						left
					);
				}
				emit(to, v128.and(g, keep0), f32x4.add(f32x4.mul(r0, vp), vq), toGamma, toBeta, left);
			}
			source += pixel;
		}
	}

	// dRaw = gamma * slope * (dz - mean(dz) - normalized * mean(dz * normalized)); a holds gamma * slope already.
	const n = <f64>(images * height * width);
	for (let c: usize = 0; c < <usize>channels; c++) {
		const sumGamma = load<f64>(gammaSums + (c << 3));
		const sumBeta = load<f64>(betaSums + (c << 3));
		store<f32>(dGamma + (c << 2), <f32>sumGamma);
		store<f32>(dBeta + (c << 2), <f32>sumBeta);
		// z's own offset is no longer needed: b becomes mean(dz), and the float64 row becomes mean(dz * normalized).
		store<f32>(b + (c << 2), <f32>(sumBeta / n));
		store<f32>(gammaSums + (c << 2), <f32>(sumGamma / n));
	}
	let to = dRaw;
	let from = raw;
	const rows = images * height * width;
	for (let r = 0; r < rows; r++) {
		for (let c = 0; c < channels; c += 4) {
			const bytes: usize = <usize>c << 2;
			const left = channels - c;
			const normalized = f32x4.add(
				f32x4.mul(loadUpTo4(from + bytes, left), v128.load(p + bytes)),
				v128.load(q + bytes)
			);
			const dz = loadUpTo4(to + bytes, left);
			const centred = f32x4.sub(
				f32x4.sub(dz, v128.load(b + bytes)),
				f32x4.mul(normalized, v128.load(gammaSums + bytes))
			);
			storeUpTo4(to + bytes, f32x4.mul(centred, v128.load(a + bytes)), left);
		}
		to += pixel;
		from += pixel;
	}
}
