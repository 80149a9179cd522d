/**
 * One fresh worker's part of a timing: check, warm up, then rounds in which every contestant is timed once, each round beginning
 * with another one. Who makes the contestants' work is handed in, so that a test can.
 */
import type { Repeatable } from '../repeatable.ts';
import type { FromTiming } from './protocol.ts';
import { takeSample, warmUp, type SamplingClock } from './sampling.ts';

export interface TimingPlan {
	readonly contestants: readonly string[];
	readonly rounds: number;
}

/** Makes and remakes the work of a contestant. */
export interface WorkMaker {
	/**
	 * @returns the work, warmed as far as making it goes, or why there is none, in words
	 */
	make(contestant: string): Promise<Repeatable | { readonly missing: string }>;
}

interface Racer {
	readonly id: string;
	work: Repeatable | null;
	times: number;
	/** Devices lost in a row; a contestant that loses another one each time is given up. */
	losses: number;
}

const MOST_LOSSES = 3;

export async function runTiming(
	plan: TimingPlan,
	maker: WorkMaker,
	clock: SamplingClock,
	say: (message: FromTiming) => void
): Promise<void> {
	const racers: Racer[] = plan.contestants.map((id) => ({ id, work: null, times: 1, losses: 0 }));
	for (const racer of racers) await open(racer, maker, clock, say);
	for (let round = 0; round < plan.rounds; round++) {
		for (let turn = 0; turn < racers.length; turn++) {
			const racer = racers[(round + turn) % racers.length];
			if (racer.work) await time(racer, racer.work, round, { maker, clock, say });
		}
		say({ type: 'round', round });
	}
	for (const { work } of racers) work?.dispose();
}

async function open(
	racer: Racer,
	maker: WorkMaker,
	clock: SamplingClock,
	say: (message: FromTiming) => void
): Promise<void> {
	const { id: contestant } = racer;
	try {
		const made = await maker.make(contestant);
		if ('missing' in made) {
			say({ type: 'absent', contestant, reason: made.missing });
			return;
		}
		racer.times = await warmUp(made, clock);
		racer.work = made;
		say({ type: 'ready', contestant, contains: made.contains, repetitions: racer.times });
	} catch (error) {
		say({ type: 'absent', contestant, reason: (error as Error).message });
	}
}

async function time(
	racer: Racer,
	work: Repeatable,
	round: number,
	{ maker, clock, say }: { maker: WorkMaker; clock: SamplingClock; say: (message: FromTiming) => void }
): Promise<void> {
	const { id: contestant } = racer;
	try {
		const { ms, dropped } = await takeSample(work, racer.times, clock);
		if (ms === null) say({ type: 'dropped', contestant, round, reason: dropped });
		else say({ type: 'sample', contestant, round, ms });
		racer.losses = 0;
	} catch (error) {
		// A graphics context that was taken away: the sample is worth nothing, and the engine is made anew.
		say({ type: 'dropped', contestant, round, reason: (error as Error).message });
		work.dispose();
		racer.work = null;
		if (++racer.losses < MOST_LOSSES) await open(racer, maker, clock, say);
		else
			say({
				type: 'absent',
				contestant,
				reason: `given up after ${MOST_LOSSES} failures in a row: ${(error as Error).message}`
			});
	}
}
