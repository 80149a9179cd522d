/**
 * Float convolution and its two gradients, any kernel size, stride and padding, NHWC: for the layers that stay float.
 *
 * All three are the same small matrix product, taken over the pixels of one output row and one tap at a time.
 */

/**
 * c[m, n] += sum over k of a[m, k] * b[k, n]; rows of b and c are contiguous.
 * @param aRow, aColumn, bRow, cRow strides in bytes
 */
function addProduct(
	a: usize,
	aRow: usize,
	aColumn: usize,
	b: usize,
	bRow: usize,
	c: usize,
	cRow: usize,
	rows: i32,
	columns: i32,
	depth: i32
): void {
	let m = 0;
	for (; m + 4 <= rows; m += 4) {
		const a0 = a + <usize>m * aRow;
		const c0 = c + <usize>m * cRow;
		let n = 0;
		for (; n + 8 <= columns; n += 8) tile4x8(a0, aRow, aColumn, b + (<usize>n << 2), bRow, c0 + (<usize>n << 2), cRow, depth);
		for (let i = 0; i < 4; i++)
			dotRow(a0 + <usize>i * aRow, aColumn, b, bRow, c0 + <usize>i * cRow, n, columns, depth);
	}
	for (; m < rows; m++) dotRow(a + <usize>m * aRow, aColumn, b, bRow, c + <usize>m * cRow, 0, columns, depth);
}

function tile4x8(
	a: usize,
	aRow: usize,
	aColumn: usize,
	b: usize,
	bRow: usize,
	c: usize,
	cRow: usize,
	depth: i32
): void {
	const c1 = c + cRow;
	const c2 = c1 + cRow;
	const c3 = c2 + cRow;
	let s00 = v128.load(c, 0);
	let s01 = v128.load(c, 16);
	let s10 = v128.load(c1, 0);
	let s11 = v128.load(c1, 16);
	let s20 = v128.load(c2, 0);
	let s21 = v128.load(c2, 16);
	let s30 = v128.load(c3, 0);
	let s31 = v128.load(c3, 16);
	let ap = a;
	let bp = b;
	const row2 = aRow << 1;
	const row3 = row2 + aRow;
	for (let k = 0; k < depth; k++) {
		const b0 = v128.load(bp, 0);
		const b1 = v128.load(bp, 16);
		let x = v128.load32_splat(ap);
		s00 = f32x4.add(s00, f32x4.mul(x, b0));
		s01 = f32x4.add(s01, f32x4.mul(x, b1));
		x = v128.load32_splat(ap + aRow);
		s10 = f32x4.add(s10, f32x4.mul(x, b0));
		s11 = f32x4.add(s11, f32x4.mul(x, b1));
		x = v128.load32_splat(ap + row2);
		s20 = f32x4.add(s20, f32x4.mul(x, b0));
		s21 = f32x4.add(s21, f32x4.mul(x, b1));
		x = v128.load32_splat(ap + row3);
		s30 = f32x4.add(s30, f32x4.mul(x, b0));
		s31 = f32x4.add(s31, f32x4.mul(x, b1));
		ap += aColumn;
		bp += bRow;
	}
	v128.store(c, s00, 0);
	v128.store(c, s01, 16);
	v128.store(c1, s10, 0);
	v128.store(c1, s11, 16);
	v128.store(c2, s20, 0);
	v128.store(c2, s21, 16);
	v128.store(c3, s30, 0);
	v128.store(c3, s31, 16);
}

/** One row of the product from column `from` on: vectors of four, then single columns. */
function dotRow(
	a: usize,
	aColumn: usize,
	b: usize,
	bRow: usize,
	c: usize,
	from: i32,
	columns: i32,
	depth: i32
): void {
	let n = from;
	for (; n + 4 <= columns; n += 4) {
		const at = c + (<usize>n << 2);
		let sum = v128.load(at);
		let ap = a;
		let bp = b + (<usize>n << 2);
		for (let k = 0; k < depth; k++) {
			sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(ap), v128.load(bp)));
			ap += aColumn;
			bp += bRow;
		}
		v128.store(at, sum);
	}
	for (; n < columns; n++) {
		const at = c + (<usize>n << 2);
		let sum = load<f32>(at);
		let ap = a;
		let bp = b + (<usize>n << 2);
		for (let k = 0; k < depth; k++) {
			sum += load<f32>(ap) * load<f32>(bp);
			ap += aColumn;
			bp += bRow;
		}
		store<f32>(at, sum);
	}
}

/** First output column whose tap lies inside the picture. */
// @ts-ignore: decorator
@inline
function firstInside(offset: i32, stride: i32): i32 {
	return offset >= 0 ? 0 : (-offset + stride - 1) / stride;
}

/** One past the last output column whose tap lies inside the picture. */
// @ts-ignore: decorator
@inline
function endInside(offset: i32, stride: i32, width: i32, outWidth: i32): i32 {
	return width - 1 - offset < 0 ? 0 : min(outWidth, (width - 1 - offset) / stride + 1);
}

