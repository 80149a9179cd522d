/**
 * A file that a reader hands to the lab: recognised by its first bytes, never by its name, and read without believing anything.
 * Nothing on the page changes by reading one.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { decodeIntegerNetwork } from '#lib/core/integer-file.ts';
import type { IntegerNetwork } from '#lib/core/integer-network.ts';
import { decodeSnapshot, type Snapshot } from '#lib/core/snapshot.ts';
import type { KeptRun } from '#lib/run/kept-run.ts';
import { MAX_RECEIPT_BYTES, readReceipt } from '#lib/run/parse-receipt.ts';
import type { Receipt } from '#lib/run/receipt.ts';
import { MAX_RUN_FILE_BYTES, decodeRunFile, type RunFile } from '#lib/run/run-file.ts';

interface FromFile {
	/** The file's own name, shown as text only. */
	readonly name: string;
	/** Bytes of the file. */
	readonly size: number;
	/** SHA-256 of the file. */
	readonly hash: string;
}

/** What can be opened: a network alone, a whole run, or what a run claims. */
export type OpenedFile =
	| (FromFile & { readonly kind: 'integers'; readonly network: IntegerNetwork })
	| (FromFile & { readonly kind: 'snapshot'; readonly snapshot: Snapshot })
	| (FromFile & { readonly kind: 'run'; readonly run: RunFile })
	| (FromFile & { readonly kind: 'receipt'; readonly receipt: Receipt })
	/** A finished run of this browser's store, opened like a file. */
	| {
			readonly kind: 'kept';
			readonly name: string;
			readonly run: KeptRun;
			readonly snapshot: Snapshot;
	  };

export type OpenFault = 'empty' | 'too-large' | 'unknown' | 'wrong';

/** A file that cannot be opened, in words for the reader. */
export class OpenFileError extends Error {
	override readonly name = 'OpenFileError';
	readonly fault: OpenFault;
	constructor(fault: OpenFault, message: string) {
		super(message);
		this.fault = fault;
	}
}

/** Files beyond this are none of ours, and are not read into memory. */
export const MAX_OPENED_BYTES = MAX_RUN_FILE_BYTES;

const OPENED_HERE =
	'packed integers (.lbn), snapshots (.awep), runs (.awrun) and receipts (.json) are opened here; pictures go under “Pictures”';

/** @throws OpenFileError when a file of this many bytes is not worth reading */
export function requireSize(bytes: number): void {
	if (bytes === 0) throw new OpenFileError('empty', `the file is empty; ${OPENED_HERE}`);
	if (bytes > MAX_OPENED_BYTES)
		throw new OpenFileError(
			'too-large',
			`a file of at most ${Math.round(MAX_OPENED_BYTES / 1e6)} MB is expected, got ${Math.round(bytes / 1e6)} MB; ${OPENED_HERE}`
		);
}

const MAGICS: ReadonlyMap<string, 'integers' | 'snapshot' | 'run'> = new Map([
	['LOWB', 'integers'],
	['AWEP', 'snapshot'],
	['AWRN', 'run']
]);
const firstLetters = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 4));

/** Receipts are text: the first sign that is no blank tells them apart. */
const looksLikeJson = (bytes: Uint8Array): boolean => {
	const first = bytes.find((byte) => ![0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].includes(byte));
	return first === '{'.charCodeAt(0);
};

/**
 * @param name the file's name
 * @throws OpenFileError saying what was expected and what came
 */
export function readOpenedFile(name: string, bytes: Uint8Array): OpenedFile {
	requireSize(bytes.length);
	const kind = MAGICS.get(firstLetters(bytes)) ?? (looksLikeJson(bytes) ? 'receipt' : null);
	if (kind === null)
		throw new OpenFileError('unknown', `the file begins like none that is known here; ${OPENED_HERE}`);
	const file = { name, size: bytes.length };
	try {
		switch (kind) {
			case 'integers':
				return { ...file, kind, network: decodeIntegerNetwork(bytes), hash: hashOf(bytes) };
			case 'snapshot':
				return { ...file, kind, snapshot: decodeSnapshot(bytes), hash: hashOf(bytes) };
			case 'run':
				return { ...file, kind, run: decodeRunFile(bytes), hash: hashOf(bytes) };
			case 'receipt':
				if (bytes.length > MAX_RECEIPT_BYTES)
					throw new TypeError(`a receipt has at most ${MAX_RECEIPT_BYTES} bytes, got ${bytes.length}`);
				return { ...file, kind, receipt: readReceipt(new TextDecoder().decode(bytes)), hash: hashOf(bytes) };
			default:
				return kind satisfies never;
		}
	} catch (cause) {
		throw new OpenFileError('wrong', (cause as Error).message);
	}
}

const hashOf = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));
