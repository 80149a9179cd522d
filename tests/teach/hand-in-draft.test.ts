import { describe, expect, it } from 'vitest';
import { defaultConfig, type DataChoice } from '#lib/core/config.ts';
import type { KeptRun } from '#lib/run/kept-run.ts';
import { HandInDraft } from '#lib/teach/hand-in-draft.svelte.ts';

const NAIVE = { dataHash: 'a'.repeat(64), accuracies: [[1, 0.2]] as const };

function kept(id: string, seed: number, data: DataChoice): KeptRun {
	const result = { snapshotHash: seed.toString(16).repeat(64), testAccuracy: 0.3, validationAccuracy: 0.2 };
	return {
		...{ version: 1, id, name: id, date: '2026-01-31T10:00:00Z', codeVersion: 'c', backend: 'wasm' },
		config: { ...defaultConfig({ kind: 'naive', bits: 1, wordLength: 1 }, data), seed, steps: 300 },
		result
		// What a receipt is not made of.
	} as KeptRun;
}
const DARK = { kind: 'materials', light: 0 } as const;

describe('what is about to be handed in', () => {
	it('takes one fingerprint for all runs on the same pictures, and says which run has no receipt', async () => {
		const asked: unknown[] = [];
		const draft = new HandInDraft({
			naive: NAIVE,
			codeVersion: 'c',
			fingerprint: ({ data }) => {
				asked.push(data);
				return Promise.resolve({ name: 'materials, dark', hash: 'a'.repeat(64) });
			}
		});
		draft.kept = [kept('one', 1, DARK), kept('two', 2, DARK), kept('three', 3, { kind: 'cifar-10' })];
		expect(draft.waiting).toBe(true);
		await draft.takeFingerprints();
		expect(asked).toEqual([DARK]);
		expect(draft.waiting).toBe(false);
		expect(draft.offered.map(({ obstacle }) => obstacle !== '')).toEqual([false, false, true]);
		const { receipts, challenge } = draft.handIn({}, '2026-02-01');
		expect(receipts.map(({ config, date, dataHash }) => [config.seed, date, dataHash[0]])).toEqual([
			[1, '2026-01-31', 'a'],
			[2, '2026-01-31', 'a']
		]);
		expect(challenge).toEqual({ wordBits: 1 });
	});

	it('leaves out what the pupil leaves out, and goes on where pictures cannot be made', async () => {
		const draft = new HandInDraft({
			naive: NAIVE,
			codeVersion: 'c',
			fingerprint: ({ data }) =>
				data.kind === 'materials' && data.light === 1
					? Promise.reject(new Error('no memory'))
					: Promise.resolve({ name: 'materials, dark', hash: 'a'.repeat(64) })
		});
		draft.kept = [kept('bright', 1, { kind: 'materials', light: 1 }), kept('dark', 2, DARK)];
		await draft.takeFingerprints();
		expect(draft.offered[0].obstacle).toContain('no memory');
		expect(draft.receipts).toHaveLength(1);
		draft.choose(draft.offered[1].key, false);
		expect(draft.receipts).toHaveLength(0);
		expect(draft.handIn({}, '2026-02-01').challenge).toBeNull();
		draft.choose(draft.offered[1].key, true);
		expect(draft.receipts).toHaveLength(1);
	});

	it('cuts an answer that no file would take', () => {
		const draft = new HandInDraft({ naive: NAIVE, codeVersion: 'c' });
		const progress = { a: { read: [], passed: [], answers: { q: '0'.repeat(5000) }, guesses: {} } };
		expect(draft.handIn(progress, '2026-02-01').progress.a.answers.q).toHaveLength(1000);
	});
});
