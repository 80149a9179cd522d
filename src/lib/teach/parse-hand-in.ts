/** A hand-in file's data: it was written on another machine, so nothing in it is believed unseen. Pure. */
import * as v from 'valibot';
import { parseReceipt } from '#lib/run/parse-receipt.ts';
import { MAX_EXERCISE, MAX_NAME, MAX_RECEIPTS, checksumOf, type HandIn } from './hand-in.ts';

/** The course has nine chapters; a later one may have more. */
const MAX_CHAPTERS = 40;
/** Sections, questions and guesses of one chapter. */
const MAX_ENTRIES = 200;
const MAX_ID = 120;
/** An answer is a choice's text, or a number as it was typed. */
export const MAX_ANSWER = 1000;
/** A guess that is drawn is a row of numbers. */
const MAX_GUESS_NUMBERS = 1024;

const line = (longest: number) =>
	v.pipe(
		v.string(),
		v.maxLength(longest),
		v.regex(/^\P{Cc}*$/u, 'one line of text is expected, got control characters')
	);
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_ID));
const answer = v.pipe(v.string(), v.maxLength(MAX_ANSWER));
const finite = v.pipe(v.number(), v.finite());

const chapterSchema = v.strictObject({
	read: v.pipe(v.array(id), v.maxLength(MAX_ENTRIES)),
	passed: v.pipe(v.array(id), v.maxLength(MAX_ENTRIES)),
	answers: v.pipe(v.record(id, answer), v.maxEntries(MAX_ENTRIES)),
	guesses: v.pipe(
		v.record(id, v.union([finite, answer, v.pipe(v.array(finite), v.maxLength(MAX_GUESS_NUMBERS))])),
		v.maxEntries(MAX_ENTRIES)
	)
});

const schema = v.strictObject({
	format: v.literal('awep-hand-in'),
	version: v.literal(1),
	name: line(MAX_NAME),
	exercise: line(MAX_EXERCISE),
	date: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-01-31 is expected')),
	codeVersion: line(80),
	progress: v.pipe(v.record(id, chapterSchema), v.maxEntries(MAX_CHAPTERS)),
	receipts: v.pipe(v.array(v.unknown()), v.maxLength(MAX_RECEIPTS)),
	challenge: v.nullable(
		v.strictObject({ wordBits: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32)) })
	),
	checksum: v.pipe(
		v.string(),
		v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 hexadecimal digits is expected, got something else')
	)
});

/**
 * @param data JSON whose format says that it is a hand-in file
 * @throws TypeError naming the field, what was expected and what came
 */
export function parseHandIn(data: unknown): HandIn {
	const { version } = data as { version?: unknown };
	if (version !== 1)
		throw new TypeError(`this hand-in file is of version ${inWords(version)}; this page reads version 1`);
	const result = v.safeParse(schema, data);
	if (!result.success) {
		const issue = result.issues[0];
		throw new TypeError(`hand-in.${v.getDotPath(issue) ?? ''}: ${issue.message}`);
	}
	const { checksum, receipts, ...rest } = result.output;
	const { checksum: own, ...claimed } = data as { checksum: string };
	if (own !== checksumOf(claimed))
		throw new TypeError(
			`its checksum does not fit: the file was changed or damaged after it was saved (expected ${checksumOf(claimed).slice(0, 12)}…, got ${checksum.slice(0, 12)}…)`
		);
	return { ...rest, receipts: receipts.map(numbered) };
}

function numbered(data: unknown, index: number): HandIn['receipts'][number] {
	try {
		return parseReceipt(data);
	} catch (cause) {
		throw new TypeError(`hand-in.receipts.${index}: ${(cause as Error).message}`, { cause });
	}
}

/** As much of a strange value as a message repeats. */
function inWords(value: unknown): string {
	if (value === undefined) return 'none';
	if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
	const text = JSON.stringify(value);
	return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
