import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '#lib/core/random.ts';
import { BatchOrder } from '#lib/data/batches.ts';

const orderOf = (count: number, seed = 1): BatchOrder => new BatchOrder(count, Random.fromSeed(seed));

describe('batch order', () => {
	it('shows every picture once an epoch, also when batches straddle epochs', () => {
		// Ten pictures in batches of four: five batches are exactly two epochs, and the third batch holds the seam.
		const order = orderOf(10);
		const seen = Array.from({ length: 5 }, () => [...order.next(4).indices]).flat();
		const allTen = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
		expect(seen.slice(0, 10).toSorted((a, b) => a - b)).toEqual(allTen);
		expect(seen.slice(10).toSorted((a, b) => a - b)).toEqual(allTen);
	});

	it('shuffles each epoch anew', () => {
		const order = orderOf(50);
		expect(order.next(50).indices).not.toEqual(order.next(50).indices);
	});

	it('does not depend on how the pictures are cut into batches', () => {
		const oneByOne = orderOf(7);
		const single = Array.from({ length: 20 }, () => oneByOne.next(1).indices[0]);
		expect([...orderOf(7).next(20).indices]).toEqual(single);
	});

	it('follows from the seed', () => {
		expect(orderOf(100, 3).next(100)).toEqual(orderOf(100, 3).next(100));
		expect(orderOf(100, 3).next(100)).not.toEqual(orderOf(100, 4).next(100));
	});

	it('mirrors half of the pictures, and not the same ones each epoch', () => {
		const order = orderOf(10_000);
		const mirroredCount = (): number => order.next(10_000).mirrored.reduce((sum, m) => sum + m, 0);
		// Four standard deviations of a fair coin thrown 10,000 times.
		expect(Math.abs(mirroredCount() - 5000)).toBeLessThan(200);

		const byPicture = (): number[] => {
			const { indices, mirrored } = order.next(10_000);
			const mirrors = Array<number>(10_000);
			indices.forEach((index, i) => (mirrors[index] = mirrored[i]));
			return mirrors;
		};
		expect(byPicture()).not.toEqual(byPicture());
	});

	it('resumes exactly from a state that went through JSON, wherever it was taken', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 100 }), (count, pictures) => {
				const order = orderOf(count);
				for (let i = 0; i < pictures; i++) order.next(1);
				const resumed = BatchOrder.fromState(JSON.parse(JSON.stringify(order.state())));
				expect(resumed.next(90)).toEqual(order.next(90));
			}),
			{ seed: 1 }
		);
	});

	it('tells the order ahead of time without moving on', () => {
		const order = orderOf(12);
		order.next(5);
		const before = order.state();
		const ahead = order.peekOrder(30);
		expect(order.state()).toEqual(before);
		expect(order.next(30).indices).toEqual(ahead);
	});

	it.each([
		['a count of 0', () => orderOf(0), /count must be .* got 0/],
		['a batch size of 0', () => orderOf(3).next(0), /batchSize must be .* got 0/],
		['a batch size of 1.5', () => orderOf(3).next(1.5), /batchSize must be .* got 1\.5/],
		[
			'a position beyond the count',
			() => BatchOrder.fromState({ ...orderOf(3).state(), position: 4 }),
			/position must be a whole number 0\.\.3, got 4/
		]
	])('refuses %s', (_, call, message) => {
		expect(call).toThrow(RangeError);
		expect(call).toThrow(message);
	});
});
