/** Encodings and network specs out of data that was written elsewhere: files, links, messages. Refuses what it does not know. */
import * as v from 'valibot';
import { MAX_WORD_LENGTH, PIXEL_VALUES, type Encoding } from './encoding.ts';
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
	v.strictObject({ kind: v.literal('quantile-dither'), bits, wordLength }),
	v.strictObject({
		kind: v.literal('custom'),
		name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
		bits,
		wordLength,
		digits: v.string()
	}),
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

/** A custom table must have all its entries, each a level. */
function checked(encoding: Encoding): Encoding {
	if (encoding.kind !== 'custom') return encoding;
	const { digits, wordLength, bits: entryBits } = encoding;
	const levels = entryBits === 1 ? '01' : '0-3';
	if (digits.length !== PIXEL_VALUES * wordLength || !new RegExp(`^[${levels}]*$`).test(digits))
		throw new TypeError(
			`encoding.digits: expected ${PIXEL_VALUES * wordLength} digits ${levels}, received ${digits.length} characters`
		);
	return encoding;
}

/** @throws TypeError naming the field, what was expected and what came */
export const parseEncoding = (data: unknown): Encoding => checked(parse(encodingSchema, data, 'encoding'));

/** @throws TypeError naming the field, what was expected and what came */
export function parseNetworkSpec(data: unknown): NetworkSpec {
	const spec = parse(specSchema, data, 'spec');
	return { ...spec, encoding: checked(spec.encoding) };
}
