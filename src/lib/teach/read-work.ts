/** A pupil's file, whichever of the two kinds it is: a hand-in file, or a receipt alone. Pure. */
import { parseReceipt, MAX_RECEIPT_BYTES } from '#lib/run/parse-receipt.ts';
import type { Receipt } from '#lib/run/receipt.ts';
import { MAX_HAND_IN_BYTES, type HandIn } from './hand-in.ts';
import { parseHandIn } from './parse-hand-in.ts';

export type Work =
	| { readonly kind: 'hand-in'; readonly handIn: HandIn }
	| { readonly kind: 'receipt'; readonly receipt: Receipt };

/**
 * @param text a file's content
 * @throws TypeError naming what was expected and what came
 */
export function readWork(text: string): Work {
	if (text.length > MAX_HAND_IN_BYTES)
		throw new TypeError(
			`at most ${MAX_HAND_IN_BYTES.toLocaleString('en')} characters are expected, got ${text.length.toLocaleString('en')}: this is another file`
		);
	let data: unknown;
	try {
		data = JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		throw new TypeError('a JSON file is expected, and this one cannot be read as JSON');
	}
	const format = (data as { format?: unknown } | null)?.format;
	if (format !== 'awep-receipt' && format !== 'awep-hand-in')
		throw new TypeError(
			`a hand-in file or a receipt is expected, with the format "awep-hand-in" or "awep-receipt"; this file has ${typeof format === 'string' ? `"${format.slice(0, 40)}"` : 'none'}`
		);
	if (format === 'awep-hand-in') return { kind: 'hand-in', handIn: parseHandIn(data) };
	if (text.length > MAX_RECEIPT_BYTES)
		throw new TypeError(`a receipt has at most ${MAX_RECEIPT_BYTES} characters, got ${text.length}`);
	return { kind: 'receipt', receipt: parseReceipt(data) };
}
