import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BATCH_NORM_EPSILON } from '#lib/core/batch-norm.ts';
import { NAMED_ENCODINGS, type Encoding } from '#lib/core/encoding.ts';
import { foldNetwork } from '#lib/core/fold.ts';
import { checkIntegerNetwork, type IntegerNetwork } from '#lib/core/integer-network.ts';
import { archA } from '#lib/core/network.ts';
import type { ConvSnapshot, Snapshot } from '#lib/core/snapshot.ts';
import { smallNetwork, smallSnapshot } from './small-snapshots.ts';

/** 27 inputs of one bit: accumulators are -27..27. */
const LARGEST = 27;
const NEVER = LARGEST + 1;
const ALWAYS = -LARGEST;

type Channel = Partial<Record<'weight' | 'gamma' | 'beta' | 'mean' | 'variance', number>>;

/** With weights of +-1 this variance makes the channel's slope gamma, but for the last digits. */
const UNIT_VARIANCE = 1 - BATCH_NORM_EPSILON;

/** One pixel, one convolution, one bit: the channels under test and nothing else. */
function snapshotOf(channels: readonly Channel[]): Snapshot {
	const column = (key: keyof Channel, usual: number): Float32Array =>
		Float32Array.from(channels, (c) => c[key] ?? usual);
	const conv: ConvSnapshot = {
		weights: Float32Array.from({ length: 27 * channels.length }, (_, i) => {
			return channels[i % channels.length].weight ?? 1;
		}),
		gamma: column('gamma', 1),
		beta: column('beta', 0),
		mean: column('mean', 0),
		variance: column('variance', UNIT_VARIANCE)
	};
	return {
		spec: {
			height: 1,
			width: 1,
			encoding: NAMED_ENCODINGS.naive1,
			convs: [{ outChannels: channels.length, stride: 1, pool: 1 }],
			classes: 2
		},
		step: 0,
		table: null,
		convs: [conv],
		dense: new Float32Array(2 * channels.length),
		logScale: 0
	};
}

interface Folded {
	readonly sign: number;
	readonly thresholds: number[];
}

function foldChannel(channel: Channel): Folded {
	const { signs, thresholds } = foldNetwork(snapshotOf([channel])).convs[0];
	expect(new Set(signs).size).toBe(1);
	return { sign: signs[0], thresholds: Array.from(thresholds) };
}