const FORWARD: i32 = 0;
const INPUT: i32 = 1;

/** Walk over every (image, output row, tap) and take the product that `what` asks for. */
function walk(
	what: i32,
	x: usize,
	weights: usize,
	y: usize,
	images: i32,
	height: i32,
	width: i32,
	inChannels: i32,
	outHeight: i32,
	outWidth: i32,
	outChannels: i32,
	kernelHeight: i32,
	kernelWidth: i32,
	stride: i32,
	padTop: i32,
	padLeft: i32
): void {
	const inPixel: usize = <usize>inChannels << 2;
	const outPixel: usize = <usize>outChannels << 2;
	const tapBytes: usize = inPixel * outChannels;
	const step: usize = inPixel * stride;
	for (let image = 0; image < images; image++) {
		for (let oy = 0; oy < outHeight; oy++) {
			for (let ky = 0; ky < kernelHeight; ky++) {
				const iy = oy * stride + ky - padTop;
				if (iy < 0 || iy >= height) continue;
				for (let kx = 0; kx < kernelWidth; kx++) {
					const offset = kx - padLeft;
					const first = firstInside(offset, stride);
					const count = endInside(offset, stride, width, outWidth) - first;
					if (count <= 0) continue;
					const xAt = x + <usize>((image * height + iy) * width + first * stride + offset) * inPixel;
					const yAt = y + <usize>((image * outHeight + oy) * outWidth + first) * outPixel;
					const wAt = weights + <usize>(ky * kernelWidth + kx) * tapBytes;
					if (what === FORWARD)
						addProduct(xAt, step, 4, wAt, outPixel, yAt, outPixel, count, outChannels, inChannels);
					else if (what === INPUT)
						addProduct(yAt, outPixel, 4, wAt, inPixel, xAt, step, count, inChannels, outChannels);
					else addProduct(xAt, 4, step, yAt, outPixel, wAt, outPixel, inChannels, outChannels, count);
				}
			}
		}
	}
}

/** y = conv(x, weights), overwritten. Weights [kernelHeight, kernelWidth, inChannels, outChannels]. */
export function floatConv(
	x: usize,
	weights: usize,
	y: usize,
	images: i32,
	height: i32,
	width: i32,
	inChannels: i32,
	outHeight: i32,
	outWidth: i32,
	outChannels: i32,
	kernelHeight: i32,
	kernelWidth: i32,
	stride: i32,
	padTop: i32,
	padLeft: i32
): void {
	memory.fill(y, 0, <usize>(images * outHeight * outWidth * outChannels) << 2);
	walk(FORWARD, x, weights, y, images, height, width, inChannels, outHeight, outWidth, outChannels, kernelHeight, kernelWidth, stride, padTop, padLeft);
}

/** Gradient at x, overwritten. `scratch` holds as many floats as `weights`. */
export function floatConvBackpropInput(
	dy: usize,
	weights: usize,
	dx: usize,
	scratch: usize,
	images: i32,
	height: i32,
	width: i32,
	inChannels: i32,
	outHeight: i32,
	outWidth: i32,
	outChannels: i32,
	kernelHeight: i32,
	kernelWidth: i32,
	stride: i32,
	padTop: i32,
	padLeft: i32
): void {
	// Transpose every tap, so that the rows of the product's right-hand side are contiguous.
	const taps = kernelHeight * kernelWidth;
	for (let tap = 0; tap < taps; tap++) {
		const base: usize = <usize>(tap * inChannels * outChannels) << 2;
		for (let c = 0; c < inChannels; c++)
			for (let o = 0; o < outChannels; o++)
				store<f32>(
					scratch + base + (<usize>(o * inChannels + c) << 2),
					load<f32>(weights + base + (<usize>(c * outChannels + o) << 2))
				);
	}
	memory.fill(dx, 0, <usize>(images * height * width * inChannels) << 2);
	walk(INPUT, dx, scratch, dy, images, height, width, inChannels, outHeight, outWidth, outChannels, kernelHeight, kernelWidth, stride, padTop, padLeft);
}

/** Gradient at the weights, overwritten. */
export function floatConvBackpropFilter(
	x: usize,
	dy: usize,
	dw: usize,
	images: i32,
	height: i32,
	width: i32,
	inChannels: i32,
	outHeight: i32,
	outWidth: i32,
	outChannels: i32,
	kernelHeight: i32,
	kernelWidth: i32,
	stride: i32,
	padTop: i32,
	padLeft: i32
): void {
	memory.fill(dw, 0, <usize>(kernelHeight * kernelWidth * inChannels * outChannels) << 2);
	walk(2, x, dw, dy, images, height, width, inChannels, outHeight, outWidth, outChannels, kernelHeight, kernelWidth, stride, padTop, padLeft);
}
