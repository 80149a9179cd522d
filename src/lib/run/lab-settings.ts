/**
 * Every setting of the lab as flat data: what its controls show and its links carry. Changing the encoding keeps the word
 * length and bits of the last one, so a setting may stand here that the chosen encoding does not use.
 */
import { CONFIG_RANGES, type DataChoice, type TrainConfig } from '#lib/core/config.ts';
import { FORMULA_EXAMPLE, tableOfFormula } from '#lib/core/custom-table.ts';
import {
	MAX_WORD_LENGTH,
	customEncoding,
	type Encoding,
	type EncodingKind,
	type TableInit
} from '#lib/core/encoding.ts';

/** The lab's parts, one of which is seen at a time. */
export const LAB_VIEWS = [
	'training',
	'answers',
	'inside',
	'runs',
	'race',
	'pictures',
	'take',
	'open'
] as const;
export type LabView = (typeof LAB_VIEWS)[number];

export interface LabSettings {
	readonly encoding: EncodingKind;
	readonly wordLength: number;
	readonly bits: 1 | 2;
	readonly init: TableInit;
	/** What a custom encoding comes from. */
	readonly customBy: 'formula' | 'table';
	/** A formula without a mistake. */
	readonly formula: string;
	/** The levels [256, wordLength] of a table from a file, a digit each; empty while there is none. */
	readonly digits: string;
	readonly data: 'materials' | 'cifar-10' | 'own';
	/** SHA-256 of the reader's own training pictures; empty while there are none. */
	readonly ownHash: string;
	/** Whether training shows pictures in a mirror, at random. */
	readonly mirror: 'on' | 'off';
	/** SHA-256 of the network that the run begins with; empty for the seed's own weights. */
	readonly start: string;
	readonly light: number;
	readonly seed: number;
	readonly steps: number;
	readonly batchSize: number;
	readonly learningRate: number;
	readonly tableLearningRate: number;
	readonly tableSmoothing: number;
	readonly tableShare: number;
	/** The part of the lab that is seen; in a link, but not of a run. */
	readonly view: LabView;
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
	tableShare: { ...CONFIG_RANGES.tableShare, whole: false },
	value: { min: 0, max: 255, default: 137, whole: true }
} as const;

export type NumberSetting = keyof typeof SETTING_RANGES;

export const DEFAULT_SETTINGS: LabSettings = {
	encoding: 'pixel-embedding',
	wordLength: SETTING_RANGES.wordLength.default,
	bits: 2,
	init: 'linear',
	customBy: 'formula',
	formula: FORMULA_EXAMPLE,
	digits: '',
	data: 'materials',
	ownHash: '',
	mirror: 'on',
	start: '',
	light: SETTING_RANGES.light.default,
	seed: SETTING_RANGES.seed.default,
	steps: SETTING_RANGES.steps.default,
	batchSize: SETTING_RANGES.batchSize.default,
	learningRate: SETTING_RANGES.learningRate.default,
	tableLearningRate: SETTING_RANGES.tableLearningRate.default,
	tableSmoothing: SETTING_RANGES.tableSmoothing.default,
	tableShare: SETTING_RANGES.tableShare.default,
	view: 'training',
	value: SETTING_RANGES.value.default
};

/** Whether a number may stand in a setting. */
export function fitsSetting(name: NumberSetting, x: number): boolean {
	const range = SETTING_RANGES[name];
	return x >= range.min && x <= range.max && (!range.whole || Number.isInteger(x));
}

/** What the lab calls a table that came from a file. */
const FILE_TABLE = 'your table';

/** @throws TypeError when a formula has a mistake: whoever takes one in refuses it there */
function customOf({ customBy, formula, digits, wordLength, bits }: LabSettings): Encoding {
	if (customBy === 'table' && digits !== '')
		return { kind: 'custom', name: FILE_TABLE, bits, wordLength, digits };
	const read = tableOfFormula(formula, wordLength, bits);
	if (read.kind === 'mistake') throw new TypeError(`the formula ${formula}: ${read.message}`);
	return customEncoding('your formula', read.table);
}

function encodingOf(settings: LabSettings): Encoding {
	const { encoding, wordLength, bits, init } = settings;
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
		case 'custom':
			return customOf(settings);
		default:
			return encoding satisfies never;
	}
}

function dataOf({ data, light, ownHash }: LabSettings): DataChoice {
	switch (data) {
		case 'materials':
			return { kind: data, light };
		case 'cifar-10':
			return { kind: data };
		case 'own':
			return { kind: data, hash: ownHash };
		default:
			return data satisfies never;
	}
}

/** The run these settings describe. */
export function configOf(settings: LabSettings): TrainConfig {
	return {
		encoding: encodingOf(settings),
		data: dataOf(settings),
		seed: settings.seed,
		steps: settings.steps,
		batchSize: settings.batchSize,
		learningRate: settings.learningRate,
		tableLearningRate: settings.tableLearningRate,
		tableSmoothing: settings.tableSmoothing,
		// Runs from before there was a choice do not say it, and are the same runs.
		...(settings.tableShare === CONFIG_RANGES.tableShare.default ? {} : { tableShare: settings.tableShare }),
		...(settings.mirror === 'on' ? {} : { mirror: false }),
		...(settings.start === '' ? {} : { startedFrom: settings.start })
	};
}

/** The settings of a run, with `rest` where the run does not say. */
export function settingsOf(config: TrainConfig, rest: LabSettings = DEFAULT_SETTINGS): LabSettings {
	const { encoding, data, mirror, startedFrom, ...numbers } = config;
	return {
		...rest,
		tableShare: CONFIG_RANGES.tableShare.default,
		...numbers,
		...(encoding.kind === 'custom' ? { customBy: 'table', digits: encoding.digits } : {}),
		encoding: encoding.kind,
		wordLength: 'wordLength' in encoding ? encoding.wordLength : rest.wordLength,
		bits: 'bits' in encoding ? encoding.bits : rest.bits,
		init: 'init' in encoding ? encoding.init : rest.init,
		data: data.kind,
		ownHash: data.kind === 'own' ? data.hash : rest.ownHash,
		light: data.kind === 'materials' ? data.light : rest.light,
		mirror: mirror === false ? 'off' : 'on',
		start: startedFrom ?? ''
	};
}

/** What a run is made of: every setting but those of the page alone. */
export const RUN_SETTINGS = (Object.keys(DEFAULT_SETTINGS) as (keyof LabSettings)[]).filter(
	(key) => !['view', 'value', 'customBy', 'formula'].includes(key)
);

/** Whether two sets of settings describe the same run. */
export function sameRun(a: TrainConfig, b: TrainConfig): boolean {
	const flat = (config: TrainConfig): LabSettings => settingsOf(config);
	const [one, other] = [flat(a), flat(b)];
	return RUN_SETTINGS.every((key) => one[key] === other[key]);
}
