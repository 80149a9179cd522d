/** What the figures of "Integers only" need of trained networks: worked out while the site is built (src/routes/[chapter]). */
import { page } from '$app/state';
import type { LayerEquality } from '#lib/engines/layer-equality.ts';

/** One channel of a low-bit convolution before it is folded. */
export interface FoldedChannel {
	/** Batch norm: over whole-number sums. */
	readonly gamma: number;
	readonly beta: number;
	readonly mean: number;
	readonly variance: number;
	/** What one unit of the sum is worth: mean weight size times input step. */
	readonly scale: number;
	readonly thresholds: readonly number[];
	/** The layer's largest sum. */
	readonly largest: number;
	/** How often each sum occurs over some test pictures: [sum, count] pairs. */
	readonly sums: readonly (readonly [number, number])[];
}

/** Cells that differ when one number of the network is wrong; computed with the reference engine. */
export interface FaultFigures {
	readonly layers: readonly LayerEquality[];
	readonly pictures: number;
	/** Pictures that get another answer. */
	readonly answersChanged: number;
}

/** The channel of convolution 2 that is folded first: the one where the x-ray begins. */
export const FIRST_CHANNEL = 18;

/** Orders in which the float sum is added up. */
export const SUM_ORDERS = 200;

export interface IntegersFigures {
	/** static/networks/pixel-embedding.lbn, base64. */
	readonly network: string;
	/** Names of its classes. */
	readonly classNames: readonly string[];
	/** The x-ray's first picture, [32, 32, 3], base64. */
	readonly picture: string;
	/** Some channels of its convolution 2, by their number. */
	readonly channels: Readonly<Record<number, FoldedChannel>>;
	/** Channels of the whole network, those with a negative gamma, and those that have the same level whatever comes. */
	readonly channelCounts: {
		readonly total: number;
		readonly falling: number;
		readonly constant: number;
	};
	/** The 288 products of one sum of the float network, in reading order. */
	readonly products: readonly number[];
	/** Those of the sum at the same place of the integer network, each from -3 to 3. */
	readonly wholeProducts: readonly number[];
	/** How many different sums the float products give, over how many orders of seed 1. */
	readonly orders: { readonly orders: number; readonly sums: number };
	/** Bytes: of the float32 weights, of the file, and of its parts. */
	readonly sizes: Readonly<Record<'float32' | 'file' | 'table' | 'signs' | 'thresholds', number>>;
	/** Which sum that is, in words. */
	readonly productsFrom: string;
	/** The kept network's run. */
	readonly run: {
		readonly seed: number;
		readonly steps: number;
		readonly date: string;
		readonly testAccuracy: number;
		/** Test pictures whose integer answer equals the fake-quantized one. */
		readonly equal: number;
		readonly total: number;
	};
	/** What one wrong number in the first convolution does to `pictures` test pictures. */
	readonly faults: Readonly<Record<'threshold' | 'sign', FaultFigures>>;
	/** All runs of all studies whose integers were checked. */
	readonly checked: { readonly runs: number; readonly equal: number; readonly total: number };
}

/** @throws TypeError on a page that is not the chapter's */
export function integersFigures(): IntegersFigures {
	const { figures } = page.data as { figures?: { integers?: IntegersFigures } };
	if (!figures?.integers) throw new TypeError('the figures of "Integers only" are on its own page alone');
	return figures.integers;
}

/** Bytes out of base64. */
export const bytesOfBase64 = (text: string): Uint8Array =>
	Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
