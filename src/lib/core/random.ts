/**
 * Seeded random numbers, the same to the bit in every browser.
 *
 * The generator is xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021), its
 * state filled by splitmix32. It refuses to be seeded from a clock: a run that cannot be repeated is not evidence.
 */

/** The four 32-bit words of a generator's state; enough to continue a run from a checkpoint. */
export type RandomState = readonly [number, number, number, number];

const TWO_POW_32 = 4294967296;

/** 2^32 over the golden ratio, splitmix32's stride. */
const GOLDEN = 0x9e3779b9;

/** Splitmix32's finalizer: a bijection of 32-bit words in which every input bit moves every output bit. */
function scatter(x: number): number {
	let z = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
	z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
	return z ^ (z >>> 15);
}

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

export class Random {
	#a: number;
	#b: number;
	#c: number;
	#d: number;

	private constructor(state: RandomState) {
		[this.#a, this.#b, this.#c, this.#d] = state;
	}

	/**
	 * A generator for one purpose of one run.
	 * @param seed whole number, 0..2^32-1
	 * @param stream whole number that separates purposes (weights, data order, flips) under the same seed
	 * @throws RangeError when either is not such a number
	 */
	static fromSeed(seed: number, stream = 0): Random {
		assertUint32(seed, 'seed');
		assertUint32(stream, 'stream');
		// The stream is scattered before it meets the seed: splitmix walks in equal strides, and streams a stride apart
		// would share most of their state.
		let s = seed ^ scatter(Math.imul(stream, GOLDEN) ^ 0x5bf03635);
		const next = (): number => {
			s = (s + GOLDEN) | 0;
			return scatter(s);
		};
		return new Random([next(), next(), next(), next()]);
	}

	/** Continue where `state()` was taken. */
	static fromState(state: RandomState): Random {
		return new Random(state);
	}

	state(): RandomState {
		return [this.#a, this.#b, this.#c, this.#d];
	}

	/** Uniform whole number 0..2^32-1. */
	uint32(): number {
		const result = Math.imul(rotateLeft(Math.imul(this.#b, 5), 7), 9) >>> 0;
		const t = this.#b << 9;
		this.#c ^= this.#a;
		this.#d ^= this.#b;
		this.#b ^= this.#c;
		this.#a ^= this.#d;
		this.#c ^= t;
		this.#d = rotateLeft(this.#d, 11);
		return result;
	}

	/** Uniform in [0, 1), a multiple of 2^-32. */
	uniform(): number {
		return this.uint32() / TWO_POW_32;
	}

	/** Uniform whole number 0..limit-1, without modulo bias. `limit` is 1..2^32-1. */
	below(limit: number): number {
		const usable = TWO_POW_32 - (TWO_POW_32 % limit);
		let x = this.uint32();
		while (x >= usable) x = this.uint32();
		return x % limit;
	}

	/** Fisher-Yates shuffle in place. */
	shuffle(items: Uint32Array): void {
		for (let i = items.length - 1; i > 0; i--) {
			const j = this.below(i + 1);
			const t = items[i];
			items[i] = items[j];
			items[j] = t;
		}
	}
}

function assertUint32(x: number, name: string): void {
	if (!Number.isInteger(x) || x < 0 || x >= TWO_POW_32)
		throw new RangeError(`${name} must be a whole number 0..4294967295, got ${x}`);
}
