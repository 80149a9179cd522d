/** What a timing harness repeats: one piece of work on one engine, everything that is not timed already done. */

/** Which part of a network the work is: all of it, or the first convolution block alone, from pictures to its levels or values. */
export type TimedPart = 'whole' | 'first-layer';

/** How an integer engine computes the first layer: from tables of partial sums, or from packed words by xor and popcount. */
export type FirstLayerForm = 'table' | 'popcount';

export interface Repeatable {
	/**
	 * Do the work `times` times over the same pictures, and resolve when the last is complete: on a GPU, when its results could
	 * be read.
	 * @throws Error when the device was lost meanwhile
	 */
	repeat(times: number): Promise<void>;
	/** What one repetition contains, in words for the page: what is packed, uploaded or read back inside the timed region. */
	readonly contains: string;
	/** Give everything back. */
	dispose(): void;
}
