/**
 * Tells whether the engine has made a full garbage collection while a program runs and cannot pause: no interface says so, but weak
 * references to objects that nothing else holds are empty after one.
 *
 * Asking keeps an object alive until the next pause (ECMA-262, KeepDuringJob), so every question is asked about another object; and
 * those that shall tell of the second collection are held until the first has been seen.
 */

/** Collections that can be told apart between two pauses. */
const SETS = 8;
/** Questions for each. */
const QUESTIONS = 800;

interface WatchedSet {
	readonly refs: readonly WeakRef<object>[];
	/** What keeps the objects for now; null once they may go. */
	kept: readonly object[] | null;
}

function watched(): WatchedSet {
	const kept = Array.from({ length: QUESTIONS }, () => ({}));
	return { refs: kept.map((each) => new WeakRef(each)), kept };
}

export class Collections {
	#sets: WatchedSet[] = [];
	#asked = 0;

	/** Begins anew. What is made here can tell something only after the code has come to a pause. */
	arm(): void {
		const fresh = this.#sets.length === SETS && this.#asked === 0;
		if (fresh) return;
		this.#sets = Array.from({ length: SETS }, watched);
		this.#sets[0].kept = null;
		this.#asked = 0;
	}

	/** Whether there was one since it last said so; false as well when it has been asked too often between two pauses. */
	happened(): boolean {
		const [set] = this.#sets;
		const ref = set?.refs[this.#asked];
		if (!ref) return false;
		this.#asked++;
		if (ref.deref() !== undefined) return false;
		this.#sets.shift();
		this.#asked = 0;
		if (this.#sets[0]) this.#sets[0].kept = null;
		return true;
	}
}
