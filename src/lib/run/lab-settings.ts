/**
 * Every setting of the lab as flat data: what its controls show and its links carry. Changing the encoding keeps the word
 * length and bits of the last one, so a setting may stand here that the chosen encoding does not use.
 */
import { CONFIG_RANGES, type TrainConfig } from '#lib/core/config.ts';
import { MAX_WORD_LENGTH, type Encoding, type EncodingKind, type TableInit } from '#lib/core/encoding.ts';

/** The encodings a link can carry; a custom table is too long for one. */
export type LabEncoding = Exclude<EncodingKind, 'custom'>;

export interface LabSettings {
	readonly encoding: LabEncoding;
	readonly wordLength: number;
	readonly bits: 1 | 2;
	readonly init: TableInit;
	readonly data: 'materials' | 'cifar-10';
	readonly light: number;
	readonly seed: number;
	readonly steps: number;
	readonly batchSize: number;
	readonly learningRate: number;
	readonly tableLearningRate: number;
	readonly tableSmoothing: number;
	/** The pixel value read out under the table; part of a link, but not of a run. */
	readonly value: number;
}

/** Limits of each number setting, whether it must be whole, and its default. */
export const SETTING_RANGES = {
	wordLength: { min: 1, max: MAX_WORD_LENGTH, default: 10, whole: true },
	light: { ...CONFIG_RANGES.light, whole: false },
	seed: { ...CONFIG_RANGES.seed, whole: true },
	steps: { ...CONFIG_RANGES.steps, whole: true },
	batchSize: { ...CONFIG_RANGES.batchSize, whole: true },
	learningRate: { ...CONFIG_RANGES.learningRate, whole: false },
	tableLearningRate: { ...CONFIG_RANGES.tableLearningRate, whole: false },
	tableSmoothing: { ...CONFIG_RANGES.tableSmoothing, whole: false },
	value: { min: 0, max: 255, default: 137, whole: true }
} as const;

export type NumberSetting = keyof typeof SETTING_RANGES;

export const DEFAULT_SETTINGS: LabSettings = {
	encoding: 'pixel-embedding',
	wordLength: SETTING_RANGES.wordLength.default,
	bits: 2,
	init: 'linear',
	data: 'materials',
	light: SETTING_RANGES.light.default,
	seed: SETTING_RANGES.seed.default,
	steps: SETTING_RANGES.steps.default,
	batchSize: SETTING_RANGES.batchSize.default,
	learningRate: SETTING_RANGES.learningRate.default,
	tableLearningRate: SETTING_RANGES.tableLearningRate.default,
	tableSmoothing: SETTING_RANGES.tableSmoothing.default,
	value: SETTING_RANGES.value.default
};

/** Whether a number may stand in a setting. */
export function fitsSetting(name: NumberSetting, x: number): boolean {
	const range = SETTING_RANGES[name];
	return x >= range.min && x <= range.max && (!range.whole || Number.isInteger(x));
}

function encodingOf({ encoding, wordLength, bits, init }: LabSettings): Encoding {
	switch (encoding) {
		case 'all-float':
		case 'float-first':
		case 'bit-planes':
			return { kind: encoding };
		case 'thermometer':
			return { kind: encoding, wordLength };
		case 'naive':
		case 'dither':
		case 'quantile-dither':
			return { kind: encoding, bits, wordLength };
		case 'pixel-embedding':
			return { kind: encoding, bits, wordLength, init };
		default:
			return encoding satisfies never;
	}
}

/** The run these settings describe. */
export function configOf(settings: LabSettings): TrainConfig {
	return {
		encoding: encodingOf(settings),
		data: settings.data === 'materials' ? { kind: 'materials', light: settings.light } : { kind: 'cifar-10' },
		seed: settings.seed,
		steps: settings.steps,
		batchSize: settings.batchSize,
		learningRate: settings.learningRate,
		tableLearningRate: settings.tableLearningRate,
		tableSmoothing: settings.tableSmoothing
	};
}

/** The settings of a run, with `rest` where the run does not say. */
export function settingsOf(config: TrainConfig, rest: LabSettings = DEFAULT_SETTINGS): LabSettings {
	const { encoding, data, ...numbers } = config;
	return {
		...rest,
		...numbers,
		encoding: encoding.kind === 'custom' ? rest.encoding : encoding.kind,
		wordLength: 'wordLength' in encoding ? encoding.wordLength : rest.wordLength,
		bits: 'bits' in encoding ? encoding.bits : rest.bits,
		init: 'init' in encoding ? encoding.init : rest.init,
		data: data.kind,
		light: data.kind === 'materials' ? data.light : rest.light
	};
}

/** Whether two sets of settings describe the same run. */
export function sameRun(a: TrainConfig, b: TrainConfig): boolean {
	const flat = (config: TrainConfig): LabSettings => settingsOf(config);
	const [one, other] = [flat(a), flat(b)];
	return (Object.keys(one) as (keyof LabSettings)[]).every((key) => one[key] === other[key]);
}
