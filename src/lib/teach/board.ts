/**
 * The results board: what a class handed in, gathered from the texts of its files. A board is plain data; each text makes a new one and
 * one line that says what became of it. Names are pupils' own words, and are shown as text alone.
 */
import type { Receipt } from '#lib/run/receipt.ts';
import { nameInPath } from './board-files.ts';
import { runKey } from './hand-in-memory.ts';
import { checksumOf, type HandIn } from './hand-in.ts';
import { readWork } from './read-work.ts';

export interface Pupil {
	/** The hand-in's checksum: the same file twice is one pupil. */
	readonly id: string;
	/** What the pupil typed; else what the platform called the folder; else the file's name. */
	readonly label: string;
	readonly path: string;
	readonly handIn: HandIn;
	/** Whether another file bears the same name. */
	readonly again: boolean;
}

/** A receipt with those who handed it in. The same one twice is one. */
export interface HeldReceipt {
	/** `runKey`. */
	readonly key: string;
	readonly receipt: Receipt;
	readonly from: readonly string[];
}

/** What became of a file. */
export interface FileLine {
	readonly path: string;
	readonly kind: 'taken' | 'again' | 'refused';
	/** One sentence. */
	readonly what: string;
}

export interface Board {
	readonly pupils: readonly Pupil[];
	readonly receipts: readonly HeldReceipt[];
	readonly lines: readonly FileLine[];
}

export const EMPTY_BOARD: Board = { pupils: [], receipts: [], lines: [] };

const withLine = (board: Board, line: FileLine): Board => ({ ...board, lines: [...board.lines, line] });

export const addRefusal = (board: Board, path: string, why: string): Board =>
	withLine(board, { path, kind: 'refused', what: why });

/** @param path the file's name, behind its archive's and folders' */
export function addText(board: Board, path: string, text: string): Board {
	try {
		const work = readWork(text);
		return work.kind === 'receipt'
			? addReceipt(board, path, work.receipt)
			: addHandIn(board, path, work.handIn);
	} catch (cause) {
		return addRefusal(board, path, (cause as Error).message);
	}
}

function addReceipt(board: Board, path: string, receipt: Receipt): Board {
	const from = nameInPath(path);
	const known = board.receipts.find(({ key }) => key === runKey(receipt));
	const line: FileLine = known
		? { path, kind: 'again', what: `the same receipt as from ${known.from.join(', ')}: one run` }
		: { path, kind: 'taken', what: 'one receipt' };
	return withLine({ ...board, receipts: joined(board.receipts, [receipt], from) }, line);
}

function addHandIn(board: Board, path: string, handIn: HandIn): Board {
	const id = checksumOf(handIn);
	const twin = board.pupils.find((pupil) => pupil.id === id);
	if (twin)
		return withLine(board, { path, kind: 'again', what: `the same file as ${twin.path}: counted once` });
	const label = handIn.name || nameInPath(path);
	const again = board.pupils.some((pupil) => pupil.label === label);
	const pupil: Pupil = { id, label, path, handIn, again };
	const receipts = handIn.receipts.length === 1 ? '1 receipt' : `${handIn.receipts.length} receipts`;
	return withLine(
		{
			...board,
			pupils: [...board.pupils, pupil],
			receipts: joined(board.receipts, handIn.receipts, label)
		},
		{
			path,
			kind: 'taken',
			what: `${label}, ${receipts}${again ? '; another file bears this name, and both are listed' : ''}`
		}
	);
}

function joined(held: readonly HeldReceipt[], receipts: readonly Receipt[], from: string): HeldReceipt[] {
	const all = new Map(held.map((each) => [each.key, each]));
	for (const receipt of receipts) {
		const key = runKey(receipt);
		const before = all.get(key)?.from ?? [];
		all.set(key, { key, receipt, from: before.includes(from) ? before : [...before, from] });
	}
	return [...all.values()];
}
