/** How a run's rates change over its steps, and the usual rate of a table: what every run has in common. */
import type { Encoding } from './encoding.ts';

/**
 * The table's usual share of the run: it learns, then stands still while the weights settle on its words. A table that moves to
 * the end pulls the code away under the weights: materials in the dark, 1,000 steps, seeds 1 to 4, validation split: 80.3 % with
 * seeds from 72.6 to 83.6 when it never stops, 82.4 % (81.4 to 83.2) when it stops at 0.4, 81.5 at 0.3, 81.6 at 0.5, 82.1 at 0.6.
 */
export const TABLE_SHARE = 0.4;

/** Steps of linear warm-up at the start of the schedule (METHOD 2). */
export const WARM_UP_STEPS = 50;

/** The rates METHOD 2 found: a table that starts naive has farther to go. */
export function usualTableLearningRate(encoding: Encoding): number {
	return encoding.kind === 'pixel-embedding' && encoding.init === 'dither' ? 0.01 : 0.03;
}
