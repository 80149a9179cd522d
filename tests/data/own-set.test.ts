import { describe, expect, it } from 'vitest';
import { dataHash } from '#lib/data/data-hash.ts';
import { imageAt, imageCount, type Dataset } from '#lib/data/dataset.ts';
import { ownSet } from '#lib/data/own-set.ts';
import { squarePicture } from '#lib/data/square-picture.ts';
import { refusal } from './own-bytes.ts';

const SIZE = 3072;

/** A picture a number: its first two bytes are the number, so equal numbers are equal pictures. */
function made(numbers: readonly number[], labels: readonly number[], classes = 2): Dataset {
	const images = new Uint8Array(numbers.length * SIZE);
	numbers.forEach((n, i) => images.set([n >> 8, n & 255], i * SIZE));
	const classNames = Array.from({ length: classes }, (_, i) => `class ${i}`);
	return { name: 'made', height: 32, width: 32, classNames, images, labels: Uint8Array.from(labels) };
}

const numbersOf = (data: Dataset): number[] =>
	Array.from({ length: imageCount(data) }, (_, i) => imageAt(data, i)[0] * 256 + imageAt(data, i)[1]);

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

describe('the parts of a reader’s own pictures', () => {
	it('are a fifth, a tenth and the rest of each class, and nothing is lost or doubled', () => {
		const { splits, hash } = ownSet({
			pool: made(
				range(200),
				range(200).map((i) => i % 2)
			),
			test: null,
			notes: []
		});
		const { train, validation, test } = splits;
		expect([train, validation, test].map(imageCount)).toEqual([140, 20, 40]);
		expect(test.labels.reduce((a, b) => a + b, 0)).toBe(20);
		expect([train, validation, test].flatMap(numbersOf).sort((a, b) => a - b)).toEqual(range(200));
		expect(hash).toBe(dataHash(train));
	});

	it('are the same in whatever order the pictures come', () => {
		const labels = range(100).map((i) => i % 2);
		const forwards = ownSet({ pool: made(range(100), labels), test: null, notes: [] });
		const backwards = ownSet({
			pool: made(range(100).reverse(), labels.toReversed()),
			test: null,
			notes: []
		});
		expect(numbersOf(backwards.splits.test)).toEqual(numbersOf(forwards.splits.test));
		expect(numbersOf(backwards.splits.validation)).toEqual(numbersOf(forwards.splits.validation));
		expect(backwards.hash).toBe(forwards.hash);
	});

	it('mix the classes, so that the first pictures of a part stand for all', () => {
		const sorted = made(
			range(200),
			range(200).map((i) => (i < 100 ? 0 : 1))
		);
		const { train } = ownSet({ pool: sorted, test: null, notes: [] }).splits;
		const early = train.labels.subarray(0, 40).reduce((a, b) => a + b, 0);
		expect(early).toBeGreaterThan(8);
		expect(early).toBeLessThan(32);
	});

	it('never part copies of one picture', () => {
		// Ten different pictures a class, each thirteen times.
		const numbers = range(260).map((i) => (i % 10) + (i < 130 ? 0 : 100));
		const { splits, notes } = ownSet({
			pool: made(
				numbers,
				range(260).map((i) => (i < 130 ? 0 : 1))
			),
			test: null,
			notes: []
		});
		const parts = Object.values(splits).map((part) => new Set(numbersOf(part)));
		for (const n of new Set(numbers)) expect(parts.filter((part) => part.has(n))).toHaveLength(1);
		expect(notes[0]).toContain('240 pictures are copies');
	});

	it('keep a test set that came as one, and hold out 2000 pictures at most', () => {
		const test = made([7, 8], [0, 1]);
		const kept = ownSet({
			pool: made(
				range(100),
				range(100).map((i) => i % 2)
			),
			test,
			notes: []
		});
		expect(numbersOf(kept.splits.test).sort((a, b) => a - b)).toEqual([7, 8]);
		expect(imageCount(kept.splits.validation)).toBe(10);
		const many = range(12_000);
		const large = ownSet({
			pool: made(
				many,
				many.map((i) => i % 2)
			),
			test: null,
			notes: []
		}).splits;
		expect([imageCount(large.validation), imageCount(large.test)]).toEqual([1200, 2000]);
	});

	it('say which class has too few pictures, and how many classes may be', () => {
		const few = made(
			range(14),
			range(14).map((i) => (i < 10 ? 0 : 1))
		);
		expect(refusal(() => ownSet({ pool: few, test: null, notes: [] })).message).toBe(
			'the class “class 1” has 4 different pictures; each class needs at least 5'
		);
		expect(
			refusal(() => ownSet({ pool: made(range(9), range(9).fill(0), 1), test: null, notes: [] })).reason
		).toBe('one-class');
		expect(refusal(() => ownSet({ pool: made([], [], 101), test: null, notes: [] })).reason).toBe(
			'too-many-classes'
		);
	});
});

describe('a picture of any size', () => {
	const squared = (
		pixels: readonly number[],
		height: number,
		width: number,
		channels: 1 | 3 | 4
	): Uint8Array => {
		const out = new Uint8Array(SIZE);
		squarePicture(pixels, height, width, channels, out);
		return out;
	};

	it('keeps what is 32 x 32 already', () => {
		const pixels = range(SIZE).map((i) => (i * 7) % 256);
		expect([...squared(pixels, 32, 32, 3)]).toEqual(pixels);
	});

	it('takes the middle of a wide one', () => {
		// Left and right quarters white, the middle half 40.
		const pixels = range(8 * 16).map((i) => (i % 16 < 4 || i % 16 >= 12 ? 255 : 40));
		expect(new Set(squared(pixels, 8, 16, 1))).toEqual(new Set([40]));
	});

	it('keeps the mean of a picture whose side is no multiple of 32', () => {
		const side = 45;
		const pixels = range(side * side).map((i) => (i * i) % 251);
		const mean = (numbers: ArrayLike<number>) =>
			Array.from(numbers).reduce((a, b) => a + b, 0) / numbers.length;
		expect(mean(squared(pixels, side, side, 1))).toBeCloseTo(mean(pixels), 0);
	});

	it('shows what is transparent on white', () => {
		expect(new Set(squared([10, 20, 30, 0], 1, 1, 4))).toEqual(new Set([255]));
		expect([...squared([10, 20, 30, 255], 1, 1, 4).subarray(0, 3)]).toEqual([10, 20, 30]);
	});

	it('refuses pixels of another size', () => {
		expect(() => squared([1, 2, 3], 2, 2, 1)).toThrow('2 x 2 x 1 pixels are 4 numbers, got 3');
	});
});
