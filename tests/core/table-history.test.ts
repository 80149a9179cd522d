import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHistory, encodeHistory, type TableFrame } from '#lib/core/table-history.ts';

const base64 = (...bytes: number[]): string => Buffer.from(bytes).toString('base64');

describe('a table history', () => {
	it('is one number a change, the unchanged entries before it times four plus the level', () => {
		const frames: TableFrame[] = [
			{ step: 0, levels: Uint8Array.of(3, 0, 0, 0, 0, 1) },
			{ step: 7, levels: Uint8Array.of(3, 0, 0, 0, 0, 1) },
			{ step: 9, levels: Uint8Array.of(3, 0, 2, 0, 0, 0) }
		];
		expect(encodeHistory(frames)).toEqual([
			{ step: 0, changes: base64(0 * 4 + 3, 4 * 4 + 1) },
			{ step: 7, changes: '' },
			{ step: 9, changes: base64(2 * 4 + 2, 2 * 4 + 0) }
		]);
	});

	it('writes numbers from 128 on in two bytes, low seven bits first', () => {
		const levels = new Uint8Array(256);
		levels[200] = 1;
		// 200 * 4 + 1 = 801 = 6 * 128 + 33.
		expect(encodeHistory([{ step: 0, levels }])[0].changes).toBe(base64(33 + 128, 6));
	});

	it('comes back as it was, whatever the tables', () => {
		const histories = fc.integer({ min: 1, max: 600 }).chain((entries) => {
			const levels = fc.uint8Array({ minLength: entries, maxLength: entries, max: 3 });
			const sparse = fc
				.array(fc.tuple(fc.nat(entries - 1), fc.nat(3)), { maxLength: 4 })
				.map((changes) =>
					changes.reduce((all, [at, level]) => all.fill(level, at, at + 1), new Uint8Array(entries))
				);
			return fc.array(fc.record({ step: fc.nat(20_000), levels: fc.oneof(levels, sparse) }), {
				maxLength: 6
			});
		});
		fc.assert(
			fc.property(histories, (frames) => {
				const stored = encodeHistory(frames);
				expect(decodeHistory(stored, frames[0]?.levels.length ?? 0)).toEqual(frames);
			}),
			{ seed: 1 }
		);
	});

	it('of the largest table fits the format', () => {
		const levels = new Uint8Array(256 * 16);
		levels[levels.length - 1] = 3;
		const full = new Uint8Array(256 * 16).fill(2);
		const frames = [
			{ step: 0, levels },
			{ step: 1, levels: full }
		];
		expect(decodeHistory(encodeHistory(frames), levels.length)).toEqual(frames);
	});

	it('does not share memory with the frames it was given or between those it gives', () => {
		const levels = Uint8Array.of(1, 2);
		const stored = encodeHistory([{ step: 0, levels }]);
		const [a, b] = decodeHistory([...stored, { step: 1, changes: '' }], 2);
		a.levels[0] = 3;
		expect([...b.levels]).toEqual([1, 2]);
		expect([...levels]).toEqual([1, 2]);
	});
});

describe('a table history that is refused', () => {
	it('has frames of two sizes', () => {
		const frames = [3, 4].map((entries, step) => ({ step, levels: new Uint8Array(entries) }));
		expect(() => encodeHistory(frames)).toThrow(new RangeError('every frame must hold 3 levels, got 4'));
	});

	it('has a level that two bits cannot hold', () => {
		expect(() => encodeHistory([{ step: 0, levels: Uint8Array.of(0, 4) }])).toThrow(
			new RangeError('a level must be 0..3, got 4')
		);
	});

	it('changes an entry that the table does not have', () => {
		expect(() => decodeHistory([{ step: 5, changes: base64(3 * 4 + 1) }], 3)).toThrow(
			new RangeError('step 5: a change points at entry 3 of 3')
		);
	});

	it('ends inside a number', () => {
		expect(() => decodeHistory([{ step: 5, changes: base64(3, 0x80) }], 3)).toThrow(
			new RangeError('step 5: the last change is cut short')
		);
	});

	it('holds a number too long for any table', () => {
		const changes = base64(0x80, 0x80, 0x80, 0x80, 0x80, 0x01);
		expect(() => decodeHistory([{ step: 5, changes }], 3)).toThrow(RangeError);
	});

	it('is not base64', () => {
		expect(() => decodeHistory([{ step: 5, changes: '***' }], 3)).toThrow(
			new RangeError('step 5: changes must be base64, got ***')
		);
	});
});
