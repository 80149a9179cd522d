/**
 * A Snapshot: one trained network as plain data, and its file format.
 *
 * It is the only thing training hands on. Engines, figures, exports and recorded runs take it; none of them sees tfjs.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { PIXEL_VALUES, wordLengthOf, type Encoding } from './encoding.ts';
import { KERNEL_SIZE, networkShape, type NetworkSpec } from './network.ts';
import { parseNetworkSpec } from './parse-spec.ts';

/** One convolution block as trained. */
export interface ConvSnapshot {
	/** Latent weights [3, 3, inChannels, outChannels], in [-1, 1] where the layer is low-bit. */
	readonly weights: Float32Array;
	/** Batch-norm scale and shift, [outChannels]. */
	readonly gamma: Float32Array;
	readonly beta: Float32Array;
	/**
	 * Batch-norm statistics of the raw convolution output, [outChannels]: of whole-number accumulators (levels times signs)
	 * where the layer is low-bit, of float sums elsewhere.
	 */
	readonly mean: Float32Array;
	readonly variance: Float32Array;
}

export interface Snapshot {
	readonly spec: NetworkSpec;
	/** Optimizer steps taken. */
	readonly step: number;
	/** Latent table [256, wordLength] in [0, 1] where the encoding learns one, else null. */
	readonly table: Float32Array | null;
	readonly convs: readonly ConvSnapshot[];
	/** Latent weights of the last layer, [features, classes]. */
	readonly dense: Float32Array;
	/** Logarithm of the last layer's one learned scale. */
	readonly logScale: number;
}

export type SnapshotFault =
	'not-a-snapshot' | 'truncated' | 'oversized' | 'version' | 'header' | 'inconsistent' | 'not-finite';

/** A snapshot file that cannot be read; `fault` says which way. */
export class SnapshotFileError extends Error {
	override readonly name = 'SnapshotFileError';
	readonly fault: SnapshotFault;
	constructor(fault: SnapshotFault, message: string) {
		super(message);
		this.fault = fault;
	}
}

/** "AWEP": the first four bytes of every snapshot file. */
const MAGIC = 0x50455741;
const VERSION = 1;
const PREFIX_BYTES = 12;
/** A header is a few hundred bytes; a larger length is damage, and is refused before it is believed. */
const MAX_HEADER_BYTES = 1 << 16;

/** Bytes of the learned table's entry, of each weight and statistic: float32. */
const FLOAT_BYTES = 4;

export const learnsTable = (e: Encoding): e is Extract<Encoding, { kind: 'pixel-embedding' }> =>
	e.kind === 'pixel-embedding';

/** The arrays of a snapshot with the lengths its spec demands, in file order. */
function arrayLengths(spec: NetworkSpec): number[] {
	const shape = networkShape(spec);
	const lengths: number[] = [];
	if (learnsTable(spec.encoding)) lengths.push(PIXEL_VALUES * wordLengthOf(spec.encoding));
	for (const c of shape.convs) {
		lengths.push(KERNEL_SIZE * KERNEL_SIZE * c.inChannels * c.outChannels);
		for (let i = 0; i < 4; i++) lengths.push(c.outChannels);
	}
	lengths.push(shape.features * shape.classes, 1);
	return lengths;
}

function arraysOf(snapshot: Snapshot): Float32Array[] {
	return [
		...(snapshot.table ? [snapshot.table] : []),
		...snapshot.convs.flatMap((c) => [c.weights, c.gamma, c.beta, c.mean, c.variance]),
		snapshot.dense,
		Float32Array.of(snapshot.logScale)
	];
}

/**
 * The file of a snapshot: "AWEP", version (u32), header length (u32), header (JSON: spec and step, padded with spaces to a
 * multiple of 4), then float32 arrays in the order table, convolutions (weights, gamma, beta, mean, variance), dense,
 * logScale. All little-endian.
 * @throws SnapshotFileError 'inconsistent' when an array does not fit the spec
 */
