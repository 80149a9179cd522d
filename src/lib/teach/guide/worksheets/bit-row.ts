/** The row that is summed in bits on the slides and on the handout of chapter 2. Chosen so that every kind of pair occurs. */
export const BIT_LEVELS: readonly number[] = [0, 3, 1, 2, 3, 0, 2, 1, 3];
export const BIT_SIGNS: readonly number[] = [1, 1, -1, 1, -1, -1, 1, 1, -1];
/** Weights whose best scale is asked for. */
export const WEIGHTS: readonly number[] = [0.4, -0.1, 0.3, -0.6, 0.2, 0.5, -0.2, 0.1, -0.3];
