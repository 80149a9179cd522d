import { expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { parseRecordedRun } from '#lib/run/parse-recorded-run.ts';

const RUN = {
	format: 'awep-run',
	version: 1,
	config: defaultConfig({ kind: 'naive', bits: 2, wordLength: 1 }, { kind: 'materials', light: 1 }),
	date: '2026-01-01',
	codeVersion: 'x',
	backend: 'wasm',
	dataName: 'materials',
	dataHash: 'x',
	classNames: ['a', 'b'],
	losses: [1],
	evaluations: [{ step: 1, accuracy: 0.5, count: 2, answers: [0], confidences: [1] }],
	table: [],
	samples: { indices: [0], labels: [0] },
	final: {
		testAccuracy: 0.5,
		validationAccuracy: 0.5,
		confusion: [],
		snapshotHash: 'x',
		stepsPerSecond: 1
	}
};

it('takes a recorded run as it is written', () => {
	expect(parseRecordedRun(structuredClone(RUN))).toEqual(RUN);
});

it('names the field that is wrong', () => {
	expect(() => parseRecordedRun({ ...RUN, version: 2 })).toThrow('recorded run.version');
	expect(() => parseRecordedRun({ ...RUN, evaluations: [{ ...RUN.evaluations[0], accuracy: 50 }] })).toThrow(
		'recorded run.evaluations.0.accuracy'
	);
	expect(() => parseRecordedRun({ ...RUN, config: { ...RUN.config, seed: -1 } })).toThrow('config.seed');
});
