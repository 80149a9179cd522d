/** The steps in which a window's sum comes out of its bits, and what is known after each. Pure. */
import type { Words } from '#lib/language/language.ts';
import { TAPS, type Filter, type Place } from './few-bit-convolution.ts';

/** Steps 0, 1, 2 show window, signs, planes; then each lane of plane 0, of plane 1, the sum, and the scale. */
export const FIRST_LANE_STEP = 3;
export const SUM_STEP = FIRST_LANE_STEP + 2 * TAPS;
export const SCALE_STEP = SUM_STEP + 1;
export const STEPS = SCALE_STEP + 1;

export interface Progress {
	/** The signs' row of bits is written. */
	readonly signs: boolean;
	/** The planes' rows are written. */
	readonly planes: boolean;
	/** Lanes compared so far in each plane. */
	readonly compared: readonly [number, number];
	/** Plane and lane at hand, or null. */
	readonly current: { readonly plane: 0 | 1; readonly lane: number } | null;
	readonly sum: boolean;
	readonly scale: boolean;
}

/** @throws RangeError for a step that does not exist */
export function progressAt(step: number): Progress {
	if (!Number.isInteger(step) || step < 0 || step >= STEPS)
		throw new RangeError(`step must be a whole number 0..${STEPS - 1}, got ${step}`);
	const lanes = Math.min(Math.max(step - FIRST_LANE_STEP + 1, 0), 2 * TAPS);
	const compared = [Math.min(lanes, TAPS), Math.max(lanes - TAPS, 0)] as const;
	const at = step - FIRST_LANE_STEP;
	return {
		signs: step >= 1,
		planes: step >= 2,
		compared,
		current: at >= 0 && at < 2 * TAPS ? { plane: at < TAPS ? 0 : 1, lane: at % TAPS } : null,
		sum: step >= SUM_STEP,
		scale: step >= SCALE_STEP
	};
}

/** Ones among the first `lanes` lanes in which a plane differs from the signs. */
export function differingSoFar({ planes }: Place, { signs }: Filter, plane: number, lanes: number): number {
	let count = 0;
	for (let lane = 0; lane < lanes; lane++) if (planes[plane][lane] !== (signs[lane] > 0 ? 1 : 0)) count++;
	return count;
}

const minus = (text: string): string => text.replaceAll('-', '−');

/** The step in a sentence. */
export function sentenceAt(step: number, place: Place, filter: Filter, { t, fixed }: Words): string {
	const { current } = progressAt(step);
	const { ones, differing, sum } = place.dot;
	if (step === 0) return t('Nine levels under the window, nine signs of the filter.');
	if (step === 1) return t('The signs as bits, plus is 1: this is W. It has {ones} ones.', { ones });
	if (step === 2)
		return t('The levels as bits: the ones that count once are A0, the ones that count twice A1.');
	if (current) {
		const { plane, lane } = current;
		const sign = filter.signs[lane] > 0 ? 1 : 0;
		const bit = place.planes[plane][lane];
		const count = differingSoFar(place, filter, plane, lane + 1);
		const values = { plane, lane: lane + 1, bit, sign, count };
		return bit === sign
			? t('A{plane}, lane {lane}: {bit} and {sign} agree. Counted so far: {count}.', values)
			: t('A{plane}, lane {lane}: {bit} and {sign} differ. Counted so far: {count}.', values);
	}
	if (step === SUM_STEP)
		return minus(
			t('3 times {ones}, minus {first}, minus 2 times {second}: the sum is {sum}.', {
				ones,
				first: differing[0],
				second: differing[1],
				sum
			})
		);
	return minus(
		t('One multiplication: {sum} times {scale} is {bits}. In float it was {float}.', {
			sum,
			scale: fixed(filter.scale / 3, 3),
			bits: fixed(place.lowBit, 2),
			float: fixed(place.float, 2)
		})
	);
}
