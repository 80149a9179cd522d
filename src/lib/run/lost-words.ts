/** What the reader is told of a training worker that was lost, and of what became of its run. */

/** Workers that a run may lose in a row without getting further: one that cannot is given up. */
export const MOST_LOST = 2;

const minutes = (ms: number): string => (ms === 60_000 ? 'a minute' : `${ms / 60_000} minutes`);

/** @param startMs that a start was given, in whole minutes */
export const givenUp = (during: 'start' | 'work', startMs: number): string =>
	during === 'start'
		? `The training worker did not start within ${minutes(startMs)}.`
		: 'The training worker no longer answered.';

/** What somebody else's code says of its failure, as a sentence. */
export const sentence = (reason: string): string => (/[.!?]$/.test(reason) ? reason : `${reason}.`);

/**
 * @param step that the run had reached
 * @param checkpoint the step of its last checkpoint; null where it had none yet
 */
export function mended(reason: string, step: number, checkpoint: number | null): string {
	const why = sentence(reason);
	if (checkpoint !== null) return `${why} The run went on from step ${checkpoint}, its last checkpoint.`;
	return step > 0
		? `${why} It had no checkpoint yet, so the run began again at step 0.`
		: `${why} A second one was started.`;
}

export const ended = (reason: string): string => `${sentence(reason)} What the run has found is still here.`;
