import { beforeEach, describe, expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { encodeSnapshot } from '#lib/core/snapshot.ts';
import type { KeptRun } from '#lib/run/kept-run.ts';
import type { Standing } from '#lib/run/standing.ts';
import { encodeKept } from '#lib/site/kept-file.ts';
import { bringBack, inWords, type Stores } from '../../src/routes/privacy/bring-back.ts';
import { NO_ANSWERS, SAMPLES } from '../run/fake-worker.ts';
import { smallSnapshot } from '../core/small-snapshots.ts';

const CONFIG = defaultConfig({ kind: 'naive', bits: 2, wordLength: 1 }, { kind: 'materials', light: 1 });
const CLASSES = ['a', 'b'];

const RUN: KeptRun = {
	version: 1,
	id: '1',
	name: 'mine',
	date: '2026-01-01T00:00:00Z',
	codeVersion: 'c0de',
	backend: 'wasm',
	config: CONFIG,
	losses: Float32Array.of(2, 1),
	evaluations: [
		{ step: 2, correct: 1, count: 2, answers: Uint8Array.of(1), confidences: Float32Array.of(0.5) }
	],
	frames: [{ step: 0, levels: new Uint8Array(256) }],
	samples: { ...SAMPLES, labels: SAMPLES.labels.map(() => 1) },
	classNames: CLASSES,
	result: {
		step: 2,
		testAccuracy: 0.5,
		validationAccuracy: 0.5,
		confusion: Uint32Array.of(1, 1, 1, 1),
		answers: NO_ANSWERS,
		snapshotHash: 'ab'.repeat(32)
	}
};
const STANDING: Standing = {
	checkpoint: { config: CONFIG, step: 7, state: Uint8Array.of(1, 2).buffer },
	losses: [1],
	evaluations: [],
	frames: []
};

let texts: Map<string, string>;
let lab: Map<string, unknown>;
let full = false;
const stores: Stores = {
	texts: {
		getItem: (name) => texts.get(name) ?? null,
		setItem: (name, value) => void texts.set(name, value),
		removeItem: (name) => void texts.delete(name)
	},
	lab: {
		keys: () => Promise.resolve([...lab.keys()]),
		setMany: (entries) => {
			if (full) return Promise.reject(new Error('the disk is full'));
			for (const [key, value] of entries) lab.set(key, value);
			return Promise.resolve();
		}
	}
};

const fileOf = (values: Record<string, unknown>, words: Record<string, string> = {}): string =>
	encodeKept({ texts: new Map(Object.entries(words)), lab: new Map(Object.entries(values)) });

beforeEach(() => {
	texts = new Map();
	lab = new Map();
	full = false;
});

describe('what is brought back', () => {
	it('is what was saved: texts, runs, their networks; an unfinished run is put aside', async () => {
		const network = encodeSnapshot(smallSnapshot(1));
		const file = fileOf(
			{ 'run:1': RUN, 'network:1': network, 'standing:tab': STANDING },
			{ theme: 'dark', 'notebook:mine': '{}' }
		);
		expect(await bringBack(file, stores)).toEqual({
			brought: ['theme', 'notebook:mine', 'run:1', 'network:1', 'aside:tab'],
			stayed: []
		});
		expect(lab.get('run:1')).toEqual(RUN);
		expect(lab.get('network:1')).toEqual(network);
		expect(lab.get('aside:tab')).toEqual(STANDING);
		expect(texts.get('theme')).toBe('dark');
	});

	it('leaves out what no run has', async () => {
		await bringBack(fileOf({ 'run:1': { ...RUN, extra: '<b>' } }), stores);
		expect(lab.get('run:1')).toEqual(RUN);
	});

	it('takes the place of nothing', async () => {
		texts.set('theme', 'light');
		lab.set('run:1', 'its own');
		const { brought, stayed } = await bringBack(fileOf({ 'run:1': RUN }, { theme: 'dark' }), stores);
		expect([brought, stayed]).toEqual([[], ['theme', 'run:1']]);
		expect([texts.get('theme'), lab.get('run:1')]).toEqual(['light', 'its own']);
	});

	it('is all or nothing where the browser refuses', async () => {
		full = true;
		await expect(bringBack(fileOf({ 'run:1': RUN }, { theme: 'dark' }), stores)).rejects.toThrow('full');
		expect([texts.size, lab.size]).toEqual([0, 0]);
	});

	it.each([
		[{ 'run:2': RUN }, 'run:2: id: the one that its key names'],
		[{ 'run:1': { ...RUN, losses: [1] } }, 'run:1: losses: '],
		[{ 'run:1': { ...RUN, config: { ...CONFIG, steps: -1 } } }, 'run:1: config.steps'],
		[{ 'run:1': { ...RUN, classNames: ['<b>', 'b', 'c'] } }, 'run:1: result.confusion: '],
		[{ 'run:1': { ...RUN, samples: { ...RUN.samples, height: 2 } } }, 'run:1: samples: '],
		[{ 'run:1': { ...RUN, frames: [{ step: 0, levels: new Uint8Array(3) }] } }, 'run:1: frames: '],
		[
			{ 'run:1': { ...RUN, evaluations: [{ ...RUN.evaluations[0], answers: Uint8Array.of(2) }] } },
			'run:1: answers: each must be one of the classes'
		],
		[{ 'network:1': new Uint8Array(40) }, 'network:1: '],
		[{ 'network:1': 'text' }, 'network:1: the bytes of a network'],
		[
			{ 'aside:1': { ...STANDING, checkpoint: { ...STANDING.checkpoint, state: [] } } },
			'aside:1: checkpoint.state'
		],
		[{ another: 1 }, 'another: the lab keeps nothing']
	])('refuses fault %# whole', async (values, why) => {
		await expect(bringBack(fileOf(values, { theme: 'dark' }), stores)).rejects.toThrow(why);
		expect([texts.size, lab.size]).toEqual([0, 0]);
	});

	it('is said in words', () => {
		expect(inWords(['theme', 'run:1', 'network:1', 'run:2', 'notebook:a'])).toBe('theme, 2 runs, 1 notebook');
		expect(inWords([])).toBe('nothing');
	});

	it('refuses what the course keeps nowhere', async () => {
		await expect(bringBack(fileOf({}, { 'of-another-course': '1' }), stores)).rejects.toThrow(
			'of-another-course: the course keeps nothing'
		);
	});
});
