/** Faults of storage, and two tabs that share one: nothing that was there is lost, and what is refused is said. */
import { describe, expect, it, vi } from 'vitest';
import { defaultConfig } from '#lib/core/config.ts';
import { KeptRuns, type RunStore } from '#lib/run/kept-runs.svelte.ts';
import type { OpenTabs } from '#lib/run/open-tabs.ts';
import type { Standing } from '#lib/run/standing.ts';
import { PatientStorage, STORAGE_PATIENCE_MS } from '#lib/run/storage-answer.ts';

const CONFIG = defaultConfig({ kind: 'naive', bits: 2, wordLength: 1 }, { kind: 'materials', light: 1 });
const at = (step: number): Standing => ({
	checkpoint: { config: CONFIG, step, state: new ArrayBuffer(4) },
	losses: [],
	evaluations: [],
	frames: []
});

/** A store that several tabs share; `gate` is awaited by every question. */
class SharedStore implements RunStore {
	readonly values = new Map<string, unknown>();
	gate: () => Promise<void> = () => Promise.resolve();
	async #do<T>(work: () => T): Promise<T> {
		await this.gate();
		return work();
	}
	keys = () => this.#do(() => [...this.values.keys()]);
	getMany = (keys: string[]) => this.#do(() => keys.map((key) => this.values.get(key)));
	setMany = (entries: [string, unknown][]) =>
		this.#do(() => entries.forEach(([key, value]) => this.values.set(key, structuredClone(value))));
	delMany = (keys: string[]) => this.#do(() => keys.forEach((key) => this.values.delete(key)));
}

/** Tabs of one browser: each opens later than the one before, and may be closed. */
function browser() {
	const store = new SharedStore();
	const open = new Set<string>();
	let count = 0;
	return {
		store,
		tab() {
			const id = `2026-01-01T00:00:0${count++} x`;
			const tabs: OpenTabs = {
				id,
				announce: () => void open.add(id),
				others: () => Promise.resolve(new Set([...open].filter((each) => each !== id)))
			};
			return { kept: new KeptRuns(store, tabs), close: () => open.delete(id) };
		}
	};
}

describe('two tabs that train at once', () => {
	it('each remember their own run, and ending one leaves the other', async () => {
		const { tab, store } = browser();
		const [a, b] = [tab(), tab()];
		await a.kept.stand(at(10));
		await b.kept.stand(at(20));
		await a.kept.stand(at(11));
		await b.kept.forget();
		expect(store.values.size).toBe(1);
		a.close();
		const c = tab();
		await c.kept.load();
		expect(c.kept.standing?.checkpoint.step).toBe(11);
	});

	it('are not offered each other’s run while it goes on', async () => {
		const { tab } = browser();
		const a = tab();
		await a.kept.stand(at(10));
		const b = tab();
		await b.kept.load();
		expect(b.kept.standing).toBeNull();
	});

	it('both closed: the later is offered, the earlier is put aside, and both can be gone on with', async () => {
		const { tab } = browser();
		const [a, b] = [tab(), tab()];
		await a.kept.stand(at(10));
		await b.kept.stand(at(20));
		a.close();
		b.close();
		const c = tab();
		await c.kept.load();
		expect(c.kept.standing?.checkpoint.step).toBe(20);
		expect(c.kept.aside.map(({ step }) => step)).toEqual([10]);
		expect((await c.kept.standingAside(c.kept.aside[0].id))?.checkpoint.step).toBe(10);
	});

	it('a run that was taken up is remembered once, by the tab that took it', async () => {
		const { tab, store } = browser();
		const a = tab();
		await a.kept.stand(at(10));
		a.close();
		const b = tab();
		await b.kept.load();
		b.kept.standing = null;
		expect(store.values.size).toBe(1);
		await b.kept.stand(at(10));
		expect(store.values.size).toBe(1);
		// Left within the same page, and come back to.
		await b.kept.load();
		expect(b.kept).toMatchObject({ standing: { checkpoint: { step: 10 } } });
		b.kept.standing = null;
		await b.kept.stand(at(12));
		expect(store.values.size).toBe(1);
	});

	it('what an earlier version of the page wrote down is offered too', async () => {
		const { tab, store } = browser();
		store.values.set('standing', at(7));
		const { kept } = tab();
		await kept.load();
		expect(kept.standing?.checkpoint.step).toBe(7);
		await kept.forget();
		expect(store.values.size).toBe(0);
	});
});

describe('storage that never answers', () => {
	it('is waited for once, and believed again when it speaks', async () => {
		vi.useFakeTimers();
		try {
			const { store, tab } = browser();
			let speak: () => void = () => undefined;
			store.gate = () => new Promise((resolve) => (speak = resolve));
			const { kept } = tab();
			const loading = kept.load();
			await vi.advanceTimersByTimeAsync(STORAGE_PATIENCE_MS);
			await loading;
			expect(kept.loaded).toBe(true);
			expect(kept.message).toBe('Kept runs cannot be read in this browser: it does not answer.');
			// Refused at once: whoever waits for it is not held up again.
			await kept.putAside(at(3), 'x');
			expect(kept.aside).toEqual([]);
			store.gate = () => Promise.resolve();
			speak();
			await vi.advanceTimersByTimeAsync(0);
			await kept.putAside(at(3), 'x');
			expect(kept.aside).toHaveLength(1);
			expect(kept.message).toBe('');
		} finally {
			vi.useRealTimers();
		}
	});
});

describe('storage that is full', () => {
	it('is said in plain words, and what is shown stays', async () => {
		const { store, tab } = browser();
		const { kept } = tab();
		store.gate = () => Promise.reject(new DOMException('', 'QuotaExceededError'));
		await kept.stand(at(3));
		expect(kept.message).toBe('Where the run stands could not be written down: its storage is full.');
		store.gate = () => Promise.resolve();
		await kept.stand(at(4));
		expect(kept.message).toBe('');
	});

	it('refuses with its own words where they say more', async () => {
		const patient = new PatientStorage(10);
		await expect(patient.ask(() => Promise.reject(new Error('odd')))).rejects.toThrow('odd');
		expect(await patient.ask(() => Promise.resolve(3))).toBe(3);
	});
});

describe('the reader’s progress', () => {
	it('is not undone by storage that is full: the page remembers what it could not write', async () => {
		const before = JSON.stringify({
			version: 1,
			chapters: { one: { read: ['a'], passed: [], answers: {}, guesses: {} } }
		});
		vi.stubGlobal('localStorage', {
			getItem: () => before,
			setItem: () => {
				throw new DOMException('', 'QuotaExceededError');
			}
		});
		try {
			vi.resetModules();
			const { reader } = await import('#lib/course/reader.svelte.ts');
			reader.open();
			reader.sectionRead('one', 'b');
			reader.answered('one', 'q', '3', true);
			expect(reader.chapter('one').read).toEqual(['a', 'b']);
			expect(reader.chapter('one').passed).toEqual(['q']);
			expect(reader.kept).toBe(false);
			// There is room again: what could not be written is written with the next answer.
			let written = before;
			vi.stubGlobal('localStorage', {
				getItem: () => before,
				setItem: (_key: string, text: string) => (written = text)
			});
			reader.answered('one', 'r', '4', false);
			expect(reader.kept).toBe(true);
			expect(JSON.parse(written)).toMatchObject({
				chapters: { one: { read: ['a', 'b'], passed: ['q'], answers: { q: '3', r: '4' } } }
			});
		} finally {
			vi.unstubAllGlobals();
		}
	});
});
