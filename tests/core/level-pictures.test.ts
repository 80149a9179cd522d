import { describe, expect, it } from 'vitest';
import { fixedTable } from '#lib/core/encoding.ts';
import { equalPixels, levelsOf, sameAfterRounding, wordClasses } from '#lib/core/level-pictures.ts';

const naive = fixedTable({ kind: 'naive', bits: 2, wordLength: 1 });
const classes = wordClasses(naive);

describe('levels of values', () => {
	it('step at 43, 128 and 213 for naive rounding', () => {
		expect([...levelsOf(Uint8Array.of(0, 42, 43, 127, 128, 212, 213, 255), naive)]).toEqual([
			0, 0, 1, 1, 2, 2, 3, 3
		]);
	});

	it('stand word after word where a word has several', () => {
		const planes = fixedTable({ kind: 'bit-planes' });
		expect([...levelsOf(Uint8Array.of(1, 128), planes)]).toEqual([
			1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
		]);
	});
});

describe('classes of values with one word', () => {
	it('are named by their first value', () => {
		expect([classes[0], classes[42], classes[43], classes[200], classes[255]]).toEqual([0, 0, 43, 128, 213]);
	});

	it('are 256 for bit-planes, which lose nothing', () => {
		expect(new Set(wordClasses(fixedTable({ kind: 'bit-planes' }))).size).toBe(256);
	});
});

describe('equal pixels', () => {
	it('are those whose three colours have equal words', () => {
		const a = Uint8Array.of(10, 20, 30, 10, 20, 30);
		const b = Uint8Array.of(40, 0, 1, 10, 20, 43);
		expect(equalPixels(a, b, classes)).toBe(1);
	});

	it('are not counted in pictures of two sizes', () => {
		expect(() => equalPixels(new Uint8Array(3), new Uint8Array(6), classes)).toThrow(RangeError);
	});
});

describe('pictures that rounding makes one', () => {
	it('form groups, the largest first', () => {
		const images = Uint8Array.of(200, 1, 42, 43, 7, 90);
		expect(sameAfterRounding(images, 1, classes)).toEqual([[1, 2, 4], [3, 5], [0]]);
	});

	it('must be whole', () => {
		expect(() => sameAfterRounding(new Uint8Array(5), 2, classes)).toThrow(/5 bytes/);
	});
});
