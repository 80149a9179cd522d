/**
 * One cell of an integer network, taken apart: the levels and signs whose products make its accumulator. It computes nothing that
 * the reference engine does not; it keeps the terms instead of adding them.
 */
import type { IntegerConv } from '#lib/core/integer-network.ts';
import { KERNEL_SIZE, type ConvShape } from '#lib/core/network.ts';

/** The terms that one place of the input gives: level times sign, channel by channel. */
export interface TermRow {
	readonly y: number;
	readonly x: number;
	/** Whether the place is in the input; outside, every level is 0. */
	readonly inside: boolean;
	/** [inChannels], 0..3. */
	readonly levels: Uint8Array;
	/** [inChannels], +1 or -1. */
	readonly signs: Int8Array;
}

/** Every `step`th number from `start`. */
function strided(values: Int8Array, start: number, step: number, count: number): Int8Array {
	return Int8Array.from({ length: count }, (_, i) => values[start + i * step]);
}

/**
 * The nine rows of a convolution's accumulator, in the order of the window.
 * @param input levels [inHeight, inWidth, inChannels]
 * @param y, x of the convolution's output, before the max-pool
 */
export function convTerms(
	input: Uint8Array,
	{ signs }: Pick<IntegerConv, 'signs'>,
	{ inHeight, inWidth, inChannels, outChannels, stride }: ConvShape,
	{ channel, y, x }: { readonly channel: number; readonly y: number; readonly x: number }
): TermRow[] {
	return Array.from({ length: KERNEL_SIZE * KERNEL_SIZE }, (_, tap): TermRow => {
		const atY = y * stride + Math.floor(tap / KERNEL_SIZE) - 1;
		const atX = x * stride + (tap % KERNEL_SIZE) - 1;
		const inside = atY >= 0 && atY < inHeight && atX >= 0 && atX < inWidth;
		const from = (atY * inWidth + atX) * inChannels;
		return {
			y: atY,
			x: atX,
			inside,
			levels: inside ? input.slice(from, from + inChannels) : new Uint8Array(inChannels),
			signs: strided(signs, tap * inChannels * outChannels + channel, outChannels, inChannels)
		};
	});
}

/**
 * The rows of one class's logit, one for each place of the last convolution's output.
 * @param input levels [height, width, channels]
 * @param dense signs [height * width * channels, classes]
 */
export function denseTerms(
	input: Uint8Array,
	dense: Int8Array,
	{ width, channels }: { readonly width: number; readonly channels: number },
	{ classes, of }: { readonly classes: number; readonly of: number }
): TermRow[] {
	return Array.from({ length: input.length / channels }, (_, place): TermRow => {
		const from = place * channels;
		return {
			y: Math.floor(place / width),
			x: place % width,
			inside: true,
			levels: input.slice(from, from + channels),
			signs: strided(dense, from * classes + of, classes, channels)
		};
	});
}

/** Level times sign of every term, and what they add up to. */
export function sumOfTerms(rows: readonly TermRow[]): { plus: number; minus: number; sum: number } {
	let plus = 0;
	let minus = 0;
	for (const { levels, signs } of rows)
		levels.forEach((level, i) => {
			if (signs[i] > 0) plus += level;
			else minus += level;
		});
	return { plus, minus, sum: plus - minus };
}
