/**
 * How much the cells hold, as an estimate: browsers give a page no number, and end its whole tab when their memory is full.
 *
 * What is made is counted; of what was let go, the collector tells only when the code pauses. A loop that makes and drops objects
 * therefore counts as much as one that keeps them. What tells the two apart is how soon the engine collects: it does so fully when what
 * outlives its quick collections has grown much, which dropped objects do not.
 */
import type { Collections } from './collections.ts';

/** More than this is not kept by one cell. Bytes by our count, which is above the engine's. */
export const HOLD_LIMIT_BYTES = 1_000_000_000;
/** Full collections no more than this apart come from what is kept. */
const EARLY_BYTES = 1_500_000_000;
/** So many of them, and the limit has its say. */
const EARLY_COLLECTIONS = 2;
/** Once a heap was full, the engine lets it grow as large again before it collects: then the first collection is told late, and is enough. */
const WARY_BYTES = 4_000_000_000;
/** How often is looked for one. When none has come for long, what is made is dropped, and there is less hurry. */
const LOOK_BYTES = 4_000_000;
const RARE_LOOK_BYTES = 64_000_000;

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

const HOW_TO_LET_GO = 'What is no longer needed is let go when a cell pauses: await lab.pause()';

export class MemoryMeter {
	readonly #collections: Pick<Collections, 'arm' | 'happened'>;
	readonly #registry: FinalizationRegistry<number>;
	/** Counted, and not known to be let go. */
	#held = 0;
	/** Of those, without an object that would tell of its end. */
	#loose = 0;
	/** What was held when the cell began. */
	#base = 0;
	/** What was held after the last collection whose news have come. */
	#survived = 0;
	#sinceCollection = 0;
	#sinceLook = 0;
	#early = 0;
	#news = false;
	/** Whether something was refused before. */
	#wary = false;

	constructor(collections: Pick<Collections, 'arm' | 'happened'>) {
		this.#collections = collections;
		this.#registry = new FinalizationRegistry((bytes) => this.#letGo(bytes));
		collections.arm();
	}

	#letGo(bytes: number): void {
		this.#held -= bytes;
		this.#news = true;
	}

	/** A cell begins. */
	begin(): void {
		this.rest();
		this.#base = this.#held;
		this.#sinceCollection = 0;
		this.#early = 0;
	}

	/** The code has come to a pause. */
	rest(): void {
		this.#held -= this.#loose;
		this.#loose = 0;
		this.#collections.arm();
		if (!this.#news) return;
		this.#news = false;
		this.#survived = this.#held;
		this.#sinceCollection = 0;
		this.#early = this.#survived - this.#base > HOLD_LIMIT_BYTES ? EARLY_COLLECTIONS : 0;
	}

	/**
	 * Something was made.
	 * @param holder an object that lives about as long; null when there is none
	 * @throws RangeError when too much is held
	 */
	add(bytes: number, holder: object | null): void {
		this.demand(bytes);
		this.#held += bytes;
		if (holder) this.#registry.register(holder, bytes);
		else this.#loose += bytes;
		this.#sinceCollection += bytes;
		this.#sinceLook += bytes;
		if (this.#sinceLook > (this.#sinceCollection > EARLY_BYTES ? RARE_LOOK_BYTES : LOOK_BYTES)) this.#look();
	}

	/**
	 * Something shall be made in one piece.
	 * @throws RangeError when it alone is too much
	 */
	demand(bytes: number): void {
		if (bytes > HOLD_LIMIT_BYTES)
			throw new RangeError(
				`this would take about ${megabytes(bytes)} at once; the limit is ${megabytes(HOLD_LIMIT_BYTES)}.`
			);
	}

	#look(): void {
		this.#sinceLook = 0;
		if (this.#collections.happened()) {
			const early = this.#sinceCollection <= (this.#wary ? WARY_BYTES : EARLY_BYTES);
			this.#early = early ? this.#early + (this.#wary ? EARLY_COLLECTIONS : 1) : 0;
			this.#sinceCollection = 0;
		}
		const held = Math.max(this.#held - this.#base, this.#survived);
		if (this.#early < EARLY_COLLECTIONS || held <= HOLD_LIMIT_BYTES) return;
		this.#early = 0;
		this.#survived = 0;
		this.#wary = true;
		throw new RangeError(
			`the cells hold about ${megabytes(held)} of lists, objects and texts; the limit is ${megabytes(HOLD_LIMIT_BYTES)}. ${HOW_TO_LET_GO}`
		);
	}
}
