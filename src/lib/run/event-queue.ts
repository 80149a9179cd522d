/** Events that wait for the next animation frame: a fast worker must not make the page redraw for each. */
import type { Event } from '#lib/worker/protocol.ts';

export class EventQueue {
	readonly #schedule: (flush: () => void) => void;
	readonly #apply: (events: readonly Event[]) => void;
	#waiting: Event[] = [];
	#scheduled = false;

	/** @param apply gets all that waited, in order */
	constructor(schedule: (flush: () => void) => void, apply: (events: readonly Event[]) => void) {
		this.#schedule = schedule;
		this.#apply = apply;
	}

	push(event: Event): void {
		this.#waiting.push(event);
		if (this.#scheduled) return;
		this.#scheduled = true;
		this.#schedule(() => {
			this.#scheduled = false;
			this.flush();
		});
	}

	/** Apply now what waits. */
	flush(): void {
		const events = this.#waiting;
		this.#waiting = [];
		this.#apply(events);
	}

	/** Forget what waits. */
	clear(): void {
		this.#waiting = [];
	}
}
