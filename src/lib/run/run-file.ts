/**
 * The file of a run, `.awrun`: everything that it needs to go on exactly, on any machine, and everything that it has shown.
 *
 * "AWRN", version (u32), header length (u32), header (JSON, filled up with spaces to a multiple of 4), then sections whose lengths
 * the header says: the network as a snapshot's file (core/snapshot.ts), the trainer's state, the losses (float32), the table's
 * frames (bytes [256, wordLength] each); at last the SHA-256 of all that. Numbers are little-endian.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { PIXEL_VALUES, wordLengthOf } from '#lib/core/encoding.ts';
import type { TrainConfig } from '#lib/core/config.ts';
import type { TableFrame } from '#lib/core/table-history.ts';
import { decodeSnapshot, encodeSnapshot, type Snapshot } from '#lib/core/snapshot.ts';
import type { Backend, Evaluation } from '#lib/worker/protocol.ts';
import type { Standing } from './standing.ts';
import { parseRunHeader, type RunHeader } from './parse-run-header.ts';

/** What a finished run found at its end. */
export interface FileResult {
	/** Fractions 0..1 of the whole test and validation sets. */
	readonly testAccuracy: number;
	readonly validationAccuracy: number;
	/** [classes, classes], row = true class. */
	readonly confusion: Uint32Array;
}

export interface RunFile {
	readonly config: TrainConfig;
	/** Optimizer steps taken. */
	readonly step: number;
	/** YYYY-MM-DD. */
	readonly date: string;
	/** Of the code that trained. */
	readonly codeVersion: string;
	readonly backend: Backend;
	readonly dataName: string;
	/** SHA-256 of the training pictures and labels. */
	readonly dataHash: string;
	readonly classNames: readonly string[];
	/** The network at `step`, batch norm re-estimated. */
	readonly network: Snapshot;
	/** The trainer's own: parameters, Adam's moments, its place in the pictures. */
	readonly state: ArrayBuffer;
	/** Training loss of every step. */
	readonly losses: readonly number[];
	readonly evaluations: readonly Evaluation[];
	readonly frames: readonly TableFrame[];
	/** Null before the end. */
	readonly result: FileResult | null;
}

export type RunFileFault =
	'not-a-run' | 'version' | 'too-large' | 'truncated' | 'oversized' | 'damaged' | 'header' | 'inconsistent';

/** A file of a run that cannot be read; `fault` says which way. */
export class RunFileError extends Error {
	override readonly name = 'RunFileError';
	readonly fault: RunFileFault;
	constructor(fault: RunFileFault, message: string) {
		super(message);
		this.fault = fault;
	}
}

/** "AWRN". */
const MAGIC = 0x4e525741;
const VERSION = 1;
const PREFIX_BYTES = 12;
const HASH_BYTES = 32;
const FLOAT_BYTES = 4;
/** A hundred classes' confusions and all answers to the samples take a quarter of this. */
const MAX_HEADER_BYTES = 1 << 20;
/** The largest network of the site, with Adam's memory and two hundred frames, takes about three megabytes. */
export const MAX_RUN_FILE_BYTES = 1 << 26;

/** Levels [256, wordLength] of one frame. */
const frameBytes = (config: TrainConfig): number => PIXEL_VALUES * wordLengthOf(config.encoding);

export function encodeRunFile({ network, state, losses, frames, ...said }: RunFile): Uint8Array<ArrayBuffer> {
	const snapshot = encodeSnapshot(network);
	const header: RunHeader = {
		...said,
		evaluations: said.evaluations.map(({ answers, confidences, ...numbers }) => ({
			...numbers,
			answers: Array.from(answers),
			confidences: Array.from(confidences)
		})),
		result: said.result && { ...said.result, confusion: Array.from(said.result.confusion) },
		losses: losses.length,
		frames: frames.map(({ step }) => step),
		bytes: { snapshot: snapshot.length, state: state.byteLength }
	};
	const text = new TextEncoder().encode(JSON.stringify(header));
	const headerBytes = Math.ceil(text.length / 4) * 4;
	const sections = [
		snapshot,
		new Uint8Array(state),
		new Uint8Array(Float32Array.from(losses).buffer),
		...frames.map(({ levels }) => levels)
	];
	const length = sections.reduce((sum, { length: own }) => sum + own, PREFIX_BYTES + headerBytes);
	const bytes = new Uint8Array(length + HASH_BYTES);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, MAGIC, true);
	view.setUint32(4, VERSION, true);
	view.setUint32(8, headerBytes, true);
	bytes.fill(0x20, PREFIX_BYTES, PREFIX_BYTES + headerBytes);
	bytes.set(text, PREFIX_BYTES);
	let at = PREFIX_BYTES + headerBytes;
	for (const section of sections) {
		bytes.set(section, at);
		at += section.length;
	}
	bytes.set(sha256(bytes.subarray(0, length)), length);
	return bytes;
}

