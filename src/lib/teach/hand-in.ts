/**
 * What a pupil hands in: one small file with the progress of the chapters, guesses, receipts of runs, and whether the challenge was
 * entered. The same file carries the work to another computer.
 *
 * Its checksum finds accidents: a file that was cut short, or changed by a mail program. It is no proof against forging, since
 * whoever can read this file can compute it as well. What cannot be forged is a receipt, which is replayed.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Progress } from '#lib/course/progress.ts';
import type { Receipt } from '#lib/run/receipt.ts';

/** The challenge as the pupil was given it. */
export interface ChallengeEntry {
	/** The most bits that the word of one pixel value may have. */
	readonly wordBits: number;
}

export interface HandIn {
	readonly format: 'awep-hand-in';
	readonly version: 1;
	/** A name or pseudonym, as the pupil typed it; empty for none. At most MAX_NAME characters on one line. */
	readonly name: string;
	/** The class or exercise, as the teacher's link called it; empty for none. At most MAX_EXERCISE characters on one line. */
	readonly exercise: string;
	/** YYYY-MM-DD. */
	readonly date: string;
	/** Of the code that wrote the file. */
	readonly codeVersion: string;
	/** Of every chapter that was begun: sections read, questions right, latest answers, guesses. */
	readonly progress: Progress;
	/** At most MAX_RECEIPTS. */
	readonly receipts: readonly Receipt[];
	readonly challenge: ChallengeEntry | null;
}

export const MAX_NAME = 80;
export const MAX_EXERCISE = 120;
export const MAX_RECEIPTS = 64;
/** Sixty-four receipts with tables of their readers' own, and every chapter answered. */
export const MAX_HAND_IN_BYTES = 1_048_576;

/** Of everything in the file but the checksum itself, as JSON without spaces, in the order in which it stands: SHA-256. */
export const checksumOf = (data: object): string => bytesToHex(sha256(utf8ToBytes(JSON.stringify(data))));

/** The file's content. */
export const writeHandIn = (handIn: HandIn): string =>
	`${JSON.stringify({ ...handIn, checksum: checksumOf(handIn) }, null, '\t')}\n`;

/** What a name or title keeps of what was typed: one line, at most `longest` characters. */
export const oneLine = (text: string, longest: number): string =>
	text
		.replace(/\p{Cc}+/gu, ' ')
		.trim()
		.slice(0, longest)
		// Half of a surrogate pair is no character.
		.replace(/[\uD800-\uDBFF]$/, '');

/** The file's name: `hand-in-ada-2026-01-31.json`. */
export function handInFileName({ name, date }: HandIn): string {
	const words = name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-+|-+$/g, '');
	return ['hand-in', ...(words ? [words.slice(0, 40)] : []), `${date}.json`].join('-');
}
