import { expect, it } from 'vitest';
import { encodeHistory } from '#lib/core/table-history.ts';
import { framesOf, settingsOfTable, tableConfig, tableRunName } from '#lib/run/recorded-table-run.ts';

const settings = {
	light: 0,
	init: 'linear',
	wordLength: 10,
	bits: 2,
	smooth: true,
	seed: 1
} as const;

it('settings, config and name say the same', () => {
	expect(settingsOfTable(tableConfig(settings))).toEqual(settings);
	expect(tableRunName(settings)).toBe('dark-linear-10x2');
	const other = { ...settings, light: 1, init: 'dither', bits: 1, smooth: false, seed: 7 } as const;
	expect(settingsOfTable(tableConfig(other))).toEqual(other);
	expect(tableRunName(other)).toBe('bright-dither-10x1-unsmoothed-seed-7');
});

it('a run without a table, or between dark and bright, has no such settings', () => {
	const config = tableConfig(settings);
	expect(settingsOfTable({ ...config, encoding: { kind: 'float-first' } })).toBeNull();
	expect(settingsOfTable({ ...config, data: { kind: 'materials', light: 0.5 } })).toBeNull();
});

it('the last frame stands to the end of the run', () => {
	const levels = new Uint8Array(256).fill(1);
	const run = {
		config: tableConfig({ ...settings, wordLength: 1 }),
		date: '2026-01-01',
		testAccuracy: 0.5,
		snapshotHash: '',
		evaluations: [],
		table: encodeHistory([
			{ step: 0, levels: new Uint8Array(256) },
			{ step: 390, levels }
		])
	};
	const frames = framesOf(run);
	expect(frames.map(({ step }) => step)).toEqual([0, 390, 1000]);
	expect(frames[2].levels).toEqual(levels);
});
