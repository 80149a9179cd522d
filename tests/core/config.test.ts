import { describe, expect, it } from 'vitest';
import { CONFIG_RANGES, defaultConfig, parseConfig, type TrainConfig } from '#lib/core/config.ts';
import { usualTableLearningRate } from '#lib/core/training-recipe.ts';
import { NAMED_ENCODINGS } from '#lib/core/encoding.ts';

const materials = (light: number) => ({ kind: 'materials', light }) as const;
const usual = defaultConfig(NAMED_ENCODINGS['pixel-embedding'], materials(1));
/** As a file or a link brings it. */
const asJson = (config: object): unknown => JSON.parse(JSON.stringify(config));

describe('a config', () => {
	it.each(Object.entries(NAMED_ENCODINGS))('with the usual settings for %s can be parsed', (_, encoding) => {
		for (const data of [materials(0), materials(1), { kind: 'cifar-10' }] as const) {
			const config = defaultConfig(encoding, data);
			expect(parseConfig(asJson(config))).toEqual(config);
		}
	});

	it('may take either end of every range', () => {
		for (const end of ['min', 'max'] as const) {
			const { light, ...numbers } = CONFIG_RANGES;
			const ends = Object.fromEntries(Object.entries(numbers).map(([name, range]) => [name, range[end]]));
			const config = { ...usual, ...ends, data: materials(light[end]) } as TrainConfig;
			expect(parseConfig(asJson(config))).toEqual(config);
		}
	});

	it('has a slower table where it starts from dither', () => {
		const start = (init: 'linear' | 'dither') =>
			({ kind: 'pixel-embedding', bits: 2, wordLength: 4, init }) as const;
		expect(usualTableLearningRate(start('linear'))).toBe(0.03);
		expect(usualTableLearningRate(start('dither'))).toBe(0.01);
	});
});

describe('a config that is refused names the field', () => {
	const FIELDS: [keyof TrainConfig, unknown[]][] = [
		['seed', [-1, 4294967296, 0.5, '1', null, NaN]],
		['steps', [0, 20001, 1.5, Infinity]],
		['batchSize', [0, 257, 2.5, undefined]],
		['learningRate', [0, 0.000009, 1.01, NaN, '0.01']],
		['tableLearningRate', [-0.1, 1.01, NaN]],
		['tableSmoothing', [-1, 64.5, Infinity]],
		['data', [null, 'materials']]
	];
	it.each(FIELDS)('%s', (field, values) => {
		for (const value of values)
			expect(() => parseConfig({ ...usual, [field]: value }), String(value)).toThrow(
				new RegExp(`^config\\.${field}\\b`)
			);
	});

	it('inside its data', () => {
		for (const light of [-0.01, 1.01, NaN, '1'])
			expect(() => parseConfig({ ...usual, data: { kind: 'materials', light } })).toThrow(
				/^config\.data\.light/
			);
		expect(() => parseConfig({ ...usual, data: { kind: 'imagenet' } })).toThrow(/^config\.data\.kind/);
	});

	it('inside its encoding', () => {
		for (const encoding of [
			{ kind: 'dither', bits: 3, wordLength: 4 },
			{ kind: 'dither', wordLength: 4 }
		])
			expect(() => parseConfig({ ...usual, encoding })).toThrow(/encoding\.bits/);
		expect(() => parseConfig({ ...usual, encoding: undefined })).toThrow(/encoding/);
	});

	it('when the field is unknown', () => {
		expect(() => parseConfig({ ...usual, momentum: 0.9 })).toThrow(/^config\.momentum/);
		expect(() => parseConfig({ ...usual, data: { kind: 'cifar-10', light: 1 } })).toThrow(
			/^config\.data\.light/
		);
		expect(() => parseConfig({ ...usual, encoding: { kind: 'bit-planes', bits: 1 } })).toThrow(
			/encoding\.bits/
		);
	});

	it('when a field is missing', () => {
		for (const field of Object.keys(usual)) {
			const rest = Object.fromEntries(Object.entries(usual).filter(([name]) => name !== field));
			expect(() => parseConfig(rest), field).toThrow(new RegExp(field));
		}
	});

	it('or says what came when it is no config at all', () => {
		for (const data of [null, undefined, 3, 'config', []])
			expect(() => parseConfig(data), String(data)).toThrow(TypeError);
		expect(() => parseConfig(null)).toThrow(/^config: .*null/);
	});
});
