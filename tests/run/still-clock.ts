/** A clock that stands until a test moves it, for any number of watchdogs. */
import type { WatchdogClock } from '#lib/run/watchdog.ts';

export interface StillClock {
	readonly clock: Required<WatchdogClock>;
	/** Time passes, looked at every half second. */
	readonly wait: (ms: number) => void;
	/** How many look at it. */
	readonly watched: () => number;
}

export function stillClock(): StillClock {
	let now = 0;
	const looks = new Set<() => void>();
	return {
		clock: {
			now: () => now,
			every: (look) => {
				looks.add(look);
				return () => looks.delete(look);
			}
		},
		wait(ms) {
			for (const end = now + ms; now < end;) {
				now += 500;
				for (const look of [...looks]) look();
			}
		},
		watched: () => looks.size
	};
}
