import { describe, expect, it } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { keptRun, keptView, type KeptRun } from '#lib/run/kept-run.ts';
import { KeptRuns, MAX_KEPT_RUNS, type RunStore } from '#lib/run/kept-runs.svelte.ts';
import type { Standing } from '#lib/run/standing.ts';
import { NO_ANSWERS, SAMPLES } from './fake-worker.ts';

const CONFIG = defaultConfig({ kind: 'naive', bits: 2, wordLength: 1 }, { kind: 'materials', light: 1 });

function aRun(id: string, date = '2026-01-01T00:00:00Z'): KeptRun {
	return {
		version: 1,
		id,
		name: `run ${id}`,
		date,
		codeVersion: 'c0de',
		backend: 'wasm',
		config: CONFIG,
		losses: Float32Array.of(2, 1),
		evaluations: [],
		frames: [],
		samples: SAMPLES,
		classNames: ['a', 'b'],
		result: {
			step: 2,
			testAccuracy: 0.5,
			validationAccuracy: 0.5,
			confusion: Uint32Array.of(1, 1, 1, 1),
			answers: NO_ANSWERS,
			snapshotHash: 'ab'
		}
	};
}

const STANDING: Standing = {
	checkpoint: { config: CONFIG, step: 7, state: new ArrayBuffer(4) },
	losses: [1],
	evaluations: [],
	frames: []
};

class MemoryStore implements RunStore {
	readonly values = new Map<string, unknown>();
	refusal = '';
	#do<T>(work: () => T): Promise<T> {
		return this.refusal ? Promise.reject(new Error(this.refusal)) : Promise.resolve(work());
	}
	keys = () => this.#do(() => [...this.values.keys()]);
	getMany = (keys: string[]) => this.#do(() => keys.map((key) => this.values.get(key)));
	setMany = (entries: [string, unknown][]) =>
		this.#do(() => {
			for (const [key, value] of entries) this.values.set(key, structuredClone(value));
		});
	delMany = (keys: string[]) =>
		this.#do(() => {
			for (const key of keys) this.values.delete(key);
		});
}

describe('kept runs', () => {
	it('are there again after the page was left, the newest first', async () => {
		const store = new MemoryStore();
		const before = new KeptRuns(store);
		await before.keep(aRun('1', '2026-01-01T00:00:00Z'), null);
		await before.keep(aRun('2', '2026-01-02T00:00:00Z'), null);
		const after = new KeptRuns(store);
		await after.load();
		expect(after.runs.map(({ id }) => id)).toEqual(['2', '1']);
		expect([...after.runs[0].losses]).toEqual([2, 1]);
		expect(after.message).toBe('');
	});

	it('can be named and deleted', async () => {
		const store = new MemoryStore();
		const kept = new KeptRuns(store);
		await kept.keep(aRun('1'), null);
		await kept.rename('1', '  first try  ');
		await kept.rename('1', '   ');
		const again = new KeptRuns(store);
		await again.load();
		expect(again.runs[0].name).toBe('first try');
		await again.remove('1');
		expect(again.runs).toEqual([]);
		expect(store.values.size).toBe(0);
	});

	it('are never thrown out for a new one: a full store says so', async () => {
		const kept = new KeptRuns(new MemoryStore());
		for (let i = 0; i < MAX_KEPT_RUNS; i++) expect(await kept.keep(aRun(String(i)), null)).toBe(true);
		expect(await kept.keep(aRun('one more'), null)).toBe(false);
		expect(kept.runs).toHaveLength(MAX_KEPT_RUNS);
		expect(kept.message).toContain('delete one to keep this one');
	});

	it('say what storage refuses, and stay as they are', async () => {
		const store = new MemoryStore();
		const kept = new KeptRuns(store);
		await kept.keep(aRun('1'), null);
		store.refusal = 'quota exceeded';
		expect(await kept.keep(aRun('2'), null)).toBe(false);
		expect(kept.message).toBe('The run could not be kept in this browser: quota exceeded.');
		await kept.remove('1');
		expect(kept.runs.map(({ id }) => id)).toEqual(['1']);
		store.refusal = '';
		await kept.remove('1');
		expect(kept.message).toBe('');
	});

	it('leave out what is none', async () => {
		const store = new MemoryStore();
		store.values.set('run:x', { version: 2 }).set('run:y', 'text').set('run:z', aRun('z')).set('standing', 5);
		const kept = new KeptRuns(store);
		await kept.load();
		expect(kept.runs.map(({ id }) => id)).toEqual(['z']);
		expect(kept.standing).toBeNull();
	});

	it('remember where a run stands until it is forgotten, in the order in which that was said', async () => {
		const store = new MemoryStore();
		const kept = new KeptRuns(store);
		void kept.stand(STANDING);
		void kept.stand({ ...STANDING, losses: [1, 2] });
		await kept.load();
		expect(kept.standing?.losses).toEqual([1, 2]);
		void kept.stand(STANDING);
		await kept.forget();
		await kept.load();
		expect(kept.standing).toBeNull();
	});
});

describe('a run to be kept', () => {
	it('needs an end, a backend and its pictures', () => {
		const view = keptView(aRun('1'));
		const about = { id: '1', name: 'n'.repeat(500), date: 'd', codeVersion: 'c' };
		const whole = { ...view, backend: { backend: 'wasm' as const } };
		expect(keptRun({ ...whole, result: null }, about)).toBeNull();
		expect(keptRun({ ...whole, backend: null }, about)).toBeNull();
		expect(keptRun({ ...whole, samples: null }, about)).toBeNull();
		expect(keptRun(whole, about)?.name).toHaveLength(120);
		expect(keptView(aRun('1')).step).toBe(2);
	});
});
