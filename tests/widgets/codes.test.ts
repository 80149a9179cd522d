import { describe, expect, it } from 'vitest';
import { viewOf } from '#lib/widgets/code-view.ts';
import { codesFor, wordAt } from '#lib/widgets/codes.ts';
import type { RecordedTable } from '#lib/widgets/recorded-codes.ts';

const NONE = { learned: { dark: null, bright: null }, accuracy: { dark: {}, bright: {} } };
const byId = (light: 'dark' | 'bright') =>
	new Map(codesFor(light, NONE).map((code) => [code.id, viewOf(code)]));

describe('the codes of chapter 5', () => {
	it('writes binary digits with the most significant first', () => {
		const planes = byId('dark').get('bit-planes');
		expect(planes && wordAt(planes.table, 6)).toEqual([0, 0, 0, 0, 0, 1, 1, 0]);
		expect(planes?.jump).toBe(8);
	});

	it('shows a learned table only where one was recorded, and says in which light', () => {
		expect([...byId('bright').keys()]).not.toContain('pixel-embedding');
		const dark: RecordedTable = {
			digits: '12'.repeat(256),
			wordLength: 2,
			bits: 2,
			light: 'dark',
			seed: 1,
			steps: 10,
			date: '2026-01-01',
			testAccuracy: 0.5
		};
		const recorded = { ...NONE, learned: { dark, bright: null } };
		expect(codesFor('bright', recorded).map(({ id }) => id)).not.toContain('pixel-embedding');
		const learned = codesFor('dark', recorded).find(({ id }) => id === 'pixel-embedding');
		expect(learned?.about).toBe('on dark pictures');
		expect(learned && wordAt(learned.table, 255)).toEqual([1, 2]);
	});

	it('says what the chapter says: rounding loses two thirds in the dark, the thermometer more than one', () => {
		const dark = byId('dark');
		const apart = (id: 'naive2' | 'thermometer' | 'bit-planes'): number => dark.get(id)?.apart.dark ?? NaN;
		expect(apart('naive2')).toBeCloseTo(0.346, 3);
		expect(apart('thermometer')).toBeCloseTo(0.635, 3);
		expect(apart('bit-planes')).toBe(1);
	});
});
