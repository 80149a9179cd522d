/**
 * The challenge: beat the naive first layer with fewer bits. The rule as data, and its judge: whether receipts keep to it, and how far
 * their test accuracy is from the naive layer's on the same seeds. Pure; that a receipt tells the truth is for a replay to say.
 */
import { CONFIG_RANGES, type TrainConfig } from '#lib/core/config.ts';
import { entryBits, isTableEncoding, wordLengthOf, type Encoding } from '#lib/core/encoding.ts';
import { differencesBySeed, studentInterval, type Interval } from '#lib/core/statistics.ts';
import type { Receipt } from '#lib/run/receipt.ts';
import { grouped } from './grouped.ts';

export interface ChallengeRule {
	/** The most bits that the word of one pixel value may have. A pixel has three such values. */
	readonly wordBits: number;
	/** Of the materials: 0 is dark. */
	readonly light: number;
	readonly steps: number;
	readonly seeds: readonly number[];
	readonly batchSize: number;
	readonly learningRate: number;
}

/** One bit, where the naive layer has two: by `npm run study -- --plan challenge` hard, and possible. */
export const CHALLENGE: ChallengeRule = {
	wordBits: 1,
	light: 0,
	steps: 300,
	seeds: [1, 2, 3],
	batchSize: CONFIG_RANGES.batchSize.default,
	learningRate: CONFIG_RANGES.learningRate.default
};

/** What the study recorded of the naive layer: it has two bits, and is to be beaten. */
export interface NaiveRecord {
	/** SHA-256 of the training pictures. */
	readonly dataHash: string;
	/** Fractions 0..1 by seed, one for each of the rule's. */
	readonly accuracies: readonly (readonly [seed: number, accuracy: number])[];
}

/** Bits of the word of one pixel value. */
export const wordBitsOf = (e: Encoding): number => wordLengthOf(e) * entryBits(e);

/** Why a receipt does not count: one sentence for each part of the rule that it breaks. */
export function ruleProblems(
	{ config, backend, dataHash }: Receipt,
	rule: ChallengeRule,
	naive: NaiveRecord
): string[] {
	const { encoding, data } = config;
	const number = (name: 'steps' | 'batchSize' | 'learningRate', words: string): string[] =>
		config[name] === rule[name] ? [] : [`It must have ${words} ${rule[name]}, and has ${config[name]}.`];
	const bits = wordBitsOf(encoding);
	return [
		...(isTableEncoding(encoding) ? [] : ['Its first layer is float: a word of few bits is asked for.']),
		...(isTableEncoding(encoding) && bits > rule.wordBits
			? [`Its words have ${bits} bits; at most ${rule.wordBits} may be.`]
			: []),
		...(data.kind === 'materials' && data.light === rule.light
			? []
			: [`Its pictures must be the materials at light ${rule.light}.`]),
		...(data.kind === 'materials' && data.light === rule.light && dataHash !== naive.dataHash
			? ['Its pictures have another fingerprint than the materials at this light.']
			: []),
		...number('steps', 'steps:'),
		...number('batchSize', 'batch size'),
		...number('learningRate', 'learning rate'),
		...(rule.seeds.includes(config.seed)
			? []
			: [`Its seed must be one of ${rule.seeds.join(', ')}, and is ${config.seed}.`]),
		...(backend === 'wasm'
			? []
			: ['It was trained on WebGL, which no replay can repeat to the bit: choose wasm.'])
	];
}

/** Receipts that differ in the seed alone, against the naive layer. */
export interface Attempt {
	/** The same for all runs of these settings. */
	readonly key: string;
	readonly config: TrainConfig;
	/** One a seed, in the order of the rule's seeds. */
	readonly receipts: readonly Receipt[];
	readonly missing: readonly number[];
	/** Of these seeds there is more than one receipt, and they name different networks. */
	readonly contradicted: readonly number[];
	/** Test accuracy less the naive layer's, a fraction, in the order of `receipts`. */
	readonly leads: readonly number[];
	/** Student's 95% interval of the mean lead; null before every seed is there. */
	readonly interval: Interval | null;
	readonly standing: Standing;
}

/** `reached`: the interval lies above 0. `ahead`: the mean does. `begun`: seeds are missing. */
export type Standing = 'reached' | 'ahead' | 'behind' | 'begun';

const ORDER: readonly Standing[] = ['reached', 'ahead', 'behind', 'begun'];

/** What a config says apart from its seed, as one text: the same for the same settings, in whatever order they were written. */
export const settingsKey = (config: TrainConfig): string =>
	JSON.stringify({ ...config, seed: undefined }, (_name, value: unknown) =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
			: value
	);

export interface Judged {
	/** The best first. */
	readonly attempts: readonly Attempt[];
	readonly refused: readonly { readonly receipt: Receipt; readonly problems: readonly string[] }[];
}

/** Every receipt that keeps to the rule, in attempts, and the others with what they break. */
export function judgeChallenge(
	receipts: readonly Receipt[],
	rule: ChallengeRule,
	naive: NaiveRecord
): Judged {
	const checked = receipts.map((receipt) => ({ receipt, problems: ruleProblems(receipt, rule, naive) }));
	const groups = grouped(
		checked.filter(({ problems }) => problems.length === 0).map(({ receipt }) => receipt),
		({ config }) => settingsKey(config)
	);
	const attempts = [...groups].map(([key, own]) => attemptOf(key, own, rule, naive));
	return {
		attempts: attempts.sort(
			(a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) || meanOf(b.leads) - meanOf(a.leads)
		),
		refused: checked.filter(({ problems }) => problems.length > 0)
	};
}

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

function attemptOf(key: string, own: readonly Receipt[], rule: ChallengeRule, naive: NaiveRecord): Attempt {
	const ofSeed = (seed: number): Receipt[] => own.filter(({ config }) => config.seed === seed);
	const receipts = rule.seeds.flatMap((seed) => ofSeed(seed).slice(0, 1));
	const contradicted = rule.seeds.filter(
		(seed) => new Set(ofSeed(seed).map(({ snapshotHash }) => snapshotHash)).size > 1
	);
	const missing = rule.seeds.filter((seed) => ofSeed(seed).length === 0);
	const leads = differencesBySeed(
		new Map(receipts.map(({ config, testAccuracy }) => [config.seed, testAccuracy])),
		new Map(naive.accuracies)
	);
	const interval = missing.length === 0 && leads.length > 1 ? studentInterval(leads) : null;
	const { config } = receipts[0];
	return { key, config, receipts, missing, contradicted, leads, interval, standing: standingOf(interval) };
}

function standingOf(interval: Interval | null): Standing {
	if (!interval) return 'begun';
	if (interval.low > 0) return 'reached';
	return interval.mean > 0 ? 'ahead' : 'behind';
}
