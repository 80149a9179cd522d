/**
 * The first convolution as a table, forward and backward.
 *
 * A pixel's word depends on its value only, so the contribution of (tap, colour, value) to every output channel is one row of
 * T[tap][colour][value][out], a few thousand small whole numbers. Forward: add 27 rows. Backward: scatter dy into dT, then two
 * small products give the gradients of weights and table. Exact, and no multiplication touches a pixel (METHOD 6).
 *
 * Kernel 3 x 3, zero padding 1, stride 1 or 2, NHWC, three colours; input channel = colour * wordLength + entry.
 */

const COLOURS: i32 = 3;
const VALUES: i32 = 256;
const ROWS: i32 = 9 * COLOURS * VALUES;

// @ts-ignore: decorator
@inline
function paddedTo8(channels: i32): i32 {
	return (channels + 7) & ~7;
}

/** Scratch bytes that both functions below need. */
export function tableConvScratch(outChannels: i32): usize {
	return <usize>ROWS * paddedTo8(outChannels) * 4 + 1024 + (<usize>paddedTo8(outChannels) << 2);
}

/** T[tap][colour][value][out] = sum over the word's entries of level * sign(weight), 16-bit. `signs` holds one row. */
function writeTable(
	levels: usize,
	weights: usize,
	table: usize,
	signs: usize,
	wordLength: i32,
	outChannels: i32
): void {
	const rowBytes: usize = <usize>paddedTo8(outChannels) << 1;
	memory.fill(table, 0, <usize>ROWS * rowBytes);
	memory.fill(signs, 0, rowBytes);
	for (let tapColour = 0; tapColour < 9 * COLOURS; tapColour++) {
		const base = table + <usize>(tapColour * VALUES) * rowBytes;
		for (let k = 0; k < wordLength; k++) {
			const row = weights + (<usize>((tapColour * wordLength + k) * outChannels) << 2);
			for (let o = 0; o < outChannels; o++)
				store<i16>(signs + (<usize>o << 1), load<f32>(row + (<usize>o << 2)) >= 0 ? 1 : -1);
			let target = base;
			for (let value = 0; value < VALUES; value++) {
				const level = i16x8.splat(<i16>load<f32>(levels + (<usize>(value * wordLength + k) << 2)));
				for (let o: usize = 0; o < rowBytes; o += 16) {
					const at = target + o;
					v128.store(at, i16x8.add(v128.load(at), i16x8.mul(level, v128.load(signs + o))));
				}
				target += rowBytes;
			}
		}
	}
}

/**
 * Whole-number sums of the first convolution.
 * @param pixels int32 [images, height, width, 3], each 0..255
 * @param levels the table's levels as floats [256, wordLength]
 * @param weights latents [3, 3, 3 * wordLength, outChannels]
 * @param out floats [images, outHeight, outWidth, outChannels]
 */
export function tableConv(
	pixels: usize,
	levels: usize,
	weights: usize,
	out: usize,
	scratch: usize,
	images: i32,
	height: i32,
	width: i32,
	wordLength: i32,
	outHeight: i32,
	outWidth: i32,
	outChannels: i32,
	stride: i32
): void {
	const padded = paddedTo8(outChannels);
	const rowBytes: usize = <usize>padded << 1;
	const offsets: usize = (scratch + 15) & ~15;
	const signs = offsets + 128;
	const table = signs + rowBytes;
	writeTable(levels, weights, table, signs, wordLength, outChannels);
	let target = out;
	for (let image = 0; image < images; image++) {
		for (let oy = 0; oy < outHeight; oy++) {
			for (let ox = 0; ox < outWidth; ox++) {
				const rows = gatherRows(pixels, offsets, image, oy, ox, height, width, stride, rowBytes);
				for (let o = 0; o < outChannels; o += 8) {
					let sum = i16x8.splat(0);
					for (let i = 0; i < rows; i++)
						sum = i16x8.add(
							sum,
							v128.load(table + load<u32>(offsets + (<usize>i << 2)) + (<usize>o << 1))
						);
					const low = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(sum));
					const high = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(sum));
					if (o + 8 <= outChannels) {
						v128.store(target, low, 0);
						v128.store(target, high, 16);
						target += 32;
					} else {
						for (let i = 0; i < outChannels - o; i++) {
							store<f32>(target, <f32>i16x8.extract_lane_s(sum, 0));
							sum = v128.shuffle<i16>(sum, sum, 1, 2, 3, 4, 5, 6, 7, 0);
							target += 4;
						}
					}
				}
			}
		}
	}
}

/** Byte offsets of the table rows that one output position adds; returns how many (27 inside, fewer at a border). */
function gatherRows(
	pixels: usize,
	offsets: usize,
	image: i32,
	oy: i32,
	ox: i32,
	height: i32,
	width: i32,
	stride: i32,
	rowBytes: usize
): i32 {
	let rows = 0;
	for (let ky = 0; ky < 3; ky++) {
		const iy = oy * stride + ky - 1;
		if (iy < 0 || iy >= height) continue;
		for (let kx = 0; kx < 3; kx++) {
			const ix = ox * stride + kx - 1;
			if (ix < 0 || ix >= width) continue;
			const pixel = pixels + (<usize>(((image * height + iy) * width + ix) * COLOURS) << 2);
			const row = (ky * 3 + kx) * COLOURS * VALUES;
			for (let colour = 0; colour < COLOURS; colour++) {
				const value = load<i32>(pixel + (<usize>colour << 2));
				store<u32>(
					offsets + (<usize>rows << 2),
					<u32>(<usize>(row + colour * VALUES + value) * rowBytes)
				);
				rows++;
			}
		}
	}
	return rows;
}

