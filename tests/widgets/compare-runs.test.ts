import { describe, expect, it } from 'vitest';
import { defaultConfig, type TrainConfig } from '#lib/core/config.ts';
import type { RunView } from '#lib/run/run-view.ts';
import {
	accuracyDifference,
	confusionDifference,
	lastTable,
	sameTest,
	settingRows
} from '#lib/widgets/compare-runs.ts';

const CONFIG = defaultConfig(
	{ kind: 'pixel-embedding', bits: 2, wordLength: 2, init: 'linear' },
	{ kind: 'materials', light: 0 }
);

function view(classes: number[], config: TrainConfig = CONFIG, labels = [0, 0, 1, 1]): RunView {
	const confusion = new Uint32Array(4);
	classes.forEach((answer, i) => confusion[labels[i] * 2 + answer]++);
	return {
		config,
		step: 10,
		losses: [],
		evaluations: [],
		frames: [{ step: 10, levels: new Uint8Array(512).fill(1) }],
		samples: null,
		classNames: ['a', 'b'],
		live: true,
		result: {
			step: 10,
			testAccuracy: 0,
			validationAccuracy: 0,
			confusion,
			snapshotHash: '',
			answers: {
				labels: Uint8Array.from(labels),
				classes: Uint8Array.from(classes),
				confidences: new Float32Array(labels.length)
			}
		}
	};
}
const differing = (a: TrainConfig, b: TrainConfig): string[] =>
	settingRows(a, b)
		.filter((row) => row.differs)
		.map(({ name }) => name);

describe('two runs', () => {
	it('differ in the settings that differ', () => {
		expect(differing(CONFIG, CONFIG)).toEqual([]);
		expect(differing(CONFIG, { ...CONFIG, seed: 2 })).toEqual(['Seed']);
		expect(differing(CONFIG, { ...CONFIG, tableShare: 0.4 })).toEqual([]);
		const naive = { ...CONFIG, encoding: { kind: 'naive', bits: 2, wordLength: 2 } } as const;
		expect(differing(CONFIG, naive)).toEqual([
			...['Encoding', 'Table starts as', 'Table rate', 'Smoothing', 'Table learns for']
		]);
	});

	it('with two tables of one name differ in their encoding', () => {
		const custom = (digit: string): TrainConfig => ({
			...CONFIG,
			encoding: { kind: 'custom', name: 'mine', bits: 2, wordLength: 1, digits: digit.repeat(256) }
		});
		expect(differing(custom('1'), custom('2'))).toEqual(['Encoding']);
		expect(differing(custom('1'), custom('1'))).toEqual([]);
	});

	it('that answered the same pictures have a paired difference: B has one more of four', () => {
		const difference = accuracyDifference(view([0, 1, 1, 0]), view([0, 0, 1, 0]));
		expect(difference?.mean).toBe(0.25);
		expect(difference?.count).toBe(4);
	});

	it('that answered others have none', () => {
		const dark = view([0, 0, 1, 1]);
		const bright = view([0, 0, 1, 1], { ...CONFIG, data: { kind: 'materials', light: 1 } });
		expect(sameTest(dark, bright)).toBe(false);
		expect(accuracyDifference(dark, bright)).toBeNull();
		expect(accuracyDifference(dark, { ...dark, result: null })).toBeNull();
		expect(accuracyDifference(dark, view([0, 0, 1, 1], CONFIG, [0, 1, 1, 1]))).toBeNull();
	});

	it('change their confusions by points of a row', () => {
		expect(confusionDifference(view([0, 1, 1, 1]), view([0, 0, 1, 0]))).toEqual([0.5, -0.5, 0.5, -0.5]);
		expect(
			confusionDifference(view([0, 1, 1, 1]), { ...view([0, 0, 1, 0]), classNames: ['a', 'c'] })
		).toBeNull();
	});

	it('show their last table, and a float first layer none', () => {
		expect(lastTable(view([0, 0, 1, 1]))?.levels).toHaveLength(512);
		expect(lastTable({ ...view([0, 0, 1, 1]), frames: [] })).toBeNull();
	});
});
