/** Everything that decides a run: config, data and code give the same snapshot, byte for byte, on the wasm backend. */
import * as v from 'valibot';
import type { Encoding } from './encoding.ts';
import { parseEncoding } from './parse-spec.ts';
import { TABLE_SHARE, usualTableLearningRate } from './training-recipe.ts';

/**
 * Which pictures a run trains on. Materials are made from numbers; CIFAR-10 is the reader's own copy; pictures of the reader's own
 * are named by what they are, so that a run can never be replayed on others unnoticed.
 */
export type DataChoice =
	| {
			readonly kind: 'materials';
			/** 0 is dark, 1 is bright. */
			readonly light: number;
	  }
	| { readonly kind: 'cifar-10' }
	| {
			readonly kind: 'own';
			/** SHA-256 of the training pictures and labels, 64 hexadecimal digits. */
			readonly hash: string;
	  };

export interface TrainConfig {
	readonly encoding: Encoding;
	readonly data: DataChoice;
	/** 0..2^32-1; decides weights, order and flips. */
	readonly seed: number;
	readonly steps: number;
	readonly batchSize: number;
	/** Adam's peak rate for weights, batch norm and the last scale. */
	readonly learningRate: number;
	/** Adam's peak rate for the latent table. */
	readonly tableLearningRate: number;
	/** Sigma of the Gaussian over neighbouring grey levels that smooths the table's gradient; 0 is off. */
	readonly tableSmoothing: number;
	/** The table learns during this share of the run, then stands still; left out, TABLE_SHARE. */
	readonly tableShare?: number;
	/**
	 * What takes the place of the slope of the table's rounding in the gradient, as an expression of the latent x in 0..1
	 * (expression.ts). Left out: 1, the plain straight-through estimator. The trainer reads it; here it is only a text.
	 */
	readonly tableBackward?: string;
	/** Whether pictures are shown in a mirror at random, half of the time. Left out: they are. */
	readonly mirror?: boolean;
	/**
	 * SHA-256 of the network's snapshot whose weights the run begins with, in place of the seed's. Left out: those of the seed. The
	 * network itself must be handed to the trainer.
	 */
	readonly startedFrom?: string;
}

/** Limits of each number, with its default. */
export const CONFIG_RANGES = {
	light: { min: 0, max: 1, default: 1 },
	seed: { min: 0, max: 4294967295, default: 1 },
	steps: { min: 1, max: 20000, default: 500 },
	batchSize: { min: 1, max: 256, default: 32 },
	learningRate: { min: 0.00001, max: 1, default: 0.01 },
	tableLearningRate: { min: 0, max: 1, default: 0.03 },
	tableSmoothing: { min: 0, max: 64, default: 8 },
	tableShare: { min: 0, max: 1, default: TABLE_SHARE }
} as const;

/** A config with the usual settings. */
export function defaultConfig(encoding: Encoding, data: DataChoice): TrainConfig {
	return {
		encoding,
		data,
		seed: CONFIG_RANGES.seed.default,
		steps: CONFIG_RANGES.steps.default,
		batchSize: CONFIG_RANGES.batchSize.default,
		learningRate: CONFIG_RANGES.learningRate.default,
		tableLearningRate: usualTableLearningRate(encoding),
		tableSmoothing: CONFIG_RANGES.tableSmoothing.default
	};
}

const within = (name: 'learningRate' | 'tableLearningRate' | 'tableSmoothing' | 'tableShare' | 'light') =>
	v.pipe(v.number(), v.minValue(CONFIG_RANGES[name].min), v.maxValue(CONFIG_RANGES[name].max));
const whole = (name: 'seed' | 'steps' | 'batchSize') =>
	v.pipe(v.number(), v.integer(), v.minValue(CONFIG_RANGES[name].min), v.maxValue(CONFIG_RANGES[name].max));

const sha256 = v.pipe(
	v.string(),
	v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 hexadecimal digits is expected, got something else')
);

const configSchema = v.strictObject({
	encoding: v.unknown(),
	data: v.variant('kind', [
		v.strictObject({ kind: v.literal('materials'), light: within('light') }),
		v.strictObject({ kind: v.literal('cifar-10') }),
		v.strictObject({
			kind: v.literal('own'),
			hash: sha256
		})
	]),
	seed: whole('seed'),
	steps: whole('steps'),
	batchSize: whole('batchSize'),
	learningRate: within('learningRate'),
	tableLearningRate: within('tableLearningRate'),
	tableSmoothing: within('tableSmoothing'),
	tableShare: v.optional(within('tableShare')),
	tableBackward: v.exactOptional(v.string()),
	mirror: v.exactOptional(v.boolean()),
	startedFrom: v.exactOptional(sha256)
});

/**
 * A config out of data that was written elsewhere.
 * @throws TypeError naming the field, what was expected and what came
 */
export function parseConfig(data: unknown): TrainConfig {
	const result = v.safeParse(configSchema, data);
	if (!result.success) {
		const issue = result.issues[0];
		const path = v.getDotPath(issue);
		throw new TypeError(`config${path ? `.${path}` : ''}: ${issue.message}`);
	}
	const { encoding, tableShare, ...rest } = result.output;
	return { ...rest, ...(tableShare === undefined ? {} : { tableShare }), encoding: parseEncoding(encoding) };
}
