import { describe, expect, it } from 'vitest';
import { snapshotTensors, writeSafetensors } from '#lib/core/safetensors.ts';
import { smallSnapshot } from './small-snapshots.ts';

/** As the format's description says, and no more. */
function read(bytes: Uint8Array): {
	header: Record<string, { shape: number[]; data_offsets: [number, number] }>;
	data: Uint8Array;
} {
	const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
	const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as ReturnType<
		typeof read
	>['header'];
	return { header, data: bytes.subarray(8 + length) };
}

describe('safetensors', () => {
	it('are a length, a header and numbers without gaps', () => {
		const file = writeSafetensors(
			[
				{ name: 'a', dims: [2, 1], data: Float32Array.of(1, -2.5) },
				{ name: 'b', dims: [], data: Float32Array.of(7) }
			],
			{ note: 'é' }
		);
		const { header, data } = read(file);
		expect(header).toEqual({
			__metadata__: { note: 'é' },
			a: { dtype: 'F32', shape: [2, 1], data_offsets: [0, 8] },
			b: { dtype: 'F32', shape: [], data_offsets: [8, 12] }
		});
		expect((file.length - data.length) % 8).toBe(0);
		expect([...new Float32Array(data.slice().buffer)]).toEqual([1, -2.5, 7]);
	});

	it('refuse what does not fit, and a name that comes twice', () => {
		const one = { name: 'a', dims: [2], data: new Float32Array(2) };
		expect(() => writeSafetensors([{ ...one, dims: [3] }], {})).toThrow('tensor a: [3] has 3 numbers, got 2');
		expect(() => writeSafetensors([one, one], {})).toThrow('two tensors have the name a');
		expect(() => writeSafetensors([{ ...one, name: '__metadata__' }], {})).toThrow(
			'two tensors have the name'
		);
	});

	it.each([0, 1, 2, 3, 4, 5])('hold every number of small network %i', (seed) => {
		const snapshot = smallSnapshot(seed);
		const tensors = snapshotTensors(snapshot);
		const { header, data } = read(writeSafetensors(tensors, {}));
		expect('table' in header).toBe(snapshot.table !== null);
		for (const { name, data: numbers } of tensors) {
			const [from, to] = header[name].data_offsets;
			expect(new Float32Array(data.slice(from, to).buffer)).toEqual(numbers);
		}
	});
});
