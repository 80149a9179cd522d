/** How fine the clock is: browsers round it on purpose, to 5 microseconds or to a whole millisecond. */

/** Ticks that are looked at; the finest of them counts. */
const TICKS = 12;

/** Readings after which a clock is held to stand still. */
const PATIENCE_READINGS = 5_000_000;

/**
 * Smallest step of a clock, found by reading it until it moves.
 * @param now milliseconds
 * @returns milliseconds, above 0
 * @throws Error when the clock never moves
 */
export function clockResolution(now: () => number): number {
	let finest = Infinity;
	let last = now();
	for (let tick = 0, readings = 0; tick < TICKS; readings++) {
		if (readings > PATIENCE_READINGS) throw new Error('the clock does not move');
		const read = now();
		if (read === last) continue;
		finest = Math.min(finest, read - last);
		last = read;
		tick++;
	}
	return finest;
}
