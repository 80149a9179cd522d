/** A receipt out of a file: a teacher opens what a pupil handed in, so nothing in it is believed unseen. Pure. */
import * as v from 'valibot';
import { parseConfig } from '#lib/core/config.ts';
import type { Receipt } from './receipt.ts';

/** A receipt is below 2 kB, or 8 kB where it holds a table that the reader wrote; a larger file is something else. */
export const MAX_RECEIPT_BYTES = 32_768;

const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const hash = v.pipe(
	v.string(),
	v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 hexadecimal digits is expected, got something else')
);
const words = (longest: number) => v.pipe(v.string(), v.maxLength(longest));

const schema = v.strictObject({
	format: v.literal('awep-receipt'),
	version: v.literal(1),
	config: v.unknown(),
	date: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-01-31 is expected')),
	codeVersion: words(80),
	backend: v.picklist(['wasm', 'webgl']),
	dataName: words(200),
	dataHash: hash,
	snapshotHash: hash,
	testAccuracy: fraction,
	validationAccuracy: fraction
});

/**
 * @throws TypeError naming the field, what was expected and what came
 */
export function parseReceipt(data: unknown): Receipt {
	const format = (data as { format?: unknown } | null)?.format;
	if (format !== 'awep-receipt')
		throw new TypeError(
			`this is no receipt: its format must be "awep-receipt", got ${JSON.stringify(format) ?? 'none'}`
		);
	const { version } = data as { version?: unknown };
	if (version !== 1)
		throw new TypeError(`this receipt is of version ${JSON.stringify(version)}; this page reads version 1`);
	const result = v.safeParse(schema, data);
	if (!result.success) {
		const issue = result.issues[0];
		throw new TypeError(`receipt.${v.getDotPath(issue) ?? ''}: ${issue.message}`);
	}
	return { ...result.output, config: parseConfig(result.output.config) };
}

/**
 * @param text a file's content
 * @throws TypeError saying why it is no receipt
 */
export function readReceipt(text: string): Receipt {
	if (text.length > MAX_RECEIPT_BYTES)
		throw new TypeError(
			`a receipt has at most ${MAX_RECEIPT_BYTES} characters, got ${text.length}: this is another file`
		);
	let data: unknown;
	try {
		data = JSON.parse(text);
	} catch {
		throw new TypeError('this is no receipt: a JSON file is expected, and this one cannot be read as JSON');
	}
	return parseReceipt(data);
}
