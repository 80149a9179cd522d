/**
 * The file of an integer network, `.lbn` ("low-bit network"), and its reader; integer-file-writer.ts writes it. All numbers are
 * little-endian.
 *
 * | offset | bytes | |
 * |---|---|---|
 * | 0 | 4 | "LOWB" |
 * | 4 | 2 | version, 1 |
 * | 6 | 2, 2, 2 | height, width, classes |
 * | 12 | 1, 1 | word length of the table, bits of one level |
 * | 14 | 1, 1 | number of convolutions, 0 |
 * | 16 | 4 each | of every convolution: output channels (2), stride (1), side of the pool (1) |
 *
 * Then sections, each filled up with zeros to a multiple of 4 bytes: the table's planes, lowest bit first, [256, wordLength]; of
 * every convolution its signs [3, 3, inChannels, outChannels], then its thresholds [outChannels, 3] as int16; the last layer's
 * signs [features, classes]. Bits lie without gaps: number i of a section is bit i % 8 of its byte floor(i / 8); a plus is 1.
 */
import { signsOfBits, strayRow, unpackBits } from './bit-planes.ts';
import { PIXEL_VALUES, type LevelTable } from './encoding.ts';
import {
	encodingForShape,
	largestAccumulator,
	thresholdProblem,
	THRESHOLDS,
	type IntegerConv,
	type IntegerNetwork
} from './integer-network.ts';
import { KERNEL_SIZE, networkShape, type ConvSpec, type NetworkShape } from './network.ts';
import { bitBytes, sizesOfShape, thresholdBytes } from './packed-sizes.ts';
import { parseNetworkSpec } from './parse-spec.ts';

export type IntegerFileFault =
	| 'not-a-network'
	| 'version'
	| 'truncated'
	| 'oversized'
	/** Sizes that are out of range, or that no network can have together. */
	| 'shape'
	| 'threshold-order'
	| 'threshold-range'
	| 'padding';

/** A file that is no integer network; `fault` says which way, the message what was expected and what came. */
export class IntegerFileError extends Error {
	override readonly name = 'IntegerFileError';
	readonly fault: IntegerFileFault;
	constructor(fault: IntegerFileFault, message: string) {
		super(message);
		this.fault = fault;
	}
}

/** "LOWB". */
export const INTEGER_FILE_MAGIC = 0x42574f4c;
export const INTEGER_FILE_VERSION = 1;
const PREFIX_BYTES = 16;
const CONV_BYTES = 4;

/** What the header says. */
export interface Sizes {
	readonly height: number;
	readonly width: number;
	readonly classes: number;
	readonly wordLength: number;
	readonly bits: number;
	readonly convs: readonly ConvSpec[];
}

/** Hold sizes to the limits that any network of the site has. */
export function shapeOf({ height, width, classes, wordLength, bits, convs }: Sizes): NetworkShape {
	if (bits !== 1 && bits !== 2)
		throw new IntegerFileError('shape', `levels of the table must have 1 or 2 bits, got ${bits}`);
	try {
		const encoding = encodingForShape(wordLength);
		return networkShape(parseNetworkSpec({ height, width, classes, encoding, convs }));
	} catch (cause) {
		throw new IntegerFileError('shape', `no network has these sizes: ${(cause as Error).message}`);
	}
}

export const headerBytes = (convs: number): number => PREFIX_BYTES + CONV_BYTES * convs;

export const fileBytes = ({ wordLength, bits, convs }: Sizes, shape: NetworkShape): number =>
	sizesOfShape(wordLength, bits, shape).reduce(
		(sum, size) => sum + size.bits + size.thresholds,
		headerBytes(convs.length)
	);

