import { describe, expect, test } from 'vitest';
import { makeGuards } from '#lib/notebook/frame/guards.ts';
import { HOLD_LIMIT_BYTES, MemoryMeter } from '#lib/notebook/frame/memory-meter.ts';

const MB = 1e6;

/** Adds megabytes one by one, with a full collection after each number of megabytes in `at`. Answers after how many it was refused. */
function refusedAfter(most: number, at: readonly number[], meter?: MemoryMeter): number | null {
	let added = 0;
	let seen = 0;
	const happened = (): boolean => {
		if (!(added >= at[seen])) return false;
		seen++;
		return true;
	};
	const made = meter ?? new MemoryMeter({ arm: () => undefined, happened });
	for (; added < most; added++)
		try {
			made.add(MB, null);
		} catch (error) {
			expect(error).toBeInstanceOf(RangeError);
			return added;
		}
	return null;
}

describe('the meter', () => {
	// As Chromium collects while a list of objects grows, and while objects are made and dropped.
	test('refuses what grows past the limit while the engine collects early', () => {
		const after = refusedAfter(4000, [200, 950]);
		expect(after).toBeGreaterThanOrEqual(HOLD_LIMIT_BYTES / MB);
		expect(after).toBeLessThan(HOLD_LIMIT_BYTES / MB + 10);
	});

	test('lets a program make and drop as much as it likes', () => {
		expect(refusedAfter(20_000, [])).toBeNull();
		expect(refusedAfter(20_000, [1900, 9300, 14_700])).toBeNull();
		expect(refusedAfter(20_000, [300])).toBeNull();
	});

	// As Chromium's second collection in a heap that was full before.
	test('once it has refused, a single collection is enough, and may come later', () => {
		let added = 0;
		let at = [200, 950];
		const happened = (): boolean => added >= at[0] && at.shift() !== undefined;
		const meter = new MemoryMeter({ arm: () => undefined, happened });
		const fill = (most: number): void => {
			for (added = 0; added < most; added++) meter.add(MB, null);
		};
		expect(() => fill(4000)).toThrow(RangeError);
		meter.begin();
		at = [2500];
		expect(() => fill(4000)).toThrow(RangeError);
		expect(added).toBeLessThan(2600);
		meter.begin();
		at = [];
		expect(() => fill(20_000)).not.toThrow();
	});

	test('refuses a single thing that is larger than the limit, before it is made', () => {
		const meter = new MemoryMeter({ arm: () => undefined, happened: () => false });
		expect(() => meter.demand(8e9)).toThrow('this would take about 8000 MB at once; the limit is 1000 MB');
		expect(() => meter.demand(HOLD_LIMIT_BYTES)).not.toThrow();
	});

	test('forgives a next cell what the one before has made', () => {
		const meter = new MemoryMeter({ arm: () => undefined, happened: () => true });
		expect(refusedAfter(4000, [], meter)).not.toBeNull();
		meter.begin();
		expect(refusedAfter(900, [], meter)).toBeNull();
	});
});

describe('what the guards count', () => {
	function bytesOf(go: (guards: ReturnType<typeof makeGuards>) => void): number {
		let bytes = 0;
		const meter = { add: (more: number) => (bytes += more) } as unknown as MemoryMeter;
		go(makeGuards(meter, Math.random));
		return bytes;
	}

	test('a list filled by place is counted by its length, a typed array not at all', () => {
		const list: number[] = [];
		const filled = bytesOf((guards) => {
			for (let i = 0; i < 1e6; i++) guards.grows(list)[i] = i;
		});
		expect(filled).toBeGreaterThan(0.95 * 8e6);
		expect(filled).toBeLessThanOrEqual(8e6);
		const typed = new Uint8Array(10);
		expect(
			bytesOf((guards) => {
				for (let i = 0; i < 1e6; i++) guards.grows(typed)[i % 10] = i;
			})
		).toBe(0);
	});

	test('sums are counted where they are texts', () => {
		const joined = (value: unknown): number =>
			bytesOf((guards) => {
				for (let i = 0; i < 1e6; i++) guards.joined(value);
			});
		expect(joined(1.5)).toBe(0);
		expect(joined('more')).toBeGreaterThan(0.8 * 36e6);
		expect(joined('more')).toBeLessThan(1.2 * 36e6);
	});
});
