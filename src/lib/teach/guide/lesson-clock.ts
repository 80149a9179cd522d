/** The running clock of a lesson's plan: each step is told when it begins, in either length. */
import { getContext, setContext } from 'svelte';

const KEY = Symbol('lesson clock');

interface Clock {
	short: number;
	long: number;
}
export interface Span {
	readonly from: number;
	readonly to: number;
}
export interface StepTimes {
	/** Null where the short lesson leaves the step out. */
	readonly short: Span | null;
	readonly long: Span;
}

export const startClock = (): void => void setContext<Clock>(KEY, { short: 0, long: 0 });

/** Moves the clock on by a step of so many minutes. */
export function passStep(short: number, long: number): StepTimes {
	const clock = getContext<Clock | undefined>(KEY);
	if (!clock) throw new RangeError('a step stands in a plan');
	const times = {
		short: short > 0 ? { from: clock.short, to: clock.short + short } : null,
		long: { from: clock.long, to: clock.long + long }
	};
	clock.short += short;
	clock.long += long;
	return times;
}
