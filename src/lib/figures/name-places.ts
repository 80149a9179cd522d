/** Where the names of dots stand: right of them, and pushed down where a line or another name would be under them. Pure. */

export interface NamedDot {
	readonly id: string;
	/** Pixels. */
	readonly x: number;
	readonly y: number;
}

/** Height of a line of text, and how near its middle may come to a ruled line, in pixels. */
const LINE = 16;
const CLEAR = 9;
/** Where a name goes that a ruled line would strike through: above it or below it. */
const ABOVE = 10;
const BELOW = 15;

/**
 * @param dots in any order
 * @param rules heights of ruled lines
 * @param room how long a name may be, in pixels: names that start farther apart cannot meet
 * @returns heights of the names' middles, by id
 */
export function nameHeights(
	dots: readonly NamedDot[],
	rules: readonly number[],
	room: number
): ReadonlyMap<string, number> {
	const placed: NamedDot[] = [];
	for (const { id, x, y: dot } of [...dots].sort((a, b) => a.y - b.y)) {
		let y = dot;
		for (const rule of rules) if (Math.abs(y - rule) < CLEAR) y = y < rule ? rule - ABOVE : rule + BELOW;
		for (const other of placed) if (Math.abs(other.x - x) < room && y - other.y < LINE) y = other.y + LINE;
		placed.push({ id, x, y });
	}
	return new Map(placed.map(({ id, y }) => [id, y]));
}
