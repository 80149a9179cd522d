/** Whose turn it is in a race of several runs on few cores. Pure. */

/** Optimizer steps of one turn: a fraction of a second, so that no run gets visibly ahead. */
export const TURN_STEPS = 10;

export interface Racer {
	readonly step: number;
	/** waiting: may take a turn; running: is taking one; out: finished, diverged or lost. */
	readonly state: 'waiting' | 'running' | 'out';
}

/**
 * Indices of the racers that start a turn now: those who are farthest behind, as many as there are free places.
 * @param places runs that may train at the same time, 1 or more
 */
export function nextTurns(racers: readonly Racer[], places: number): number[] {
	const free = places - racers.filter(({ state }) => state === 'running').length;
	return racers
		.map((racer, index) => ({ ...racer, index }))
		.filter(({ state }) => state === 'waiting')
		.toSorted((a, b) => a.step - b.step || a.index - b.index)
		.slice(0, Math.max(0, free))
		.map(({ index }) => index);
}
