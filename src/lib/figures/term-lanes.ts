/**
 * The terms of a sum in words of 32 lanes: where each lies, and what is drawn there in each way of looking at it. Pure;
 * TermBoard.svelte draws it.
 */

/** Lanes of a word. */
export const LANES = 32;

/** The terms of one place: level times sign, channel by channel. */
export interface Terms {
	readonly levels: Uint8Array;
	/** +1 or -1, as many. */
	readonly signs: Int8Array;
	/** Whether the place is in the picture. */
	readonly inside: boolean;
}

/** What the lanes show: products, the signs' bits, a plane of the levels, or where that plane differs from the signs. */
export type LaneView =
	| { readonly kind: 'products' }
	| { readonly kind: 'signs' }
	| { readonly kind: 'plane'; readonly plane: number }
	| { readonly kind: 'differ'; readonly plane: number };

/** One row of the board: up to 32 channels of one place. */
export interface LaneRow {
	/** Index of the place among the sum's rows. */
	readonly place: number;
	/** First channel. */
	readonly from: number;
	readonly lanes: number;
	/** What the row adds: its part of the sum, or its ones. */
	readonly count: number;
}

/** The bit that a view shows of one term; null where it shows products. */
export function bitOf(view: LaneView, level: number, sign: number): 0 | 1 | null {
	const weight = sign > 0 ? 1 : 0;
	switch (view.kind) {
		case 'products':
			return null;
		case 'signs':
			return weight;
		case 'plane':
			return ((level >> view.plane) & 1) as 0 | 1;
		case 'differ':
			return (((level >> view.plane) & 1) ^ weight) as 0 | 1;
		default:
			return view satisfies never;
	}
}

const valueOf = (view: LaneView, level: number, sign: number): number =>
	bitOf(view, level, sign) ?? level * sign;

/** The rows of the board, places one after the other. */
export function laneRows(terms: readonly Terms[], view: LaneView): LaneRow[] {
	return terms.flatMap(({ levels, signs }, place) =>
		Array.from({ length: Math.ceil(levels.length / LANES) }, (_, word): LaneRow => {
			const from = word * LANES;
			const lanes = Math.min(LANES, levels.length - from);
			let count = 0;
			for (let i = from; i < from + lanes; i++) count += valueOf(view, levels[i], signs[i]);
			return { place, from, lanes, count };
		})
	);
}

/** All rows' counts together: the sum, or the number of ones. */
export const countOf = (rows: readonly LaneRow[]): number => rows.reduce((sum, { count }) => sum + count, 0);

/** Where a term lies on the board. */
export function laneOf(
	rows: readonly LaneRow[],
	place: number,
	channel: number
): { row: number; lane: number } {
	const row = rows.findIndex((each) => each.place === place && channel < each.from + each.lanes);
	return { row, lane: channel - (rows[row]?.from ?? 0) };
}
