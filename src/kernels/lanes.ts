/**
 * Moves tensors between tfjs's order [image, position, channel] and lane order [position, channel, image], in which one
 * vector holds the same number of several images. The low-bit kernels add vectors of images, so that one pattern of weight
 * signs serves all of them, whatever the picture's size, border or stride.
 */

/** Images in one block of 16-bit lanes: four vectors of eight. */
export const SHORT_LANES: i32 = 32;

/** Images in one block of float lanes: four vectors of four. */
export const FLOAT_LANES: i32 = 16;

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
	const imageBytes: usize = (<usize>positions * channels) << 2;
	const lanes = min(SHORT_LANES, images - first);
	const start = from + <usize>first * imageBytes;
	if (lanes < SHORT_LANES || paddedChannels !== channels)
		memory.fill(to, 0, (<usize>positions * paddedChannels * SHORT_LANES) << 1);
	for (let p = 0; p < positions; p++) {
		for (let c = 0; c < channels; c++) {
			let source = start + ((<usize>p * channels + c) << 2);
			const target = to + ((<usize>p * paddedChannels + c) << 6);
			for (let lane = 0; lane < lanes; lane++) {
				store<i16>(target + ((<usize>lane) << 1), <i16>load<f32>(source));
				source += imageBytes;
			}
		}
	}
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
	const imageBytes: usize = (<usize>positions * channels) << 2;
	const lanes = min(FLOAT_LANES, images - first);
	const start = from + <usize>first * imageBytes;
	if (lanes < FLOAT_LANES || paddedChannels !== channels)
		memory.fill(to, 0, (<usize>positions * paddedChannels * FLOAT_LANES) << 2);
	for (let p = 0; p < positions; p++) {
		for (let c = 0; c < channels; c++) {
			let source = start + ((<usize>p * channels + c) << 2);
			const target = to + ((<usize>p * paddedChannels + c) << 6);
			for (let lane = 0; lane < lanes; lane++) {
				store<f32>(target + ((<usize>lane) << 2), load<f32>(source));
				source += imageBytes;
			}
		}
	}
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
	const imageBytes: usize = (<usize>positions * channels) << 2;
	const lanes = min(SHORT_LANES, images - first);
	const start = to + <usize>first * imageBytes;
	const numbers = positions * channels;
	for (let n = 0; n < numbers; n++) {
		const source = from + ((<usize>n) << 6);
		let target = start + ((<usize>n) << 2);
		for (let lane = 0; lane < lanes; lane++) {
			store<f32>(target, <f32>load<i16>(source + ((<usize>lane) << 1)));
			target += imageBytes;
		}
	}
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
	const imageBytes: usize = (<usize>positions * channels) << 2;
	const lanes = min(FLOAT_LANES, images - first);
	const start = to + <usize>first * imageBytes;
	const numbers = positions * channels;
	for (let n = 0; n < numbers; n++) {
		const source = from + ((<usize>n) << 6);
		let target = start + ((<usize>n) << 2);
		for (let lane = 0; lane < lanes; lane++) {
			store<f32>(target, load<f32>(source + ((<usize>lane) << 2)));
			target += imageBytes;
		}
	}
}
