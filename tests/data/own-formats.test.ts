import { describe, expect, it } from 'vitest';
import { CIFAR100_CLASS_NAMES, parseCifar100 } from '#lib/data/cifar100.ts';
import { cleanClassName, compareClassNames } from '#lib/data/class-names.ts';
import { imageAt, imageCount } from '#lib/data/dataset.ts';
import { gunzip } from '#lib/data/gunzip.ts';
import { parseIdx } from '#lib/data/idx.ts';
import { readOwnFiles, type OwnFiles } from '#lib/data/own-files.ts';
import type { RawSet } from '#lib/data/own-set.ts';
import { cifar100File, gzipped, idxImages, idxLabels, refusal, tarOf } from './own-bytes.ts';

function setOf(files: OwnFiles): RawSet {
	if (files.kind !== 'set') throw new Error(`expected a set, got ${files.kind}`);
	return files.set;
}

describe('IDX files', () => {
	it('puts a 28 x 28 picture into the middle of a black one, grey as three equal colours', () => {
		const data = parseIdx(
			'digits',
			idxImages('i', 2, 28, (i) => 100 + i),
			idxLabels('l', [7, 3])
		);
		const second = imageAt(data, 1);
		const pixel = (row: number, column: number) => [
			...second.subarray(3 * (32 * row + column), 3 * (32 * row + column) + 3)
		];
		expect(pixel(2, 2)).toEqual([101, 101, 101]);
		expect(pixel(29, 29)).toEqual([101, 101, 101]);
		expect(pixel(1, 16)).toEqual([0, 0, 0]);
		expect(pixel(16, 30)).toEqual([0, 0, 0]);
		expect(data.classNames).toEqual(['3', '7']);
		expect([...data.labels]).toEqual([1, 0]);
	});

	it('averages larger pictures down', () => {
		const file = idxImages('i', 1, 64);
		// Black and white columns in turn: their mean is 127.5, which rounds up.
		for (let i = 0; i < 64 * 64; i++) file.bytes[16 + i] = i % 2 ? 255 : 0;
		const data = parseIdx('stripes', file, idxLabels('l', [0]));
		expect(new Set(data.images)).toEqual(new Set([128]));
	});

	it('names what is wrong, what was expected and what came', () => {
		const images = idxImages('images', 3, 4);
		const labels = idxLabels('labels', [0, 1, 0]);
		expect(refusal(() => parseIdx('x', labels, labels))).toMatchObject({
			reason: 'wrong-magic',
			fileName: 'labels'
		});
		expect(refusal(() => parseIdx('x', images, images)).reason).toBe('wrong-magic');
		const short = { name: 'short', bytes: images.bytes.subarray(0, 40) };
		const error = refusal(() => parseIdx('x', short, labels));
		expect(error.reason).toBe('truncated');
		expect(error.message).toBe(
			'short: its header speaks of 3 pictures of 4 x 4, so 64 bytes are expected, got 40'
		);
		expect(refusal(() => parseIdx('x', images, idxLabels('two', [0, 1]))).message).toBe(
			'two: images has 3 pictures, so as many labels are expected, got 2'
		);
		expect(refusal(() => parseIdx('x', idxImages('none', 0, 4), labels)).reason).toBe('no-images');
	});

	it('believes no header that speaks of more pictures than anyone trains on here', () => {
		const bytes = Uint8Array.from([0, 0, 8, 3, 255, 255, 255, 255, 0, 0, 0, 28, 0, 0, 0, 28]);
		expect(refusal(() => parseIdx('x', { name: 'big', bytes }, idxLabels('l', []))).reason).toBe('too-large');
	});
});

