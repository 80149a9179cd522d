/** Encodings and network specs out of data that was written elsewhere: files, links, messages. Refuses what it does not know. */
import * as v from 'valibot';
import { MAX_WORD_LENGTH, type Encoding } from './encoding.ts';
import type { NetworkSpec } from './network.ts';

const bits = v.picklist([1, 2]);
const wordLength = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_WORD_LENGTH));

const encodingSchema = v.variant('kind', [
	v.strictObject({ kind: v.literal('all-float') }),
	v.strictObject({ kind: v.literal('float-first') }),
	v.strictObject({ kind: v.literal('naive'), bits, wordLength }),
	v.strictObject({ kind: v.literal('bit-planes') }),
	v.strictObject({ kind: v.literal('thermometer'), wordLength }),
	v.strictObject({ kind: v.literal('dither'), bits, wordLength }),
	v.strictObject({
		kind: v.literal('pixel-embedding'),
		bits,
		wordLength,
		init: v.picklist(['linear', 'dither'])
	})
]);

const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024));
const channels = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024));

const specSchema = v.strictObject({
	height: side,
	width: side,
	encoding: encodingSchema,
	convs: v.pipe(
		v.array(v.strictObject({ outChannels: channels, stride: v.picklist([1, 2]), pool: v.picklist([1, 2]) })),
		v.minLength(1),
		v.maxLength(16)
	),
	classes: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(256))
});

function parse<S extends v.GenericSchema>(schema: S, data: unknown, what: string): v.InferOutput<S> {
	const result = v.safeParse(schema, data);
	if (result.success) return result.output;
	const issue = result.issues[0];
	const path = v.getDotPath(issue);
	throw new TypeError(`${what}${path ? `.${path}` : ''}: ${issue.message}`);
}

/** @throws TypeError naming the field, what was expected and what came */
export const parseEncoding = (data: unknown): Encoding => parse(encodingSchema, data, 'encoding');

/** @throws TypeError naming the field, what was expected and what came */
export const parseNetworkSpec = (data: unknown): NetworkSpec => parse(specSchema, data, 'spec');
