/** The numbers that the figures of "The first-layer problem" are drawn from, handed over by the page when it is built. */
import { page } from '$app/state';
import type { StudyExtract } from '#lib/run/study-curves.ts';

export interface FirstLayerFigures {
	readonly bright: StudyExtract;
	readonly dark: StudyExtract;
	/** How many of the test pictures are left different by two-bit rounding. */
	readonly lost: {
		readonly count: number;
		readonly distinctBright: number;
		readonly distinctDark: number;
		/** Pictures in the largest group that is one picture in the dark. */
		readonly largest: number;
		/** The most of them that any network on two bits can name. */
		readonly mostRight: number;
		/** One of each material out of that group. */
		readonly examples: readonly number[];
	};
	/** Shares of the values of all test pictures on each of the four levels. */
	readonly levels: { readonly bright: readonly number[]; readonly dark: readonly number[] };
}

/**
 * @throws TypeError on a page that was built without them
 */
export function firstLayerFigures(): FirstLayerFigures {
	const { figures } = page.data as { figures?: { firstLayer?: FirstLayerFigures } };
	if (!figures?.firstLayer)
		throw new TypeError('this figure stands on a page that was built without its numbers');
	return figures.firstLayer;
}
