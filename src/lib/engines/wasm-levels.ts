/**
 * Levels and thresholds in the kernels' order (src/kernels/infer-levels.ts): blocks of 32 channels in 8 bytes, four levels of
 * two bits a byte. Absent channels are filled up with level 0.
 */
import { THRESHOLDS } from '#lib/core/integer-network.ts';

/** Channels of a block. */
export const BLOCK = 32;

/** Bytes of a block. */
export const BLOCK_BYTES = 8;

/** Levels in a byte, lowest bits first. */
export const SLOTS = 4;

export const blocksOf = (channels: number): number => Math.ceil(channels / BLOCK);

/** Bytes of a pixel. */
export const pixelBytes = (channels: number): number => blocksOf(channels) * BLOCK_BYTES;

/** What a slot adds to the channel of its byte. */
const SLOT_CHANNELS = [0, 16, 8, 24];

/** The channel in one slot of one of a pixel's bytes. */
export function channelAt(byte: number, slot: number): number {
	return Math.floor(byte / BLOCK_BYTES) * BLOCK + (byte % BLOCK_BYTES) + SLOT_CHANNELS[slot];
}

/** @returns [pixels, channels], 0..3 */
export function unpackLevels(packed: Uint8Array, channels: number): Uint8Array {
	const bytes = pixelBytes(channels);
	const pixels = packed.length / bytes;
	const levels = new Uint8Array(pixels * channels);
	for (let byte = 0; byte < bytes; byte++)
		for (let slot = 0; slot < SLOTS; slot++) {
			const channel = channelAt(byte, slot);
			if (channel >= channels) continue;
			for (let pixel = 0; pixel < pixels; pixel++)
				levels[pixel * channels + channel] = (packed[pixel * bytes + byte] >> (2 * slot)) & 3;
		}
	return levels;
}

const INT16_MIN = -32768;
const INT16_MAX = 32767;

/**
 * Thresholds for sums that start from a number of their channel's own, not from 0, each less one: kernels ask for "more than".
 * One that no sum can miss or reach after the move is clamped to the ends of int16, and stays so.
 * @param thresholds [channels, 3]
 * @param starts [channels]; start + accumulator is 0..32766
 * @returns [blocks, 3, 32]
 */
export function moveThresholds(thresholds: Int16Array, starts: Int32Array): Int16Array {
	const moved = new Int16Array(blocksOf(starts.length) * THRESHOLDS * BLOCK).fill(INT16_MAX);
	starts.forEach((start, channel) => {
		const block = Math.floor(channel / BLOCK) * THRESHOLDS;
		for (let k = 0; k < THRESHOLDS; k++) {
			const exceeded = thresholds[channel * THRESHOLDS + k] + start - 1;
			moved[(block + k) * BLOCK + (channel % BLOCK)] = Math.min(Math.max(exceeded, INT16_MIN), INT16_MAX);
		}
	});
	return moved;
}
