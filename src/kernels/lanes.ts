/**
 * Moves tensors between tfjs's order [image, position, channel] and lane order [position, channel, image], in which one
 * vector holds the same number of several images. The low-bit kernels add vectors of images, so that one pattern of weight
 * signs serves all of them, whatever the picture's size, border or stride.
 */

/** Bytes of one number of every image of a block. */
export const LANE_BYTES: usize = 64;

/** Images in one block of 16-bit lanes: four vectors of eight. */
export const SHORT_LANES: i32 = 32;

/** Images in one block of float lanes: four vectors of four. */
export const FLOAT_LANES: i32 = 16;

/**
 * Sixteen floats, four rows of four, stored as four columns `stride` bytes apart. With `narrow`, as 16-bit whole numbers.
 */
// @ts-ignore: decorator
@inline
function storeTransposed(a: v128, b: v128, c: v128, d: v128, to: usize, stride: usize, narrow: bool): void {
	const ab02 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
	const cd02 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
	const ab13 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
	const cd13 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
	storeColumn(v128.shuffle<f32>(ab02, cd02, 0, 1, 4, 5), to, narrow);
	storeColumn(v128.shuffle<f32>(ab02, cd02, 2, 3, 6, 7), to + stride, narrow);
	storeColumn(v128.shuffle<f32>(ab13, cd13, 0, 1, 4, 5), to + stride * 2, narrow);
	storeColumn(v128.shuffle<f32>(ab13, cd13, 2, 3, 6, 7), to + stride * 3, narrow);
}

// @ts-ignore: decorator
@inline
function storeColumn(x: v128, to: usize, narrow: bool): void {
	if (narrow) {
		const whole = i32x4.trunc_sat_f32x4_s(x);
		v128.store64_lane(to, i16x8.narrow_i32x4_s(whole, whole), 0);
	} else v128.store(to, x);
}

/** Four lanes of one number as floats. */
// @ts-ignore: decorator
@inline
function loadLanes(from: usize, narrow: bool): v128 {
	return narrow
		? f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(v128.load64_zero(from)))
		: v128.load(from);
}

/** See the two exported functions; `narrow` chooses between them. */
// @ts-ignore: decorator
@inline
function toLanes(
	from: usize,
	to: usize,
	first: i32,
	images: i32,
	positions: i32,
	channels: i32,
	paddedChannels: i32,
	narrow: bool
): void {
	const imageBytes: usize = (<usize>positions * channels) << 2;
	const lanes = min(narrow ? SHORT_LANES : FLOAT_LANES, images - first);
	const laneShift: usize = narrow ? 1 : 2;
	const start = from + <usize>first * imageBytes;
	// Missing images and added channels must read as zeros.
	memory.fill(to, 0, <usize>positions * paddedChannels * LANE_BYTES);
	const wholeLanes = lanes & ~3;
	for (let p = 0; p < positions; p++) {
		let c = 0;
		for (; c + 4 <= channels; c += 4) {
			let source = start + ((<usize>p * channels + c) << 2);
			let target = to + (<usize>p * paddedChannels + c) * LANE_BYTES;
			for (let lane = 0; lane < wholeLanes; lane += 4) {
				storeTransposed(
					v128.load(source),
					v128.load(source + imageBytes),
					v128.load(source + imageBytes * 2),
					v128.load(source + imageBytes * 3),
					target,
					LANE_BYTES,
					narrow
				);
				source += imageBytes << 2;
				target += <usize>4 << laneShift;
			}
		}
		// What does not fill a block of four: the last channels of every image, and all channels of the last images.
		for (let single = 0; single < channels; single++) {
			const firstLane = single < c ? wholeLanes : 0;
			let source = start + <usize>firstLane * imageBytes + ((<usize>p * channels + single) << 2);
			const target = to + (<usize>p * paddedChannels + single) * LANE_BYTES;
			for (let lane = firstLane; lane < lanes; lane++) {
				const at = target + (<usize>lane << laneShift);
				if (narrow) store<i16>(at, <i16>load<f32>(source));
				else store<f32>(at, load<f32>(source));
				source += imageBytes;
			}
		}
	}
}

// @ts-ignore: decorator
@inline
function fromLanes(
	from: usize,
	to: usize,
	first: i32,
	images: i32,
	positions: i32,
	channels: i32,
	narrow: bool
): void {
	const imageBytes: usize = (<usize>positions * channels) << 2;
	const lanes = min(narrow ? SHORT_LANES : FLOAT_LANES, images - first);
	const laneShift: usize = narrow ? 1 : 2;
	const start = to + <usize>first * imageBytes;
	const numbers = positions * channels;
	const wholeLanes = lanes & ~3;
	let n = 0;
	for (; n + 4 <= numbers; n += 4) {
		const source = from + <usize>n * LANE_BYTES;
		for (let lane = 0; lane < wholeLanes; lane += 4) {
			const at = source + (<usize>lane << laneShift);
			storeTransposed(
				loadLanes(at, narrow),
				loadLanes(at + LANE_BYTES, narrow),
				loadLanes(at + LANE_BYTES * 2, narrow),
				loadLanes(at + LANE_BYTES * 3, narrow),
				start + <usize>lane * imageBytes + (<usize>n << 2),
				imageBytes,
				false
			);
		}
	}
	for (let single = 0; single < numbers; single++) {
		const source = from + <usize>single * LANE_BYTES;
		for (let lane = single < n ? wholeLanes : 0; lane < lanes; lane++) {
			const at = source + (<usize>lane << laneShift);
			store<f32>(
				start + <usize>lane * imageBytes + (<usize>single << 2),
				narrow ? <f32>load<i16>(at) : load<f32>(at)
			);
		}
	}
}

/**
 * Whole-number floats to 16-bit lanes: to[p][c][lane] = from[first + lane][p][c]; lanes past the last image become 0.
 * `paddedChannels` is `channels` rounded up to 4; the added channels become 0.
 */
export function toShortLanes(
	from: usize,
	to: usize,
	first: i32,
	images: i32,
	positions: i32,
	channels: i32,
	paddedChannels: i32
): void {
	toLanes(from, to, first, images, positions, channels, paddedChannels, true);
}

/** Floats to float lanes: to[p][c][lane] = from[first + lane][p][c]; missing images and added channels are 0. */
export function toFloatLanes(
	from: usize,
	to: usize,
	first: i32,
	images: i32,
	positions: i32,
	channels: i32,
	paddedChannels: i32
): void {
	toLanes(from, to, first, images, positions, channels, paddedChannels, false);
}

/** 16-bit lanes back to floats: to[first + lane][p][c] = from[p][c][lane]. */
export function fromShortLanes(
	from: usize,
	to: usize,
	first: i32,
	images: i32,
	positions: i32,
	channels: i32
): void {
	fromLanes(from, to, first, images, positions, channels, true);
}

/** Float lanes back to floats: to[first + lane][p][c] = from[p][c][lane]. */
export function fromFloatLanes(
	from: usize,
	to: usize,
	first: i32,
	images: i32,
	positions: i32,
	channels: i32
): void {
	fromLanes(from, to, first, images, positions, channels, false);
}
