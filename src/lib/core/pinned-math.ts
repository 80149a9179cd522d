/**
 * Elementary functions whose results are the same bits in every JavaScript engine.
 *
 * ECMAScript leaves Math.exp, log, pow, sin, cos and hypot "implementation-approximated": two browsers may differ in the
 * last bits, and one such bit changes the hash of a data set. Everything here is made of + - * /, comparisons, Math.floor
 * and Math.sqrt, which IEEE 754 and the language specify exactly. Not a replacement for Math where bits do not matter: it
 * is slower, and it refuses arguments outside the stated ranges instead of returning infinities and NaN.
 */

/** Circle constant, the double nearest to it. */
export const PI = 3.141592653589793;

const LN2 = 0.6931471805599453;
const SQRT2 = 1.4142135623730951;

// ln 2 and pi/2 in two parts. The first has trailing zero bits, so that a small whole number times it is exact and the
// subtraction in the range reduction loses nothing. Values from fdlibm (e_exp.c, e_rem_pio2.c).
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const HALF_PI_HIGH = 1.57079632673412561417;
const HALF_PI_LOW = 6.07710050650619224932e-11;

/** Largest |x| that `exp` takes: e^708 is near the largest double, e^-708 near the smallest normal one. */
const EXP_LIMIT = 708;
/** Largest |x| that `sin` and `cos` take: HALF_PI_HIGH has 33 bits, which leaves 20 for the count of quarter turns. */
const ANGLE_LIMIT = 100_000;
/** Below this a double is subnormal, and scaling by powers of two is no longer exact. */
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const LARGEST = 1.7976931348623157e308;

/** 2^512, 2^256, ... 2^1: together they scale any normal double into [1, 2). */
const BINARY_STEPS = [512, 256, 128, 64, 32, 16, 8, 4, 2, 1].map((exponent) => ({
	exponent,
	scale: powerOfTwo(exponent)
}));

/**
 * e^x, relative error below 1e-12 (measured: below 1e-15).
 * @param x -708..708
 * @throws RangeError outside
 */
export function exp(x: number): number {
	if (!(x >= -EXP_LIMIT && x <= EXP_LIMIT)) throw new RangeError(`exp takes -708..708, got ${x}`);
	const doublings = Math.floor(x / LN2 + 0.5);
	const r = x - doublings * LN2_HIGH - doublings * LN2_LOW;
	// Taylor series for |r| <= ln(2)/2; the first term left out is below 1e-17 of the sum.
	let sum = 1;
	for (let n = 14; n >= 1; n--) sum = 1 + (sum * r) / n;
	return sum * powerOfTwo(doublings);
}

/**
 * Natural logarithm, relative error below 1e-12.
 * @param x a positive normal double
 * @throws RangeError for zero, negative, subnormal and infinite values
 */
export function log(x: number): number {
	if (!(x >= SMALLEST_NORMAL && x <= LARGEST)) throw new RangeError(`log takes a positive number, got ${x}`);
	let mantissa = x;
	let exponent = 0;
	for (const step of BINARY_STEPS) {
		if (mantissa >= step.scale) {
			mantissa /= step.scale;
			exponent += step.exponent;
		} else if (mantissa * step.scale < 2) {
			mantissa *= step.scale;
			exponent -= step.exponent;
		}
	}
	if (mantissa > SQRT2) {
		mantissa /= 2;
		exponent += 1;
	}
	// log m = 2 artanh(s) = 2 (s + s^3/3 + s^5/5 + ...), where |s| <= 0.172.
	const s = (mantissa - 1) / (mantissa + 1);
	const s2 = s * s;
	let series = 0;
	for (let n = 21; n >= 1; n -= 2) series = series * s2 + 1 / n;
	return exponent * LN2_HIGH + (2 * s * series + exponent * LN2_LOW);
}

/**
 * base^exponent, relative error below 1e-12.
 * @param base a positive normal double, or 0 when the exponent is positive
 * @param exponent any number for which |exponent * log(base)| <= 708
 * @throws RangeError outside
 */
export function pow(base: number, exponent: number): number {
	if (base === 0 && exponent > 0) return 0;
	return exp(exponent * log(base));
}

/**
 * Sine of an angle in radians, absolute error below 1e-12 (measured: below 1e-15).
 * @param x -100000..100000
 * @throws RangeError outside
 */
export function sin(x: number): number {
	return quarterTurns(x, 0);
}

/**
 * Cosine of an angle in radians, absolute error below 1e-12 (measured: below 1e-15).
 * @param x -100000..100000
 * @throws RangeError outside
 */
export function cos(x: number): number {
	return quarterTurns(x, 1);
}

/** Length of (x, y). Overflows where x^2 does, unlike Math.hypot, whose last bit is not specified. */
export function hypot(x: number, y: number): number {
	return Math.sqrt(x * x + y * y);
}

/** Sine of x plus `ahead` quarter turns: whole quarter turns choose the series and its sign, the rest goes through it. */
function quarterTurns(x: number, ahead: 0 | 1): number {
	if (!(x >= -ANGLE_LIMIT && x <= ANGLE_LIMIT))
		throw new RangeError(`sin and cos take -100000..100000 radians, got ${x}`);
	const turns = Math.floor(x * (2 / PI) + 0.5);
	const r = x - turns * HALF_PI_HIGH - turns * HALF_PI_LOW;
	const quadrant = (turns + ahead) & 3;
	const value = (quadrant & 1) === 0 ? sineSeries(r) : cosineSeries(r);
	return quadrant >= 2 ? -value : value;
}

// Taylor series in Horner form. At |r| <= pi/4 the first term left out is below 1e-16.
function sineSeries(r: number): number {
	const r2 = r * r;
	let sum = -1 / 1_307_674_368_000;
	sum = sum * r2 + 1 / 6_227_020_800;
	sum = sum * r2 - 1 / 39_916_800;
	sum = sum * r2 + 1 / 362_880;
	sum = sum * r2 - 1 / 5040;
	sum = sum * r2 + 1 / 120;
	sum = sum * r2 - 1 / 6;
	return r + r * r2 * sum;
}

function cosineSeries(r: number): number {
	const r2 = r * r;
	let sum = 1 / 20_922_789_888_000;
	sum = sum * r2 - 1 / 87_178_291_200;
	sum = sum * r2 + 1 / 479_001_600;
	sum = sum * r2 - 1 / 3_628_800;
	sum = sum * r2 + 1 / 40_320;
	sum = sum * r2 - 1 / 720;
	sum = sum * r2 + 1 / 24;
	sum = sum * r2 - 1 / 2;
	return 1 + r2 * sum;
}

/** 2^n for a whole n in -1022..1023, by doubling or halving: every step is exact. */
function powerOfTwo(n: number): number {
	const factor = n < 0 ? 0.5 : 2;
	let power = 1;
	for (let i = n < 0 ? -n : n; i > 0; i--) power *= factor;
	return power;
}
