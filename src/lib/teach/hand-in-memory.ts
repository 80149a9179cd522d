/**
 * What the page on handing in remembers in this browser: the pupil's name, the exercise, and receipts that came in files, so that the
 * next hand-in file carries them on. Where storage is refused, the page goes on without it.
 */
import { parseReceipt } from '#lib/run/parse-receipt.ts';
import type { Receipt } from '#lib/run/receipt.ts';
import { MAX_EXERCISE, MAX_NAME, MAX_RECEIPTS, oneLine, type HandIn } from './hand-in.ts';

const KEY = 'hand-in';

export type Remembered = Pick<HandIn, 'name' | 'exercise' | 'receipts'>;

export const NOTHING_REMEMBERED: Remembered = { name: '', exercise: '', receipts: [] };

export function readRemembered(storage: Pick<Storage, 'getItem'> | null): Remembered {
	try {
		const data = JSON.parse(storage?.getItem(KEY) ?? 'null') as Record<string, unknown> | null;
		if (!data) return NOTHING_REMEMBERED;
		const text = (value: unknown, longest: number): string =>
			typeof value === 'string' ? oneLine(value, longest) : '';
		const receipts: unknown[] = Array.isArray(data.receipts) ? data.receipts : [];
		return {
			name: text(data.name, MAX_NAME),
			exercise: text(data.exercise, MAX_EXERCISE),
			receipts: receipts.slice(0, MAX_RECEIPTS).map(parseReceipt)
		};
	} catch {
		// Refused, or written by something else: the same as nothing.
		return NOTHING_REMEMBERED;
	}
}

/** @returns whether it was kept */
export function writeRemembered(storage: Pick<Storage, 'setItem'> | null, remembered: Remembered): boolean {
	if (!storage) return false;
	try {
		storage.setItem(KEY, JSON.stringify(remembered));
		return true;
	} catch {
		return false;
	}
}

/** Both without doubles: the same settings, seed and network is the same run. */
export function joinReceipts(first: readonly Receipt[], second: readonly Receipt[]): Receipt[] {
	const joined = new Map<string, Receipt>();
	for (const receipt of [...first, ...second]) {
		const key = runKey(receipt);
		if (!joined.has(key)) joined.set(key, receipt);
	}
	return [...joined.values()];
}

/** One text for one run: its network's fingerprint, its seed, and what it claims. */
export const runKey = ({ snapshotHash, config, testAccuracy, validationAccuracy }: Receipt): string =>
	[snapshotHash, config.seed, testAccuracy, validationAccuracy].join(' ');