/** Check magic, version and header; believe nothing that the file's length does not bear out. */
function readHeader(view: DataView): Sizes {
	if (view.byteLength < 4 || view.getUint32(0, true) !== INTEGER_FILE_MAGIC)
		throw new IntegerFileError(
			'not-a-network',
			'a low-bit network file starts with "LOWB"; this one does not'
		);
	const requireBytes = (needed: number): void => {
		if (view.byteLength >= needed) return;
		const explanation = `the header takes ${needed} bytes, the file ends after ${view.byteLength}`;
		throw new IntegerFileError('truncated', explanation);
	};
	requireBytes(6);
	const version = view.getUint16(4, true);
	if (version !== INTEGER_FILE_VERSION)
		throw new IntegerFileError(
			'version',
			`this page reads version ${INTEGER_FILE_VERSION}, the file is version ${version}`
		);
	requireBytes(PREFIX_BYTES);
	const count = view.getUint8(14);
	if (view.getUint8(15) !== 0)
		throw new IntegerFileError('padding', `byte 15 must be 0, got ${view.getUint8(15)}`);
	requireBytes(headerBytes(count));
	return {
		height: view.getUint16(6, true),
		width: view.getUint16(8, true),
		classes: view.getUint16(10, true),
		wordLength: view.getUint8(12),
		bits: view.getUint8(13),
		convs: Array.from({ length: count }, (_, i) => ({
			outChannels: view.getUint16(headerBytes(i), true),
			// Any byte, until shapeOf has looked at it.
			stride: view.getUint8(headerBytes(i) + 2) as 1 | 2,
			pool: view.getUint8(headerBytes(i) + 3) as 1 | 2
		}))
	};
}

/** Takes one section of a file after the other; each must end in zeros. */
class Sections {
	readonly #view: DataView;
	#offset: number;

	constructor(view: DataView, offset: number) {
		this.#view = view;
		this.#offset = offset;
	}

	/** @returns `count` bits */
	bits(what: string, count: number): Uint8Array {
		const words = new Uint32Array(bitBytes(count) / Uint32Array.BYTES_PER_ELEMENT);
		for (let i = 0; i < words.length; i++) words[i] = this.#view.getUint32(this.#offset + 4 * i, true);
		this.#offset += words.byteLength;
		if (strayRow(words, count) !== null)
			throw new IntegerFileError('padding', `${what}: bits past the ${count}th must be 0, one is 1`);
		return unpackBits(words, count);
	}

	/** @returns [channels, 3] */
	thresholds(what: string, channels: number): Int16Array {
		const values = new Int16Array(channels * THRESHOLDS);
		for (let i = 0; i < values.length; i++) values[i] = this.#view.getInt16(this.#offset + 2 * i, true);
		for (let at = values.byteLength; at < thresholdBytes(channels); at++)
			if (this.#view.getUint8(this.#offset + at) !== 0)
				throw new IntegerFileError('padding', `${what}: bytes past the last threshold must be 0`);
		this.#offset += thresholdBytes(channels);
		return values;
	}
}

function readTable(sections: Sections, wordLength: number, bits: number): LevelTable {
	const levels = new Uint8Array(PIXEL_VALUES * wordLength);
	for (let p = 0; p < bits; p++)
		sections.bits('the table', levels.length).forEach((bit, i) => {
			levels[i] |= bit << p;
		});
	return { wordLength, bits, levels };
}

/**
 * Read a file, believing nothing.
 * @throws IntegerFileError naming the fault, what was expected and what came
 */
export function decodeIntegerNetwork(bytes: Uint8Array): IntegerNetwork {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const sizes = readHeader(view);
	const shape = shapeOf(sizes);
	const expected = fileBytes(sizes, shape);
	if (bytes.length !== expected)
		throw new IntegerFileError(
			bytes.length < expected ? 'truncated' : 'oversized',
			`this network takes ${expected} bytes, the file has ${bytes.length}`
		);
	const sections = new Sections(view, headerBytes(sizes.convs.length));
	const table = readTable(sections, sizes.wordLength, sizes.bits);
	const convs = shape.convs.map(({ inChannels, outChannels, stride, pool }, i): IntegerConv => {
		const what = `convolution ${i + 1}`;
		const signs = signsOfBits(sections.bits(what, KERNEL_SIZE * KERNEL_SIZE * inChannels * outChannels));
		const thresholds = sections.thresholds(what, outChannels);
		const problem = thresholdProblem(thresholds, largestAccumulator(table, i, inChannels));
		if (problem) throw new IntegerFileError(`threshold-${problem.rule}`, `${what}: ${problem.explanation}`);
		return { outChannels, stride, pool, signs, thresholds };
	});
	const dense = signsOfBits(sections.bits('the last layer', shape.features * shape.classes));
	const { height, width, classes } = sizes;
	return { height, width, table, convs, dense, classes };
}
