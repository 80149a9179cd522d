/**
 * Which byte of an integer network's file (integer-file.ts) is what: its parts in order, and one byte's meaning in words. It reads no
 * file; sizes follow from the network.
 */
import { PIXEL_VALUES } from './encoding.ts';
import { integerShape, THRESHOLDS, type IntegerNetwork } from './integer-network.ts';
import { bitBytes, thresholdBytes } from './packed-sizes.ts';
import { KERNEL_SIZE } from './network.ts';

export interface FilePart {
	readonly kind: 'header' | 'plane' | 'signs' | 'thresholds';
	/** What the reader sees: "convolution 2: signs". */
	readonly name: string;
	/** Of a plane: 0 is the lowest bit. Of signs and thresholds: the layer, from 0. */
	readonly index: number;
	/** First byte in the file. */
	readonly offset: number;
	readonly bytes: number;
	/** Numbers in it: bits, or thresholds; 0 for the header. */
	readonly numbers: number;
}

const PREFIX_BYTES = 16;
const CONV_BYTES = 4;

/** All parts in the file's order; each begins where the last one ends. */
export function fileParts(network: IntegerNetwork): FilePart[] {
	const shape = integerShape(network);
	const { table, convs, dense } = network;
	const parts: FilePart[] = [];
	const add = (kind: FilePart['kind'], name: string, index: number, bytes: number, numbers: number): void => {
		const last = parts.at(-1);
		parts.push({ kind, name, index, offset: last ? last.offset + last.bytes : 0, bytes, numbers });
	};
	add('header', 'header', 0, PREFIX_BYTES + CONV_BYTES * convs.length, 0);
	const entries = PIXEL_VALUES * table.wordLength;
	for (let p = 0; p < table.bits; p++) add('plane', `table: plane ${p}`, p, bitBytes(entries), entries);
	shape.convs.forEach(({ inChannels, outChannels }, i) => {
		const signs = KERNEL_SIZE * KERNEL_SIZE * inChannels * outChannels;
		add('signs', `convolution ${i + 1}: signs`, i, bitBytes(signs), signs);
		const thresholds = outChannels * THRESHOLDS;
		add('thresholds', `convolution ${i + 1}: thresholds`, i, thresholdBytes(outChannels), thresholds);
	});
	add('signs', 'last layer: signs', convs.length, bitBytes(dense.length), dense.length);
	return parts;
}

/** @throws RangeError when the file has no such byte */
export function partAt(parts: readonly FilePart[], offset: number): FilePart {
	const part = parts.find((each) => offset >= each.offset && offset < each.offset + each.bytes);
	if (!part) throw new RangeError(`the file has no byte ${offset}`);
	return part;
}

const BITS = 8;

/** What a byte holds, in words: the numbers whose bits it has. */
export function meaningOf(network: IntegerNetwork, part: FilePart, offset: number): string {
	const at = offset - part.offset;
	const first = at * BITS;
	switch (part.kind) {
		case 'header':
			return at < 4 ? 'the letters LOWB' : 'version and sizes';
		case 'plane': {
			const { wordLength } = network.table;
			const value = Math.floor(first / wordLength);
			return `bit ${part.index} of eight entries, from entry ${first % wordLength} of value ${value} on`;
		}
		case 'signs':
			return first < part.numbers
				? `eight signs, from number ${first.toLocaleString('en')} on`
				: 'zeros, up to a multiple of four bytes';
		case 'thresholds': {
			const number = Math.floor(at / 2);
			const t = network.convs[part.index].thresholds[number];
			const half = at % 2 === 0 ? 'low' : 'high';
			return `the ${half} byte of T${(number % THRESHOLDS) + 1} of channel ${Math.floor(number / THRESHOLDS)}, which is ${String(t).replace('-', '−')}`;
		}
		default:
			return part.kind satisfies never;
	}
}
