/**
 * The order in which training sees its pictures, and which of them it sees in a mirror.
 *
 * Each epoch is a fresh shuffle of all pictures, without replacement; a batch may straddle two epochs, so no picture is
 * dropped at an epoch's end. The order follows from one random generator, can be looked up ahead of time, and resumes from
 * a few numbers. This file knows counts and indices only: it never touches a pixel.
 */
import { Random, type RandomState } from '#lib/core/random.ts';

/** What one training step is to look at. */
export interface Batch {
	/** [batchSize], each 0..count-1. */
	readonly indices: Uint32Array;
	/** [batchSize], 1 where the picture is mirrored left to right, 0 where not. */
	readonly mirrored: Uint8Array;
}

/** Everything that a checkpoint needs to go on exactly; plain numbers, safe for JSON. */
export interface BatchOrderState {
	/** Pictures in the training set. */
	readonly count: number;
	/** The generator as it was before this epoch's shuffle. */
	readonly epochStart: RandomState;
	/** Pictures of this epoch already handed out, 0..count. */
	readonly position: number;
}

export class BatchOrder {
	readonly count: number;
	readonly #random: Random;
	readonly #order: Uint32Array;
	readonly #mirrored: Uint8Array;
	#epochStart: RandomState;
	#position: number;

	/**
	 * The order from its beginning.
	 * @param count pictures in the training set, 1..2^32-1
	 * @param random owned by this order from now on
	 * @throws RangeError when count is not such a number
	 */
	constructor(count: number, random: Random) {
		assertWhole(count, 1, 0xffffffff, 'count');
		this.count = count;
		this.#random = random;
		this.#order = new Uint32Array(count);
		this.#mirrored = new Uint8Array(count);
		this.#epochStart = random.state();
		this.#position = 0;
		this.#beginEpoch();
	}

	/**
	 * Continue where `state()` was taken.
	 * @throws RangeError when the state's numbers do not fit together
	 */
	static fromState(state: BatchOrderState): BatchOrder {
		assertWhole(state.position, 0, state.count, 'position');
		const order = new BatchOrder(state.count, Random.fromState(state.epochStart));
		order.#position = state.position;
		return order;
	}

	state(): BatchOrderState {
		return { count: this.count, epochStart: this.#epochStart, position: this.#position };
	}

	/**
	 * The next pictures, in fresh arrays; moves on.
	 * @param batchSize 1 or more, and may exceed the count of pictures
	 * @throws RangeError when batchSize is not such a number
	 */
	next(batchSize: number): Batch {
		assertWhole(batchSize, 1, 0xffffffff, 'batchSize');
		const indices = new Uint32Array(batchSize);
		const mirrored = new Uint8Array(batchSize);
		for (let i = 0; i < batchSize; i++) {
			if (this.#position === this.count) this.#beginEpoch();
			indices[i] = this.#order[this.#position];
			mirrored[i] = this.#mirrored[this.#position];
			this.#position++;
		}
		return { indices, mirrored };
	}

	/**
	 * The first `length` indices that `next` will hand out, without moving on: whoever makes the pictures on the fly makes
	 * them in this order.
	 * @throws RangeError when length is not a whole number of 1 or more
	 */
	peekOrder(length: number): Uint32Array {
		return BatchOrder.fromState(this.state()).next(length).indices;
	}

	/** Shuffles from the sorted order, so that an epoch follows from the generator alone and not from the epoch before. */
	#beginEpoch(): void {
		this.#epochStart = this.#random.state();
		this.#position = 0;
		for (let i = 0; i < this.count; i++) this.#order[i] = i;
		this.#random.shuffle(this.#order);
		for (let i = 0; i < this.count; i++) this.#mirrored[i] = this.#random.below(2);
	}
}

function assertWhole(x: number, low: number, high: number, name: string): void {
	if (!Number.isInteger(x) || x < low || x > high)
		throw new RangeError(`${name} must be a whole number ${low}..${high}, got ${x}`);
}