/** Whether the bytes begin as a run's file does. */
export const isRunFile = (bytes: Uint8Array): boolean =>
	bytes.length >= 4 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) === MAGIC;

/**
 * Read a run's file, believing nothing. The trainer's state is looked at by the trainer that it is given to.
 * @throws RunFileError naming the fault, what was expected and what came
 */
export function decodeRunFile(bytes: Uint8Array): RunFile {
	const { header, start } = readHeader(bytes);
	const { bytes: lengths, losses: lossCount, frames: steps, ...said } = header;
	const size = frameBytes(header.config);
	const end = start + lengths.snapshot + lengths.state + lossCount * FLOAT_BYTES + steps.length * size;
	if (bytes.length !== end + HASH_BYTES)
		throw new RunFileError(
			bytes.length < end + HASH_BYTES ? 'truncated' : 'oversized',
			`what its header says takes ${end + HASH_BYTES} bytes, the file has ${bytes.length}`
		);
	if (!sha256(bytes.subarray(0, end)).every((byte, i) => byte === bytes[end + i]))
		throw new RunFileError(
			'damaged',
			'its SHA-256 is not the one that it was written with: the file was changed'
		);

	let at = start;
	// Node's Buffer has a `slice` that copies nothing.
	const take = (length: number): Uint8Array<ArrayBuffer> =>
		new Uint8Array(bytes.subarray(at, (at += length)));
	const network = networkOf(take(lengths.snapshot), header);
	const state = take(lengths.state).buffer;
	const losses = Array.from(new Float32Array(take(lossCount * FLOAT_BYTES).buffer));
	if (!losses.every(Number.isFinite)) throw new RunFileError('inconsistent', 'a loss is not a finite number');
	const frames = steps.map((step) => ({ step, levels: take(size) }));
	if (frames.some(({ levels }) => levels.some((level) => level > 3)))
		throw new RunFileError('inconsistent', 'levels of the table’s frames must be 0..3');
	return {
		...said,
		network,
		state,
		losses,
		frames,
		evaluations: said.evaluations.map((each) => ({
			...each,
			answers: Uint8Array.from(each.answers),
			confidences: Float32Array.from(each.confidences)
		})),
		result: said.result && { ...said.result, confusion: Uint32Array.from(said.result.confusion) }
	};
}

function readHeader(bytes: Uint8Array): { header: RunHeader; start: number } {
	if (!isRunFile(bytes))
		throw new RunFileError('not-a-run', 'the file of a run starts with "AWRN"; this one does not');
	if (bytes.length > MAX_RUN_FILE_BYTES)
		throw new RunFileError(
			'too-large',
			`the file of a run has at most ${MAX_RUN_FILE_BYTES} bytes, got ${bytes.length}`
		);
	if (bytes.length < PREFIX_BYTES)
		throw new RunFileError('truncated', `the file ends after ${bytes.length} bytes, inside its prefix`);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const version = view.getUint32(4, true);
	if (version !== VERSION)
		throw new RunFileError('version', `this page reads version ${VERSION}, the file is version ${version}`);
	const length = view.getUint32(8, true);
	if (length > MAX_HEADER_BYTES || length % 4 !== 0)
		throw new RunFileError(
			'header',
			`the header length must be a multiple of 4 up to ${MAX_HEADER_BYTES}, got ${length}`
		);
	const start = PREFIX_BYTES + length;
	if (bytes.length < start)
		throw new RunFileError('truncated', `the file ends after ${bytes.length} bytes, inside its header`);
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(PREFIX_BYTES, start));
		return { header: parseRunHeader(JSON.parse(text)), start };
	} catch (cause) {
		throw new RunFileError('header', `the header is wrong: ${(cause as Error).message}`);
	}
}

function networkOf(bytes: Uint8Array, { config, step, classNames }: RunHeader): Snapshot {
	let network: Snapshot;
	try {
		network = decodeSnapshot(bytes);
	} catch (cause) {
		throw new RunFileError('inconsistent', `its network cannot be read: ${(cause as Error).message}`);
	}
	const { spec } = network;
	if (network.step !== step)
		throw new RunFileError('inconsistent', `the run is at step ${step}, its network at ${network.step}`);
	if (spec.classes !== classNames.length)
		throw new RunFileError(
			'inconsistent',
			`the run has ${classNames.length} classes, its network ${spec.classes}`
		);
	const { kind } = spec.encoding;
	// A code that is fitted to pictures stands in the network as the table it became.
	if (kind !== config.encoding.kind && !(config.encoding.kind === 'quantile-dither' && kind === 'custom'))
		throw new RunFileError('inconsistent', `the run is of ${config.encoding.kind}, its network of ${kind}`);
	return network;
}

/** Where the run of a file stands, to go on from there. */
export const standingOf = ({
	config,
	step,
	state,
	dataHash,
	losses,
	evaluations,
	frames
}: RunFile): Standing => ({
	checkpoint: { config, step, state, dataHash },
	losses,
	evaluations,
	frames
});
