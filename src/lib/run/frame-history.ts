/** Table frames of a run, thinned so that a long run takes no more memory than a short one. Pure. */
import type { TableFrame } from '#lib/core/table-history.ts';

/** Enough for a scrubber a thousand pixels wide to move five pixels a frame. */
export const MAX_FRAMES = 200;

/**
 * The history with one more frame. A frame of the same step replaces the old one; past `limit`, the inner frame whose
 * neighbours lie closest together goes, so that the first and last stay and the rest spread evenly over the steps.
 * @throws RangeError when the frame is older than the last one
 */
export function withFrame(
	frames: readonly TableFrame[],
	frame: TableFrame,
	limit: number = MAX_FRAMES
): readonly TableFrame[] {
	const last = frames[frames.length - 1];
	if (last && frame.step < last.step)
		throw new RangeError(`frames come in order: step ${frame.step} after step ${last.step}`);
	const next = last?.step === frame.step ? [...frames.slice(0, -1), frame] : [...frames, frame];
	if (next.length <= Math.max(limit, 2)) return next;
	let closest = 1;
	for (let i = 2; i < next.length - 1; i++) {
		const gap = next[i + 1].step - next[i - 1].step;
		if (gap < next[closest + 1].step - next[closest - 1].step) closest = i;
	}
	return next.toSpliced(closest, 1);
}
