/**
 * Times one piece of work so that what does not belong to it cancels.
 *
 * A sample is the slope between K and 2 K repetitions: starting, waiting for a GPU and reading the clock are in both, so their
 * difference holds K repetitions and nothing else. K is chosen so that K repetitions take much longer than the clock's step.
 */
import type { Repeatable } from '../repeatable.ts';

export interface SamplingClock {
	/** Milliseconds. */
	now(): number;
	/** The clock's smallest step, milliseconds. */
	readonly resolution: number;
	/** Let messages in, such as that the page was hidden. */
	breathe(): Promise<void>;
	/** Whether the page was hidden since the last call, or is. */
	wasHidden(): boolean;
}

/** Shortest stretch that is timed, milliseconds: a hiccup of the machine is then a small part of it. */
const SHORTEST_MS = 24;

/** The stretch is at least so many of the clock's steps, so that its rounding is below a percent. */
const CLOCK_STEPS = 100;

/** Work runs so long before it is first timed: the compiler's second tier and a GPU's clock need it (ENGINES). */
const WARM_UP_MS = 300;

/** Repetitions are not counted up beyond this; work faster than a microsecond is none. */
const MOST_REPETITIONS = 1 << 16;

export type Sample =
	| {
			/** Milliseconds of one repetition. */
			readonly ms: number;
			readonly dropped: null;
	  }
	| {
			readonly ms: null;
			/** Why the sample was thrown away, in words for the reader. */
			readonly dropped: string;
	  };

const elapsed = async (work: Repeatable, times: number, clock: SamplingClock): Promise<number> => {
	const started = clock.now();
	await work.repeat(times);
	return clock.now() - started;
};

/**
 * Run the work until it is warm, and find out how often it must be repeated.
 * @returns K
 * @throws Error when the work does
 */
export async function warmUp(work: Repeatable, clock: SamplingClock): Promise<number> {
	const stretch = Math.max(SHORTEST_MS, CLOCK_STEPS * clock.resolution);
	const started = clock.now();
	let times = 1;
	for (;;) {
		const ms = await elapsed(work, times, clock);
		await clock.breathe();
		const warm = clock.now() - started >= WARM_UP_MS;
		if (ms >= stretch && warm) return times;
		if (ms >= stretch) continue;
		if (times >= MOST_REPETITIONS) return times;
		// Twice at most: the first repetitions are slower than the later ones.
		times = Math.max(
			times + 1,
			Math.min(2 * times, Math.ceil((times * stretch) / Math.max(ms, clock.resolution)))
		);
	}
}

/**
 * One sample of warm work.
 * @param times K, as `warmUp` found it
 * @throws Error when the work does
 */
export async function takeSample(work: Repeatable, times: number, clock: SamplingClock): Promise<Sample> {
	clock.wasHidden();
	const once = await elapsed(work, times, clock);
	const twice = await elapsed(work, 2 * times, clock);
	await clock.breathe();
	if (clock.wasHidden()) return { ms: null, dropped: 'the page was hidden meanwhile' };
	const ms = (twice - once) / times;
	if (!(ms > 0))
		return { ms: null, dropped: 'the machine was busier in the shorter stretch than in the longer one' };
	return { ms, dropped: null };
}
