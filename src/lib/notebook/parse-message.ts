/**
 * What came out of the sandbox, read anew. The reader's code may have forged any of it, so it can say nothing but what this
 * schema lets through, within bounds.
 */
import * as v from 'valibot';
import type { FromSandbox, Inspected } from './protocol.ts';

const short = v.pipe(v.string(), v.maxLength(400));
const long = v.pipe(v.string(), v.maxLength(200_000));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());
const byteArray = (most: number) =>
	v.pipe(
		v.instance(Uint8Array),
		v.check((bytes) => bytes.length <= most)
	);

/** Deep enough for everything `inspect` makes, and no deeper. */
const MAX_DEPTH = 8;
const MAX_NODES = 5000;

function isInspected(x: unknown): x is Inspected {
	let nodes = 0;
	const walk = (value: unknown, depth: number): boolean => {
		if (typeof value !== 'object' || value === null || depth > MAX_DEPTH || ++nodes > MAX_NODES) return false;
		const each = value as Record<string, unknown>;
		if (each.kind === 'text') return typeof each.text === 'string' && typeof each.type === 'string';
		if (typeof each.name !== 'string' || typeof each.more !== 'number') return false;
		if (each.kind === 'list')
			return Array.isArray(each.items) && each.items.every((item) => walk(item, depth + 1));
		if (each.kind !== 'record' || !Array.isArray(each.entries)) return false;
		return each.entries.every(
			(entry: unknown) =>
				Array.isArray(entry) &&
				entry.length === 2 &&
				typeof entry[0] === 'string' &&
				walk(entry[1], depth + 1)
		);
	};
	return walk(x, 0);
}

const numbers = (most: number) => v.pipe(v.array(finite), v.maxLength(most));

const Output = v.variant('kind', [
	v.object({ kind: v.literal('value'), value: v.custom<Inspected>(isInspected) }),
	v.object({ kind: v.literal('print'), level: v.picklist(['log', 'warn', 'error']), text: long }),
	v.object({
		kind: v.literal('rows'),
		title: short,
		columns: v.pipe(v.array(short), v.maxLength(40)),
		rows: v.pipe(v.array(v.pipe(v.array(short), v.maxLength(40))), v.maxLength(500)),
		more: whole
	}),
	v.pipe(
		v.object({
			kind: v.literal('picture'),
			title: short,
			height: v.pipe(whole, v.minValue(1), v.maxValue(2048)),
			width: v.pipe(whole, v.minValue(1), v.maxValue(2048)),
			pixels: byteArray(2048 * 2048 * 3)
		}),
		v.check(({ height, width, pixels }) => pixels.length === height * width * 3)
	),
	v.pipe(
		v.object({
			kind: v.literal('code'),
			title: short,
			wordLength: v.pipe(whole, v.minValue(1), v.maxValue(64)),
			bits: v.pipe(whole, v.minValue(1), v.maxValue(2)),
			levels: byteArray(256 * 64),
			counts: v.nullable(v.pipe(v.array(finite), v.length(256)))
		}),
		v.check(
			({ wordLength, bits, levels }) =>
				levels.length === 256 * wordLength && levels.every((level) => level < 2 ** bits)
		)
	),
	v.object({
		kind: v.literal('lines'),
		title: short,
		xLabel: short,
		yLabel: short,
		lines: v.pipe(
			v.array(v.object({ label: short, xs: numbers(20_000), ys: numbers(20_000) })),
			v.minLength(1),
			v.maxLength(12)
		)
	}),
	v.object({
		kind: v.literal('intervals'),
		title: short,
		rows: v.pipe(
			v.array(v.object({ label: short, values: numbers(1000), mean: finite, low: finite, high: finite })),
			v.minLength(1),
			v.maxLength(40)
		)
	}),
	v.object({ kind: v.literal('run'), run: whole }),
	v.object({ kind: v.literal('note'), text: short })
]);

const name = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,60}$/));
const run = whole;
const AskSchema = v.variant('type', [
	v.object({ type: v.literal('train'), config: v.unknown() }),
	v.object({ type: v.literal('pause'), run }),
	v.object({ type: v.literal('resume'), run }),
	v.object({ type: v.literal('step'), run }),
	v.object({ type: v.literal('snapshot'), run }),
	v.object({ type: v.literal('end'), run }),
	v.object({ type: v.literal('study'), name }),
	v.object({ type: v.literal('network'), name }),
	v.object({ type: v.literal('photo'), side: v.pipe(whole, v.minValue(16), v.maxValue(1024)) })
]);

const Message = v.variant('type', [
	v.object({ type: v.literal('frame') }),
	v.object({ type: v.literal('ready') }),
	v.object({ type: v.literal('pong'), id: whole }),
	v.object({ type: v.literal('output'), execution: whole, output: Output }),
	v.object({ type: v.literal('done'), execution: whole }),
	v.object({
		type: v.literal('failed'),
		execution: whole,
		error: v.object({ name: short, message: long, line: v.nullable(whole) })
	}),
	v.object({ type: v.literal('ask'), request: whole, execution: whole, ask: AskSchema }),
	v.object({ type: v.literal('gone'), reason: long })
]);

/** The message, or null when it is none. */
export function parseMessage(data: unknown): FromSandbox | null {
	const parsed = v.safeParse(Message, data);
	return parsed.success ? parsed.output : null;
}
