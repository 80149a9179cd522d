/**
 * Signs as patterns of four, for the kernels that look sums up (src/kernels/infer-sums.ts): bit s is set where the level in
 * slot s of a byte counts positively.
 */
import { THRESHOLDS } from '#lib/core/integer-network.ts';
import { KERNEL_SIZE, type ConvShape } from '#lib/core/network.ts';
import { BLOCK, blocksOf, channelAt, pixelBytes, SLOTS } from './wasm-levels.ts';

const TAPS = KERNEL_SIZE * KERNEL_SIZE;

/** Bytes of input that the convolution takes in one step; a pixel's bytes are a multiple. */
const STEP = 4;

/** Steps whose sums fit into a byte: each of their 20 bytes of input spans 12. */
const RUN_STEPS = 5;

/** Bytes of the sums that stand for one byte of input. */
export const SUMS_BYTES = 16;

export interface SignPatterns {
	/** [blocks][runs][1 + bytes of input of the run][32]: the run's starts, then patterns. */
	readonly patterns: Uint8Array;
	/** [channels]: all of a channel's starts together. */
	readonly starts: Int32Array;
	/** Steps of each run. */
	readonly runs: readonly number[];
}

/** So many steps in as few runs as there can be, of about one length. */
function runsOf(steps: number): number[] {
	const count = Math.ceil(steps / RUN_STEPS);
	return Array.from(
		{ length: count },
		(_, i) => Math.floor(((i + 1) * steps) / count) - Math.floor((i * steps) / count)
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
	const runs = runsOf((TAPS * bytes) / STEP);
	const perBlock = (runs.length + TAPS * bytes) * BLOCK;
	const patterns = new Uint8Array(blocksOf(outChannels) * perBlock);
	const starts = new Int32Array(outChannels);
	for (let channel = 0; channel < outChannels; channel++) {
		let at = Math.floor(channel / BLOCK) * perBlock + (channel % BLOCK);
		let input = 0;
		for (const steps of runs) {
			const startAt = at;
			let negatives = 0;
			for (let i = 0; i < steps * STEP; i++, input++) {
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

/**
 * Where every step's input lies from a position's first, in bytes of sums, tap after tap.
 * @returns [9 * bytes of a pixel / 4]
 */
export function stepOffsets({ inWidth, inChannels }: ConvShape): number[] {
	const bytes = pixelBytes(inChannels);
	return Array.from({ length: (TAPS * bytes) / STEP }, (_, step) => {
		const tap = Math.floor((step * STEP) / bytes);
		const pixel = Math.floor(tap / KERNEL_SIZE) * (inWidth + 2) + (tap % KERNEL_SIZE);
		return (pixel * bytes + ((step * STEP) % bytes)) * SUMS_BYTES;
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
