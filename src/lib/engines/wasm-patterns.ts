/**
 * Signs as patterns of four, for the kernels that look sums up (src/kernels/infer-sums.ts): bit s is set where the level in
 * slot s of a byte counts positively.
 */
import { THRESHOLDS } from '#lib/core/integer-network.ts';
import { KERNEL_SIZE, type ConvShape } from '#lib/core/network.ts';
import { BLOCK, blocksOf, channelAt, pixelBytes, SLOTS } from './wasm-levels.ts';

const TAPS = KERNEL_SIZE * KERNEL_SIZE;

/** Bytes of input whose sums fit into a byte: each spans 12. */
const RUN = 20;

/** Bytes of the sums that stand for one byte of input. */
const SUMS_BYTES = 16;

/** Positions that a row of sums has room for past the picture's end, since four are computed together. */
const SPARE = 3;

export interface SignPatterns {
	/** [blocks][runs][1 + bytes of input of the run][32]: the run's starts, then patterns. */
	readonly patterns: Uint8Array;
	/** [channels]: all of a channel's starts together. */
	readonly starts: Int32Array;
	/** Bytes of input of each run. */
	readonly runs: readonly number[];
}

/** So many bytes of input in as few runs as there can be, of about one length. */
function runsOf(bytes: number): number[] {
	const count = Math.ceil(bytes / RUN);
	return Array.from(
		{ length: count },
		(_, i) => Math.floor(((i + 1) * bytes) / count) - Math.floor((i * bytes) / count)
	);
}

/** The pattern of one byte of input for one channel, and how many of its signs are negative. */
function patternOf(
	signs: Int8Array,
	{ inChannels, outChannels }: ConvShape,
	tap: number,
	byte: number,
	channel: number
): { readonly pattern: number; readonly negative: number } {
	let pattern = 0;
	let negative = 0;
	for (let slot = 0; slot < SLOTS; slot++) {
		const input = channelAt(byte, slot);
		if (input >= inChannels) continue;
		if (signs[(tap * inChannels + input) * outChannels + channel] > 0) pattern |= 1 << slot;
		else negative++;
	}
	return { pattern, negative };
}

/** @param signs [3, 3, inChannels, outChannels] */
export function signPatterns(signs: Int8Array, shape: ConvShape): SignPatterns {
	const { inChannels, outChannels } = shape;
	const bytes = pixelBytes(inChannels);
	const runs = runsOf(TAPS * bytes);
	const perBlock = (runs.length + TAPS * bytes) * BLOCK;
	const patterns = new Uint8Array(blocksOf(outChannels) * perBlock);
	const starts = new Int32Array(outChannels);
	for (let channel = 0; channel < outChannels; channel++) {
		let at = Math.floor(channel / BLOCK) * perBlock + (channel % BLOCK);
		let input = 0;
		for (const length of runs) {
			const startAt = at;
			let negatives = 0;
			for (let i = 0; i < length; i++, input++) {
				at += BLOCK;
				const tap = Math.floor(input / bytes);
				const { pattern, negative } = patternOf(signs, shape, tap, input % bytes, channel);
				patterns[at] = pattern;
				negatives += negative;
			}
			at += BLOCK;
			patterns[startAt] = THRESHOLDS * negatives;
			starts[channel] += THRESHOLDS * negatives;
		}
	}
	return { patterns, starts, runs };
}

/** Bytes of one row of one byte's sums: of every position, or of every second one where the stride is 2. */
const columnBytes = ({ inWidth, stride }: ConvShape): number =>
	(Math.ceil((inWidth + 2) / stride) + SPARE) * SUMS_BYTES;

/** Bytes of the sums of one row of the input, border included. */
export const sumsRowBytes = (shape: ConvShape): number =>
	pixelBytes(shape.inChannels) * shape.stride * columnBytes(shape);

/**
 * Where the sums of every byte of input lie from those of its position, tap after tap: rows of sums are
 * [byte of a pixel][x % stride][x / stride].
 * @returns [9 * bytes of a pixel]
 */
export function sumsOffsets(shape: ConvShape): number[] {
	const { stride, inChannels } = shape;
	const bytes = pixelBytes(inChannels);
	const columns = columnBytes(shape);
	return Array.from({ length: TAPS * bytes }, (_, input) => {
		const tap = Math.floor(input / bytes);
		const ky = Math.floor(tap / KERNEL_SIZE);
		const kx = tap % KERNEL_SIZE;
		const column = (input % bytes) * stride + (kx % stride);
		return ky * sumsRowBytes(shape) + column * columns + Math.floor(kx / stride) * SUMS_BYTES;
	});
}

/** Classes of a vector. */
export const CLASSES = 16;

/**
 * The last layer's.
 * @param dense [pixels, channels, classes]
 * @returns [vectors of 16 classes, pixels, bytes of a pixel, 16]
 */
export function densePatterns(dense: Int8Array, channels: number, classes: number): Uint8Array {
	const bytes = pixelBytes(channels);
	const pixels = dense.length / classes / channels;
	const patterns = new Uint8Array(Math.ceil(classes / CLASSES) * pixels * bytes * CLASSES);
	for (let pixel = 0; pixel < pixels; pixel++)
		for (let byte = 0; byte < bytes; byte++)
			for (let slot = 0; slot < SLOTS; slot++) {
				const channel = channelAt(byte, slot);
				if (channel >= channels) continue;
				for (let c = 0; c < classes; c++) {
					if (dense[(pixel * channels + channel) * classes + c] < 0) continue;
					const row = (Math.floor(c / CLASSES) * pixels + pixel) * bytes + byte;
					patterns[row * CLASSES + (c % CLASSES)] |= 1 << slot;
				}
			}
	return patterns;
}
