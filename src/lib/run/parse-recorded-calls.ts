/** Recorded first calls out of a file. Pure. */
import * as v from 'valibot';
import type { RecordedCalls } from './recorded-calls.ts';

const text = v.pipe(v.string(), v.minLength(1));
const time = v.pipe(v.number(), v.finite(), v.minValue(0));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

const schema = v.object({
	format: v.literal('awep-first-calls'),
	version: v.literal(1),
	date: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
	machine: text,
	loading: time,
	wasm: v.object({ calls: v.pipe(v.array(time), v.minLength(1)), clockStep: positive, settled: positive }),
	webgl: v.nullable(v.object({ asked: time, waited: positive, renderer: text, software: v.boolean() })),
	isolated: v.boolean()
});

/** @throws TypeError naming the field, what was expected and what came */
export function parseRecordedCalls(data: unknown): RecordedCalls {
	const result = v.safeParse(schema, data);
	if (!result.success) {
		const issue = result.issues[0];
		throw new TypeError(`recorded calls.${v.getDotPath(issue) ?? ''}: ${issue.message}`);
	}
	return result.output;
}