export function encodeSnapshot(snapshot: Snapshot): Uint8Array<ArrayBuffer> {
	const arrays = arraysOf(snapshot);
	const lengths = arrayLengths(snapshot.spec);
	if (arrays.length !== lengths.length)
		throw new SnapshotFileError(
			'inconsistent',
			`this network has ${lengths.length} arrays, got ${arrays.length}`
		);
	arrays.forEach((a, i) => {
		if (a.length !== lengths[i])
			throw new SnapshotFileError(
				'inconsistent',
				`array ${i} must hold ${lengths[i]} numbers, got ${a.length}`
			);
	});
	let header = JSON.stringify({ spec: snapshot.spec, step: snapshot.step });
	let headerBytes = new TextEncoder().encode(header);
	header += ' '.repeat((4 - (headerBytes.length % 4)) % 4);
	headerBytes = new TextEncoder().encode(header);

	const floats = lengths.reduce((a, b) => a + b, 0);
	const bytes = new Uint8Array(PREFIX_BYTES + headerBytes.length + floats * FLOAT_BYTES);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, MAGIC, true);
	view.setUint32(4, VERSION, true);
	view.setUint32(8, headerBytes.length, true);
	bytes.set(headerBytes, PREFIX_BYTES);
	let offset = PREFIX_BYTES + headerBytes.length;
	for (const array of arrays)
		for (const x of array) {
			view.setFloat32(offset, x, true);
			offset += FLOAT_BYTES;
		}
	return bytes;
}

/**
 * Read a snapshot file, believing nothing.
 * @throws SnapshotFileError naming the fault, what was expected and what came
 */
export function decodeSnapshot(bytes: Uint8Array): Snapshot {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 4 || view.getUint32(0, true) !== MAGIC)
		throw new SnapshotFileError('not-a-snapshot', 'a snapshot file starts with "AWEP"; this one does not');
	if (bytes.length < PREFIX_BYTES)
		throw new SnapshotFileError('truncated', `the file ends after ${bytes.length} bytes, inside its prefix`);
	const version = view.getUint32(4, true);
	if (version !== VERSION)
		throw new SnapshotFileError(
			'version',
			`this page reads snapshot version ${VERSION}, the file is version ${version}`
		);
	const headerLength = view.getUint32(8, true);
	if (headerLength > MAX_HEADER_BYTES || headerLength % 4 !== 0)
		throw new SnapshotFileError(
			'header',
			`the header length must be a multiple of 4 up to ${MAX_HEADER_BYTES}, got ${headerLength}`
		);
	const start = PREFIX_BYTES + headerLength;
	if (bytes.length < start)
		throw new SnapshotFileError('truncated', `the file ends after ${bytes.length} bytes, inside its header`);

	const { spec, step } = parseHeader(bytes.subarray(PREFIX_BYTES, start));
	const lengths = arrayLengths(spec);
	const expected = start + lengths.reduce((a, b) => a + b, 0) * FLOAT_BYTES;
	if (bytes.length !== expected)
		throw new SnapshotFileError(
			bytes.length < expected ? 'truncated' : 'oversized',
			`this network takes ${expected} bytes, the file has ${bytes.length}`
		);

	let offset = start;
	const arrays = lengths.map((length) => {
		const array = new Float32Array(length);
		for (let i = 0; i < length; i++, offset += FLOAT_BYTES) array[i] = view.getFloat32(offset, true);
		if (!array.every(Number.isFinite))
			throw new SnapshotFileError('not-finite', 'the file holds a number that is not finite');
		return array;
	});
	let next = 0;
	const take = (): Float32Array => arrays[next++];
	const table = learnsTable(spec.encoding) ? take() : null;
	const convs = spec.convs.map(() => ({
		weights: take(),
		gamma: take(),
		beta: take(),
		mean: take(),
		variance: take()
	}));
	return { spec, step, table, convs, dense: take(), logScale: take()[0] };
}

function parseHeader(bytes: Uint8Array): { spec: NetworkSpec; step: number } {
	let header: unknown;
	try {
		header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch (cause) {
		throw new SnapshotFileError('header', `the header is not JSON: ${String(cause)}`);
	}
	try {
		const { spec, step, ...unknown } = header as { spec?: unknown; step?: unknown };
		for (const name of Object.keys(unknown)) throw new TypeError(`no field is called "${name}"`);
		if (!Number.isSafeInteger(step) || (step as number) < 0)
			throw new RangeError(`step must be a whole number from 0, got ${String(step)}`);
		const parsed = parseNetworkSpec(spec);
		networkShape(parsed);
		return { spec: parsed, step: step as number };
	} catch (cause) {
		throw new SnapshotFileError('header', `the header is wrong: ${(cause as Error).message}`);
	}
}

/** SHA-256 of the snapshot's file, hexadecimal: two runs are the same run when these are equal. */
export const snapshotHash = (snapshot: Snapshot): string => bytesToHex(sha256(encodeSnapshot(snapshot)));