describe('a channel folds to the accumulators at which its level rises', () => {
	// Level n begins at z = (n - 0.5) / 1.5: at 1/3, 1 and 5/3.
	it('counted from the mean, in steps of the slope', () => {
		expect(foldChannel({ gamma: 0.4 })).toEqual({ sign: 1, thresholds: [1, 3, 5] });
		expect(foldChannel({ gamma: 0.4, mean: 2 })).toEqual({ sign: 1, thresholds: [3, 5, 7] });
		expect(foldChannel({ gamma: 0.4, beta: 0.8 })).toEqual({ sign: 1, thresholds: [-1, 1, 3] });
	});

	it('with its weights negated where gamma is negative, so that it always rises', () => {
		expect(foldChannel({ gamma: -0.4 })).toEqual({ sign: -1, thresholds: [1, 3, 5] });
		expect(foldChannel({ gamma: -0.4, mean: 2 })).toEqual({ sign: -1, thresholds: [-1, 1, 3] });
		expect(foldChannel({ gamma: -0.4, weight: -1 })).toEqual({ sign: 1, thresholds: [1, 3, 5] });
	});

	it('which may be one and the same where it jumps over levels', () => {
		expect(foldChannel({ gamma: 50 })).toEqual({ sign: 1, thresholds: [1, 1, 1] });
	});

	it('counting a weight of zero as plus', () => {
		expect(foldChannel({ weight: 0 }).sign).toBe(1);
		expect(foldChannel({ weight: -0 }).sign).toBe(1);
	});

	it('which are all or none where the channel is constant', () => {
		expect(foldChannel({ gamma: 0 }).thresholds).toEqual([NEVER, NEVER, NEVER]);
		expect(foldChannel({ gamma: 0, beta: 1 }).thresholds).toEqual([ALWAYS, ALWAYS, NEVER]);
		expect(foldChannel({ gamma: -0, beta: 5 }).thresholds).toEqual([ALWAYS, ALWAYS, ALWAYS]);
		expect(foldChannel({ weight: 0, beta: 0.5 }).thresholds).toEqual([ALWAYS, NEVER, NEVER]);
		expect(foldChannel({ variance: 1e38, beta: 0.5 }).thresholds).toEqual([ALWAYS, NEVER, NEVER]);
	});

	it('which lie beyond the range where it is saturated', () => {
		expect(foldChannel({ beta: 100 }).thresholds).toEqual([ALWAYS, ALWAYS, ALWAYS]);
		expect(foldChannel({ beta: -100 }).thresholds).toEqual([NEVER, NEVER, NEVER]);
		expect(foldChannel({ gamma: 0.05 }).thresholds).toEqual([7, 20, NEVER]);
	});

	it('and has a finite slope without any variance', () => {
		// 1 / sqrt(1e-5) is 316: the first step jumps over every level.
		expect(foldChannel({ variance: 0 }).thresholds).toEqual([1, 1, 1]);
		expect(foldChannel({ variance: 0, gamma: 0.0005 }).thresholds).toEqual([3, 7, 11]);
	});

	it('whatever its parameters, at every accumulator', () => {
		const f = Math.fround;
		const parameter = fc.float({ noNaN: true, noDefaultInfinity: true, min: f(-1e15), max: f(1e15) });
		const near = fc.float({ noNaN: true, min: f(-4), max: f(4) });
		const channel = fc.record({
			weight: fc.float({ noNaN: true, min: f(0.001), max: 1 }),
			gamma: fc.oneof(near, parameter),
			beta: fc.oneof(near, parameter),
			mean: near,
			variance: fc.oneof(fc.float({ noNaN: true, min: 0, max: 200 }), fc.constantFrom(0, f(1e-38), f(1e38)))
		});
		fc.assert(
			fc.property(channel, ({ weight, gamma, beta, mean, variance }) => {
				// Float32 all through: what a page of arithmetic would do with this channel.
				let sum = 0;
				for (let i = 0; i < 27; i++) sum = f(sum + weight);
				const scale = f(sum / 27);
				const a = f((gamma * scale) / Math.sqrt(scale * scale * variance + 1e-5));
				const b = f(beta - mean * a);
				const { sign, thresholds } = foldChannel({ weight, gamma, beta, mean, variance });
				for (let raw = -LARGEST; raw <= LARGEST; raw++) {
					const y = f(f(f(f(raw * a) + b) * 1.5) + 0.5);
					const level = [1, 2, 3].filter((n) => y >= n).length;
					expect(thresholds.filter((t) => sign * raw >= t).length).toBe(level);
				}
			}),
			{ numRuns: 2000, seed: 1 }
		);
	});
});

describe('a folded network', () => {
	it('has every threshold in order and in range, and passes its own check', () => {
		for (let seed = 0; seed < 100; seed++)
			expect(() => checkIntegerNetwork(smallNetwork(seed))).not.toThrow();
	});

	it('has the signs of the latent weights in the last layer', () => {
		const snapshot = { ...snapshotOf([{}]), dense: Float32Array.of(-0.5, 0) };
		expect(foldNetwork(snapshot).dense).toEqual(Int8Array.of(-1, 1));
	});

	it('has the levels that its latent table stands for', () => {
		const encoding: Encoding = { kind: 'pixel-embedding', bits: 2, wordLength: 1, init: 'linear' };
		const base = snapshotOf([{}]);
		const table = new Float32Array(256).fill(0.5);
		table.set([0, 0.16, 0.17, 1]);
		const { table: folded } = foldNetwork({ ...base, spec: { ...base.spec, encoding }, table });
		expect(Array.from(folded.levels.subarray(0, 5))).toEqual([0, 0, 1, 3, 2]);
	});

	it('shares no array with the snapshot', () => {
		const snapshot = smallSnapshot(4);
		const before = structuredClone(snapshot);
		const network = foldNetwork(snapshot);
		network.convs.forEach((c) => c.signs.fill(0));
		network.dense.fill(0);
		expect(snapshot).toEqual(before);
	});
});

