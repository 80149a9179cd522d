/** The lab's settings in words, for who makes a class link or reads one: each one's name, its choices, and a value as a text. */
import { wordOfSetting } from '#lib/run/fragment.ts';
import { DEFAULT_SETTINGS, type LabSettings } from '#lib/run/lab-settings.ts';
import type { RuledSetting } from '#lib/teach/preset.ts';
import { ENCODING_CHOICES, INIT_CHOICES, lightInWords } from '#lib/widgets/lab-choices.ts';

export const SETTING_NAMES: Readonly<Record<RuledSetting, string>> = {
	encoding: 'Encoding',
	wordLength: 'Word length d',
	bits: 'Bits of an entry',
	init: 'Table starts as',
	data: 'Pictures',
	light: 'Light',
	steps: 'Steps',
	seed: 'Seed',
	batchSize: 'Batch size',
	learningRate: 'Learning rate',
	tableLearningRate: 'Table rate',
	tableSmoothing: 'Smoothing',
	tableShare: 'Table learns for'
};

/** Settings that are one of a few words; the others are numbers. */
export const CHOICES: Readonly<
	Partial<Record<RuledSetting, readonly { readonly value: string | number; readonly name: string }[]>>
> = {
	// A code of one's own comes with a formula or a file, which the lab's own link carries.
	encoding: ENCODING_CHOICES.filter(({ kind }) => kind !== 'custom').map(({ kind, name }) => ({
		value: kind,
		name
	})),
	bits: [
		{ value: 1, name: '1 bit' },
		{ value: 2, name: '2 bits' }
	],
	init: INIT_CHOICES.map(({ init, name }) => ({ value: init, name: name.split(':')[0] })),
	data: [
		{ value: 'materials', name: 'Materials' },
		{ value: 'cifar-10', name: 'CIFAR-10, from files' },
		{ value: 'own', name: 'Pupils’ own pictures' }
	]
};

/** A setting's value as a text. */
export function valueInWords(setting: RuledSetting, settings: LabSettings): string {
	const value = settings[setting];
	const choice = CHOICES[setting]?.find((each) => each.value === value);
	if (choice) return choice.name;
	if (setting === 'encoding') return 'your own code';
	if (setting === 'light') return lightInWords(settings.light);
	if (setting === 'tableShare') return `${Math.round(100 * settings.tableShare)}% of the run`;
	return typeof value === 'number' ? value.toLocaleString('en', { maximumSignificantDigits: 10 }) : value;
}

/** Whether a setting stands where it does without a preset. */
export const isUsual = (setting: RuledSetting, settings: LabSettings): boolean =>
	settings[setting] === DEFAULT_SETTINGS[setting];

/** An id for a setting's controls. */
export const idOf = (setting: RuledSetting): string => `setting-${wordOfSetting(setting)}`;
