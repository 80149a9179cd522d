/**
 * Where a table's thresholds stand over a run, as drawing instructions: pixel values to the right, training steps downwards.
 * The part of the run in which the table stands still is drawn in less room, and says so. Pure.
 */
import type { LevelTable } from '#lib/core/encoding.ts';

/** A table at one step of a run. */
export interface WalkFrame {
	readonly step: number;
	readonly levels: Uint8Array;
}

const VALUES = 256;
/** Share of the height for the steps in which the table learns. */
const LEARNING_SHARE = 0.86;

export interface WalkScale {
	/** Vertical pixel of a training step. */
	readonly y: (step: number) => number;
	/** The step at a vertical pixel, not rounded. */
	readonly stepAt: (pixel: number) => number;
}

/**
 * Steps to pixels: most of the height for the steps up to `settled`, the rest for those after it.
 * @param steps of the whole run
 * @param settled the step from which the table stands still, 1..steps
 * @param height in pixels
 */
export function walkScale(steps: number, settled: number, height: number): WalkScale {
	if (!(settled > 0 && settled <= steps))
		throw new RangeError(`settled must be above 0 and at most ${steps}, got ${settled}`);
	const bend = settled < steps ? LEARNING_SHARE * height : height;
	return {
		y: (step) =>
			step <= settled
				? (step / settled) * bend
				: bend + ((step - settled) / (steps - settled)) * (height - bend),
		stepAt: (pixel) => {
			const within = Math.min(Math.max(pixel, 0), height);
			return within <= bend
				? (within / bend) * settled
				: settled + ((within - bend) / (height - bend)) * (steps - settled);
		}
	};
}

/** The frame that a step shows: the last one at or before it. */
export function frameAt(frames: readonly WalkFrame[], step: number): number {
	return Math.max(
		frames.findLastIndex((frame) => frame.step <= step),
		0
	);
}

/**
 * Three paths of upright strokes: the places where some entry steps to level 1, 2 and 3 or back from it, each from its frame's
 * step to the next frame's. A place that stays is one stroke, however many frames it stays.
 * @param until the step at which the last frame ends
 */
export function walkPaths(
	frames: readonly WalkFrame[],
	wordLength: LevelTable['wordLength'],
	until: number,
	width: number,
	y: WalkScale['y']
): string[] {
	const paths = ['', '', ''];
	/** Frame index at which a place was first seen, by level * 256 + value. */
	let open = new Map<number, number>();
	const close = (key: number, from: number, step: number): void => {
		const x = (((key % VALUES) * width) / VALUES).toFixed(1);
		paths[Math.floor(key / VALUES) - 1] += `M${x} ${y(from).toFixed(1)}V${y(step).toFixed(1)}`;
	};
	for (const { step, levels } of frames) {
		const next = new Map<number, number>();
		for (let value = 1; value < VALUES; value++)
			for (let k = 0; k < wordLength; k++) {
				const before = levels[(value - 1) * wordLength + k];
				const after = levels[value * wordLength + k];
				for (let level = Math.min(before, after) + 1; level <= Math.max(before, after); level++) {
					const key = level * VALUES + value;
					next.set(key, open.get(key) ?? step);
				}
			}
		for (const [key, from] of open) if (!next.has(key)) close(key, from, step);
		open = next;
	}
	for (const [key, from] of open) close(key, from, until);
	return paths;
}

/**
 * Mean levels over the run as a picture of palette indices: one row of 256 values for each of `rows` equal heights.
 * @param meansOf mean level of each value in frame i, [256], 0..3
 * @param shadeOf the palette's index for a mean
 * @returns [rows, 256]
 */
export function walkShades(
	frames: readonly WalkFrame[],
	meansOf: (frame: WalkFrame) => ArrayLike<number>,
	rows: number,
	stepOfRow: (row: number) => number,
	shadeOf: (mean: number) => number
): Uint8Array {
	const picture = new Uint8Array(rows * VALUES);
	let last = -1;
	for (let row = 0; row < rows; row++) {
		const index = frameAt(frames, stepOfRow(row));
		if (index === last) {
			picture.copyWithin(row * VALUES, (row - 1) * VALUES, row * VALUES);
			continue;
		}
		last = index;
		const means = meansOf(frames[index]);
		for (let v = 0; v < VALUES; v++) picture[row * VALUES + v] = shadeOf(means[v]);
	}
	return picture;
}