/**
 * Gradients of `tableConv` at weights and levels.
 * @param dy [images, outHeight, outWidth, outChannels]
 * @param dw [3, 3, 3 * wordLength, outChannels]: sum of level * dy, overwritten
 * @param dLevels [256, wordLength]: sum of sign(weight) * dy, overwritten
 */
export function tableConvBackprop(
	pixels: usize,
	levels: usize,
	weights: usize,
	dy: usize,
	dw: usize,
	dLevels: usize,
	scratch: usize,
	images: i32,
	height: i32,
	width: i32,
	wordLength: i32,
	outHeight: i32,
	outWidth: i32,
	outChannels: i32,
	stride: i32
): void {
	const padded = paddedTo8(outChannels);
	const rowBytes: usize = <usize>padded << 2;
	const offsets: usize = (scratch + 15) & ~15;
	const signed = offsets + 128;
	const dTable = signed + rowBytes;
	memory.fill(dTable, 0, <usize>ROWS * rowBytes);
	memory.fill(signed, 0, rowBytes);
	memory.fill(dLevels, 0, <usize>(VALUES * wordLength) << 2);
	memory.fill(dw, 0, <usize>(9 * COLOURS * wordLength * outChannels) << 2);

	let source = dy;
	for (let image = 0; image < images; image++) {
		for (let oy = 0; oy < outHeight; oy++) {
			for (let ox = 0; ox < outWidth; ox++) {
				const rows = gatherRows(pixels, offsets, image, oy, ox, height, width, stride, rowBytes);
				let o = 0;
				for (; o + 16 <= outChannels; o += 16) {
					const from = source + (<usize>o << 2);
					const a = v128.load(from, 0);
					const b = v128.load(from, 16);
					const c = v128.load(from, 32);
					const d = v128.load(from, 48);
					for (let i = 0; i < rows; i++) {
						const at = dTable + load<u32>(offsets + (<usize>i << 2)) + (<usize>o << 2);
						v128.store(at, f32x4.add(v128.load(at, 0), a), 0);
						v128.store(at, f32x4.add(v128.load(at, 16), b), 16);
						v128.store(at, f32x4.add(v128.load(at, 32), c), 32);
						v128.store(at, f32x4.add(v128.load(at, 48), d), 48);
					}
				}
				for (; o < outChannels; o++) {
					const x = load<f32>(source + (<usize>o << 2));
					for (let i = 0; i < rows; i++) {
						const at = dTable + load<u32>(offsets + (<usize>i << 2)) + (<usize>o << 2);
						store<f32>(at, load<f32>(at) + x);
					}
				}
				source += <usize>outChannels << 2;
			}
		}
	}

	for (let tapColour = 0; tapColour < 9 * COLOURS; tapColour++) {
		const block = dTable + <usize>(tapColour * VALUES) * rowBytes;
		for (let k = 0; k < wordLength; k++) {
			const row = <usize>((tapColour * wordLength + k) * outChannels) << 2;
			for (let o = 0; o < outChannels; o++) {
				const plus = load<f32>(weights + row + (<usize>o << 2)) >= 0;
				store<f32>(signed + (<usize>o << 2), plus ? 1 : -1);
			}
			for (let o = 0; o < outChannels; o += 4) {
				let sum = f32x4.splat(0);
				for (let value = 0; value < VALUES; value++) {
					const level = load<f32>(levels + (<usize>(value * wordLength + k) << 2));
					if (level === 0) continue;
					const d = v128.load(block + <usize>value * rowBytes + (<usize>o << 2));
					sum = f32x4.add(sum, f32x4.mul(f32x4.splat(level), d));
				}
				if (o + 4 <= outChannels) v128.store(dw + row + (<usize>o << 2), sum);
				else
					for (let i = 0; i < outChannels - o; i++) {
						store<f32>(dw + row + (<usize>(o + i) << 2), f32x4.extract_lane(sum, 0));
						sum = v128.shuffle<f32>(sum, sum, 1, 2, 3, 0);
					}
			}
			for (let value = 0; value < VALUES; value++) {
				let sum = f32x4.splat(0);
				for (let o = 0; o < padded; o += 4)
					sum = f32x4.add(
						sum,
						f32x4.mul(
							v128.load(block + <usize>value * rowBytes + (<usize>o << 2)),
							v128.load(signed + (<usize>o << 2))
						)
					);
				const at = dLevels + (<usize>(value * wordLength + k) << 2);
				const total =
					f32x4.extract_lane(sum, 0) +
					f32x4.extract_lane(sum, 1) +
					(f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3));
				store<f32>(at, load<f32>(at) + total);
			}
		}
	}
}