describe('CIFAR-100', () => {
	it('knows a hundred fine classes and twenty coarse ones, in the order of the alphabet', () => {
		expect(CIFAR100_CLASS_NAMES.fine).toHaveLength(100);
		expect(CIFAR100_CLASS_NAMES.coarse).toHaveLength(20);
		for (const names of Object.values(CIFAR100_CLASS_NAMES))
			expect([...names]).toEqual(
				[...new Set(names)].sort((a, b) => (a.replaceAll(' ', '_') < b.replaceAll(' ', '_') ? -1 : 1))
			);
	});

	it('takes either label of a record', () => {
		const file = cifar100File('train.bin', 120);
		expect(parseCifar100([file], 'fine').labels[117]).toBe(17);
		expect(parseCifar100([file], 'coarse').labels[117]).toBe(117 % 20);
		expect([...imageAt(parseCifar100([file], 'fine'), 9).subarray(0, 6)]).toEqual([1, 9, 9, 9, 9, 9]);
	});

	it('refuses a label that there is not', () => {
		const file = cifar100File('train.bin', 3);
		file.bytes[3074 + 1] = 100;
		expect(refusal(() => parseCifar100([file], 'fine')).message).toBe(
			'train.bin: record 1 (counted from 0) has the fine label 100, expected 0..99'
		);
	});
});

describe('whatever is dropped', () => {
	it('finds the pairs of MNIST, packed or not, and its test set', () => {
		const { pool, test } = setOf(
			readOwnFiles([
				gzipped(idxImages('t10k-images-idx3-ubyte', 2, 4)),
				idxLabels('train-labels-idx1-ubyte', [1, 0, 1]),
				idxLabels('t10k-labels-idx1-ubyte', [0, 1]),
				idxImages('train-images-idx3-ubyte', 3, 4)
			])
		);
		expect(imageCount(pool)).toBe(3);
		expect([...(test?.labels ?? [])]).toEqual([0, 1]);
	});

	it('reads CIFAR-100 out of the archive it is handed out in', () => {
		const tar = tarOf([cifar100File('train.bin', 40), cifar100File('test.bin', 20)]);
		const { pool, test } = setOf(readOwnFiles([gzipped({ name: 'cifar-100-binary.tar', bytes: tar })]));
		expect(pool.name).toBe('CIFAR-100');
		expect([imageCount(pool), test && imageCount(test)]).toEqual([40, 20]);
	});

	it('tells CIFAR-10 from CIFAR-100 by the length of a record', () => {
		const tens = { name: 'data_batch_1.bin', bytes: new Uint8Array(3073 * 2) };
		expect(setOf(readOwnFiles([tens])).pool.name).toBe('CIFAR-10');
	});

	it('refuses sizes that differ, pairs that are none, and what it does not know', () => {
		const labels = idxLabels('a-labels', [0]);
		expect(
			refusal(() =>
				readOwnFiles([
					idxImages('a-images', 1, 4),
					idxImages('b-test-images', 1, 5),
					labels,
					idxLabels('b-test-labels', [0])
				])
			).reason
		).toBe('mixed-sizes');
		expect(refusal(() => readOwnFiles([labels])).reason).toBe('wrong-labels');
		expect(
			refusal(() => readOwnFiles([{ name: 'page.html', bytes: new TextEncoder().encode('<html>') }])).message
		).toContain('page.html: this looks like a web page');
		expect(refusal(() => readOwnFiles([])).reason).toBe('no-files');
		expect(refusal(() => readOwnFiles([{ name: 'x', bytes: new Uint8Array() }])).reason).toBe('empty');
	});

	it('stops unpacking at its limit', () => {
		const bomb = gzipped({ name: 'zeros', bytes: new Uint8Array(3_000_000) });
		expect(bomb.bytes.length).toBeLessThan(5000);
		expect(refusal(() => gunzip(bomb, 1_000_000)).reason).toBe('bomb');
		expect(refusal(() => gunzip({ name: 'half', bytes: bomb.bytes.subarray(0, 1000) })).reason).toBe(
			'truncated'
		);
	});
});

describe('class names', () => {
	it('are one visible line of at most 60 letters', () => {
		expect(cleanClassName('  a\n\tcat\u202e ')).toBe('a cat');
		expect(cleanClassName('\u200b')).toBe('unnamed');
		expect(Array.from(cleanClassName('é'.repeat(100)))).toHaveLength(60);
		expect(cleanClassName('<img onerror=x>')).toBe('<img onerror=x>');
	});

	it('stand in the order of numbers, then of letters', () => {
		expect(['b', '10', 'a', '9'].sort(compareClassNames)).toEqual(['9', '10', 'a', 'b']);
	});
});
