import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random, type RandomState } from '#lib/core/random.ts';

const MASK = 0xffffffffn;

/** xoshiro128** with 64-bit whole numbers cut to 32 bits, after the authors' C source. */
function* xoshiro(start: RandomState): Generator<number> {
	const s = start.map((x) => BigInt(x >>> 0));
	const rotate = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (32n - k))) & MASK;
	for (;;) {
		yield Number((rotate((s[1] * 5n) & MASK, 7n) * 9n) & MASK);
		const t = (s[1] << 9n) & MASK;
		s[2] ^= s[0];
		s[3] ^= s[1];
		s[1] ^= s[2];
		s[0] ^= s[3];
		s[2] ^= t;
		s[3] = rotate(s[3], 11n);
	}
}

const uint32 = fc.integer({ min: 0, max: 4294967295 });
const draws = (random: Random, count: number): number[] =>
	Array.from({ length: count }, () => random.uint32());

/** Sum of (observed - expected)^2 / expected. */
function chiSquare(counts: readonly number[], total: number): number {
	const expected = total / counts.length;
	return counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
}

describe('the generator', () => {
	it('gives the published first numbers of xoshiro128** from the state 1, 2, 3, 4', () => {
		const published = [11520, 0, 5927040, 70819200, 2031721883, 1637235492];
		expect(draws(Random.fromState([1, 2, 3, 4]), 6)).toEqual(published);
	});

	it('is xoshiro128** from any state', () => {
		fc.assert(
			fc.property(fc.tuple(uint32, uint32, uint32, uint32), (state) => {
				const oracle = xoshiro(state);
				const expected = Array.from({ length: 50 }, () => oracle.next().value as number);
				expect(draws(Random.fromState(state), 50)).toEqual(expected);
			}),
			{ seed: 1, numRuns: 50 }
		);
	});

	it('goes on exactly where its state was taken, also through JSON', () => {
		fc.assert(
			fc.property(uint32, fc.nat(200), (seed, used) => {
				const random = Random.fromSeed(seed);
				draws(random, used);
				const copy = Random.fromState(JSON.parse(JSON.stringify(random.state())) as RandomState);
				expect(draws(copy, 20)).toEqual(draws(random, 20));
			}),
			{ seed: 2 }
		);
	});

	it('shares no word of state between any two neighbours of a grid of seeds and streams', () => {
		const words: number[] = [];
		for (let seed = 0; seed < 24; seed++)
			for (let stream = 0; stream < 24; stream++) words.push(...Random.fromSeed(seed, stream).state());
		expect(new Set(words.map((x) => x >>> 0)).size).toBe(words.length);
	});

	it('gives two streams of one seed that agree in as few bits as coins do', () => {
		const a = draws(Random.fromSeed(7, 1), 2000);
		const b = draws(Random.fromSeed(7, 2), 2000);
		const bits = a.reduce((sum, x, i) => sum + ((x ^ b[i]) >>> 0).toString(2).replaceAll('0', '').length, 0);
		// 64,000 coins: a standard deviation is 126.
		expect(Math.abs(bits - 32_000)).toBeLessThan(600);
	});

	it.each([
		[-1, 0],
		[4294967296, 0],
		[1.5, 0],
		[NaN, 0],
		[0, -1],
		[0, 0.5]
	])('refuses seed %s with stream %s', (seed, stream) => {
		expect(() => Random.fromSeed(seed, stream)).toThrow(/must be a whole number 0\.\.4294967295/);
	});
});

describe('what is drawn', () => {
	it('is spread evenly over 64 bins, for seeds 1 to 8', () => {
		for (let seed = 1; seed <= 8; seed++) {
			const random = Random.fromSeed(seed);
			const counts = new Array<number>(64).fill(0);
			for (let i = 0; i < 20_000; i++) counts[Math.floor(random.uniform() * 64)]++;
			// 63 degrees of freedom: 29 and 113 are passed once in ten thousand times each.
			expect(chiSquare(counts, 20_000)).toBeGreaterThan(29);
			expect(chiSquare(counts, 20_000)).toBeLessThan(113);
		}
	});

	it('is in [0, 1), a multiple of 2^-32', () => {
		const random = Random.fromSeed(3);
		for (let i = 0; i < 1000; i++) {
			const x = random.uniform();
			expect(x >= 0 && x < 1 && Number.isInteger(x * 2 ** 32)).toBe(true);
		}
	});

	it('is below its limit, for any limit', () => {
		fc.assert(
			fc.property(uint32, fc.integer({ min: 1, max: 4294967295 }), (seed, limit) => {
				const random = Random.fromSeed(seed);
				for (let i = 0; i < 20; i++) {
					const x = random.below(limit);
					expect(Number.isInteger(x) && x >= 0 && x < limit).toBe(true);
				}
			}),
			{ seed: 3 }
		);
	});

	it('has no modulo bias: below 3 * 2^30, each third is drawn a third of the time', () => {
		const random = Random.fromSeed(5);
		const thirds = [0, 0, 0];
		for (let i = 0; i < 9000; i++) thirds[Math.floor(random.below(3 * 2 ** 30) / 2 ** 30)]++;
		// A remainder of 2^32 would land in the first third half of the time: 4,500.
		thirds.forEach((count) => expect(Math.abs(count - 3000)).toBeLessThan(200));
	});

	it('shuffles into every order of three equally often', () => {
		const random = Random.fromSeed(6);
		const counts = new Map<string, number>();
		for (let i = 0; i < 6000; i++) {
			const items = Uint32Array.of(1, 2, 3);
			random.shuffle(items);
			counts.set(items.join(''), (counts.get(items.join('')) ?? 0) + 1);
		}
		expect([...counts.keys()].sort()).toEqual(['123', '132', '213', '231', '312', '321']);
		// 5 degrees of freedom: 25.7 is passed once in ten thousand times.
		expect(chiSquare([...counts.values()], 6000)).toBeLessThan(25.7);
	});
});
