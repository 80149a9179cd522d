/** Learning rate over a run: linear warm-up times cosine to zero (METHOD 2). */
import { TABLE_SHARE, WARM_UP_STEPS } from '#lib/core/training-recipe.ts';
import { PI, cos } from '#lib/core/pinned-math.ts';

/**
 * Factor on the peak rate, 0..1.
 * @param step steps already taken, 0..steps - 1
 */
export function rateFactor(step: number, steps: number): number {
	return Math.min(1, (step + 1) / WARM_UP_STEPS) * 0.5 * (1 + cos((PI * step) / steps));
}

/**
 * Factor on the table's peak rate: the same shape, over the first part of the run.
 * @param step steps already taken, 0..steps - 1
 * @param share of the run during which the table learns, 0..1
 */
export function tableRateFactor(step: number, steps: number, share: number = TABLE_SHARE): number {
	const last = share * steps;
	return step < last ? rateFactor(step, last) : 0;
}
