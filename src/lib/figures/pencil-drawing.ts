/** A curve under the reader's pencil: one value for each of a few places along the axis. Pure. */

const LEAST = 0;
const MOST = 100;

const kept = (value: number): number => Math.min(Math.max(Math.round(value), LEAST), MOST);

/** The drawing with one value changed; values are whole, 0..100. */
export const withValue = (drawing: readonly number[], index: number, value: number): number[] =>
	drawing.with(index, kept(value));

/** Index of the place nearest to x. */
export function nearestPlace(places: readonly number[], x: number): number {
	return places.reduce((best, place, i) => (Math.abs(place - x) < Math.abs(places[best] - x) ? i : best), 0);
}

/**
 * The drawing after the pencil went from one point to another in one stroke: every place that it passed gets the height at
 * which it passed, however few of the stroke's points the browser reported.
 */
export function withStroke(
	drawing: readonly number[],
	places: readonly number[],
	from: { readonly x: number; readonly value: number },
	to: { readonly x: number; readonly value: number }
): number[] {
	const [low, high] = from.x <= to.x ? [from, to] : [to, from];
	const passed = drawing.map((value, i) => {
		const place = places[i];
		if (place < low.x || place > high.x || low.x === high.x) return value;
		const share = (place - low.x) / (high.x - low.x);
		return kept(low.value + share * (high.value - low.value));
	});
	return withValue(passed, nearestPlace(places, to.x), to.value);
}

/** What a key does to the pencil: a new place, a new value, or nothing (null). */
export function keyStroke(
	key: string,
	index: number,
	drawing: readonly number[]
): { readonly index: number; readonly drawing: readonly number[] } | null {
	const to = (value: number) => ({ index, drawing: withValue(drawing, index, value) });
	const at = (place: number) => ({ index: Math.min(Math.max(place, 0), drawing.length - 1), drawing });
	switch (key) {
		case 'ArrowUp':
			return to(drawing[index] + 1);
		case 'ArrowDown':
			return to(drawing[index] - 1);
		case 'PageUp':
			return to(drawing[index] + 10);
		case 'PageDown':
			return to(drawing[index] - 10);
		case 'Home':
			return to(LEAST);
		case 'End':
			return to(MOST);
		case 'ArrowLeft':
			return at(index - 1);
		case 'ArrowRight':
			return at(index + 1);
		default:
			return null;
	}
}
