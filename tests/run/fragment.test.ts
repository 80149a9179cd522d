import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FRAGMENT_BYTES, readFragment, writeFragment } from '#lib/run/fragment.ts';
import {
	DEFAULT_SETTINGS,
	LAB_VIEWS,
	SETTING_RANGES,
	configOf,
	sameRun,
	settingsOf,
	type LabSettings,
	type NumberSetting
} from '#lib/run/lab-settings.ts';
import { parseConfig } from '#lib/core/config.ts';

const numberSetting = (name: NumberSetting): fc.Arbitrary<number> => {
	const { min, max, whole } = SETTING_RANGES[name];
	return whole ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }).map((x) => x + 0);
};
const anyHash = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 64, maxLength: 64 });
const anySettings: fc.Arbitrary<LabSettings> = fc
	.record({
		ownHash: anyHash.map((digits) => digits.map((digit) => digit.toString(16)).join('')),
		encoding: fc.constantFrom(
			'pixel-embedding',
			'naive',
			'dither',
			'quantile-dither',
			'thermometer',
			'bit-planes',
			'float-first',
			'all-float'
		),
		customBy: fc.constant('formula'),
		formula: fc.constant(DEFAULT_SETTINGS.formula),
		digits: fc.constant(''),
		wordLength: numberSetting('wordLength'),
		bits: fc.constantFrom(1, 2),
		init: fc.constantFrom('linear', 'dither'),
		mirror: fc.constantFrom('on', 'off'),
		start: fc.oneof(
			fc.constant(''),
			anyHash.map((digits) => digits.map((digit) => digit.toString(16)).join(''))
		),
		data: fc.constantFrom('materials', 'cifar-10', 'own'),
		light: numberSetting('light'),
		seed: numberSetting('seed'),
		steps: numberSetting('steps'),
		batchSize: numberSetting('batchSize'),
		learningRate: numberSetting('learningRate'),
		tableLearningRate: numberSetting('tableLearningRate'),
		tableSmoothing: numberSetting('tableSmoothing'),
		tableShare: numberSetting('tableShare'),
		view: fc.constantFrom(...LAB_VIEWS),
		value: numberSetting('value')
	})
	.map((settings) => (settings.data === 'own' ? settings : { ...settings, ownHash: '' }));

describe('a fragment', () => {
	it('brings every setting back', () => {
		fc.assert(
			fc.property(anySettings, (settings) => {
				const text = writeFragment(settings);
				expect(readFragment(`#${text}`)).toEqual({ settings, problems: [] });
				expect(text.length).toBeLessThan(MAX_FRAGMENT_BYTES / 4);
			})
		);
	});

	it('reads like a sentence of settings', () => {
		expect(writeFragment(DEFAULT_SETTINGS)).toBe(
			'v1&encoding=pixel-embedding&d=10&bits=2&init=linear&data=materials&light=1&seed=1&steps=500' +
				'&batch=32&rate=0.01&table-rate=0.03&smoothing=8&share=0.4&view=training&value=137'
		);
	});

	it('takes nothing from an empty one or from an anchor', () => {
		for (const text of ['', '#', '#content', '#settings'])
			expect(readFragment(text)).toEqual({ settings: DEFAULT_SETTINGS, problems: [] });
	});

	it('names what it does not know and keeps the rest', () => {
		const { settings, problems } = readFragment('#v1&d=4&colour=blue&seed=7');
		expect(settings).toEqual({ ...DEFAULT_SETTINGS, wordLength: 4, seed: 7 });
		expect(problems).toEqual(['The lab has no setting “colour”.']);
	});

	it('names what is out of range and keeps the default', () => {
		const { settings, problems } = readFragment('#v1&d=17&bits=3&light=1.5&steps=10.5&rate=fast&seed=');
		expect(settings).toEqual(DEFAULT_SETTINGS);
		expect(problems).toEqual([
			'“d” must be a whole number from 1 to 16, not “17”.',
			'“bits” must be 1 or 2, not “3”.',
			'“light” must be a number from 0 to 1, not “1.5”.',
			'“steps” must be a whole number from 1 to 20000, not “10.5”.',
			'“rate” must be a number from 0.00001 to 1, not “fast”.',
			'“seed” must be a whole number from 0 to 4294967295, not “”.'
		]);
	});

	it('lets the first of two count', () => {
		const { settings, problems } = readFragment('#v1&seed=1&seed=2');
		expect(settings.seed).toBe(1);
		expect(problems).toEqual(['“seed” is given twice; the first counts.']);
	});

	it('refuses another version and an overlong text whole', () => {
		expect(readFragment('#v2&d=4').problems[0]).toContain('starts with “v2”');
		expect(readFragment('#v2&d=4').settings).toEqual(DEFAULT_SETTINGS);
		expect(readFragment(`#v1&d=4&${'x'.repeat(MAX_FRAGMENT_BYTES)}`).problems[0]).toContain(
			'longer than 2048'
		);
	});

	it('survives any text with settings that make a run', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const { settings } = readFragment(`v1&${text}`);
				expect(() => parseConfig(configOf(settings))).not.toThrow();
			})
		);
	});
});

describe('settings and configs', () => {
	it('are the same run after a round trip', () => {
		fc.assert(
			fc.property(anySettings, (settings) => {
				const config = configOf(settings);
				expect(parseConfig(config)).toEqual(config);
				expect(configOf(settingsOf(config, settings))).toEqual(config);
				expect(sameRun(config, configOf(settings))).toBe(true);
			})
		);
	});

	it('differ as runs when the seed does, and not when only the value read out does', () => {
		const config = configOf(DEFAULT_SETTINGS);
		expect(sameRun(config, configOf({ ...DEFAULT_SETTINGS, seed: 2 }))).toBe(false);
		expect(sameRun(config, configOf({ ...DEFAULT_SETTINGS, value: 3 }))).toBe(true);
	});
});