describe('folding is refused', () => {
	it.each(['all-float', 'float-first'])('for %s, which has no table', (name) => {
		const spec = archA(NAMED_ENCODINGS[name]);
		expect(() => foldNetwork({ ...snapshotOf([{}]), spec })).toThrow(
			new TypeError(`a network folds to integers where its first layer reads a table of levels, got ${name}`)
		);
	});

	it('for a pixel embedding that came without its table', () => {
		const base = snapshotOf([{}]);
		const spec = { ...base.spec, encoding: NAMED_ENCODINGS['pixel-embedding'] };
		expect(() => foldNetwork({ ...base, spec })).toThrow('needs its latent table');
	});

	it('for arrays that do not fit the spec', () => {
		const base = snapshotOf([{}, {}]);
		const [conv] = base.convs;
		const wrong = (change: Partial<ConvSnapshot>) => () =>
			foldNetwork({ ...base, convs: [{ ...conv, ...change }] });
		expect(wrong({ weights: new Float32Array(53) })).toThrow('weights must hold 54 numbers, got 53');
		expect(wrong({ gamma: new Float32Array(1) })).toThrow('gamma must hold 2 numbers, got 1');
		expect(wrong({ variance: new Float32Array(3) })).toThrow('variance must hold 2 numbers, got 3');
		expect(() => foldNetwork({ ...base, convs: [] })).toThrow('1 convolutions, the snapshot 0');
		expect(() => foldNetwork({ ...base, dense: new Float32Array(5) })).toThrow(
			'the last layer must hold 4 numbers, got 5'
		);
	});

	it('for a channel whose batch norm is not finite', () => {
		const message = /^batch norm of channel 0 must be finite in float32, got slope/;
		expect(() => foldChannel({ gamma: 3e38, variance: 0 })).toThrow(message);
		expect(() => foldChannel({ variance: -1 })).toThrow(message);
		expect(() => foldChannel({ beta: NaN })).toThrow(message);
		expect(() => foldChannel({ gamma: 1e36, mean: -1e10 })).toThrow(message);
	});
});

describe('an integer network is refused', () => {
	const network = smallNetwork(11);
	const refusal = (change: Partial<IntegerNetwork>): (() => unknown) => {
		return () => checkIntegerNetwork({ ...network, ...change });
	};
	const withConv = (change: Partial<IntegerNetwork['convs'][0]>): (() => unknown) =>
		refusal({ convs: [{ ...network.convs[0], ...change }, ...network.convs.slice(1)] });

	it('with a table that does not fit its word length and bits', () => {
		const { table } = network;
		const top = table.levels.slice().fill(4);
		expect(refusal({ table: { ...table, wordLength: 17 } })).toThrow('the word length must be 1..16, got 17');
		expect(refusal({ table: { ...table, bits: 3 } })).toThrow(
			'levels of the table must have 1 or 2 bits, got 3'
		);
		expect(refusal({ table: { ...table, levels: new Uint8Array(5) } })).toThrow('the table must hold');
		expect(refusal({ table: { ...table, levels: top } })).toThrow(
			/levels of the table must be 0\.\.[13], got 4/
		);
	});

	it('with signs that are none, or too few', () => {
		const { signs } = network.convs[0];
		expect(withConv({ signs: signs.slice().fill(0, 2, 3) })).toThrow('the signs must be +1 or -1, got 0');
		expect(withConv({ signs: signs.slice(1) })).toThrow(RangeError);
		expect(refusal({ dense: network.dense.slice().fill(2) })).toThrow(
			'the last layer must be +1 or -1, got 2'
		);
	});

	it('with thresholds that fall or that no accumulator needs', () => {
		const { thresholds } = network.convs[0];
		expect(withConv({ thresholds: thresholds.slice().fill(1, 0, 1).fill(0, 1, 2) })).toThrow('must not fall');
		expect(withConv({ thresholds: thresholds.slice().fill(32767) })).toThrow('thresholds must be');
		expect(withConv({ thresholds: thresholds.slice().fill(-32768) })).toThrow('thresholds must be');
		expect(withConv({ thresholds: thresholds.slice(3) })).toThrow(RangeError);
	});
});
