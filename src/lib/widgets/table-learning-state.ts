/** The state of the figure "A table learning" as its links carry it. Data only. */
import { RECORDED_SEED, type TableSettings } from '#lib/run/recorded-table-run.ts';
import type { Fields, ValuesOf } from '#lib/run/widget-fragment.ts';

export const TABLE_LEARNING_ID = 'table-learning';

/** Word lengths of the recorded studies. */
export const WORD_LENGTHS: readonly number[] = [1, 2, 4, 8, 10, 16];

export const TABLE_LEARNING_FIELDS = {
	light: { kind: 'choice', choices: ['dark', 'bright'] },
	init: { kind: 'choice', choices: ['linear', 'dither'] },
	length: { kind: 'number', min: 1, max: 16, whole: true },
	bits: { kind: 'number', min: 1, max: 2, whole: true },
	smooth: { kind: 'flag' },
	seed: { kind: 'number', min: 0, max: 4294967295, whole: true },
	step: { kind: 'number', min: 0, max: 1000, whole: true },
	value: { kind: 'number', min: 0, max: 255, whole: true }
} as const satisfies Fields;

export const FIRST_SETTINGS: TableSettings = {
	light: 0,
	init: 'linear',
	wordLength: 10,
	bits: 2,
	smooth: true,
	seed: RECORDED_SEED
};

/** The settings of a link; what it does not say is as in the first ones. */
export function settingsOfLink(values: Partial<ValuesOf<typeof TABLE_LEARNING_FIELDS>>): TableSettings {
	const { light, init, length, bits, smooth, seed } = values;
	return {
		light: light === 'bright' ? 1 : 0,
		init: init === 'dither' ? 'dither' : 'linear',
		wordLength: length ?? FIRST_SETTINGS.wordLength,
		bits: bits === 1 ? 1 : 2,
		smooth: smooth ?? FIRST_SETTINGS.smooth,
		seed: seed ?? FIRST_SETTINGS.seed
	};
}

/** What a link says of settings, a step and a value. */
export function linkOfSettings(
	{ light, init, wordLength, bits, smooth, seed }: TableSettings,
	step: number,
	value: number
): ValuesOf<typeof TABLE_LEARNING_FIELDS> {
	return {
		light: light === 1 ? 'bright' : 'dark',
		init,
		length: wordLength,
		bits,
		smooth,
		seed,
		step,
		value
	};
}
