/**
 * Counts what the language's own methods make, for the library's code as much as for the cells': lists that grow, copies of lists, texts.
 * A method whose answer can be told too large beforehand is refused before it begins; inside, nothing could stop it.
 */
import type { Guards } from './guards.ts';
import type { MemoryMeter } from './memory-meter.ts';

const LIST_BYTES = 48;
const ENTRY_BYTES = 8;
/** An entry of a Map or Set. */
const KEYED_BYTES = 40;
/** Texts are put into lists more often than they are made new. */
const MOST_TEXT_BYTES = 2 ** 20;

type Method = (this: never, ...given: never[]) => unknown;

interface CountedMethod {
	readonly of: object;
	readonly names: readonly string[];
	/** Bytes it will make, as far as can be said before; the answer is then not looked at. */
	readonly before?: (self: never, given: readonly never[]) => number;
	/** Whether the object itself grows, and so holds what was made. */
	readonly grows?: boolean;
}

const length = (list: { length?: unknown } | null | undefined): number => Number(list?.length) || 0;
const ofAnswer = (answer: unknown): number => {
	if (Array.isArray(answer)) return LIST_BYTES + ENTRY_BYTES * answer.length;
	return typeof answer === 'string' ? answer.length : 0;
};
const entryBytes = (entry: unknown): number =>
	ENTRY_BYTES + (typeof entry === 'string' ? Math.min(entry.length, MOST_TEXT_BYTES) : 0);

const COUNTED: readonly CountedMethod[] = [
	{
		of: Array.prototype,
		names: ['push', 'unshift'],
		before: (_self, given: readonly unknown[]) => {
			let bytes = 0;
			for (const each of given) bytes += entryBytes(each);
			return bytes;
		},
		grows: true
	},
	{
		of: Array.prototype,
		names: ['fill'],
		before: (self: readonly unknown[]) => ENTRY_BYTES * self.length,
		grows: true
	},
	{ of: Array.prototype, names: ['splice', 'concat', 'slice', 'map', 'filter', 'flat', 'flatMap'] },
	{ of: Array.prototype, names: ['join', 'toSorted', 'toReversed', 'toSpliced', 'with'] },
	{
		of: Array,
		names: ['from'],
		before: (_self, [items]: readonly unknown[]) => {
			const entries =
				length(items as { length?: unknown }) || Number((items as Set<unknown> | null)?.size) || 0;
			return LIST_BYTES + ENTRY_BYTES * entries;
		}
	},
	{
		of: String.prototype,
		names: ['repeat'],
		before: (self: string, [times]: readonly number[]) => self.length * (Number(times) || 0)
	},
	{
		of: String.prototype,
		names: ['padStart', 'padEnd'],
		before: (_self, [wanted]: readonly number[]) => Number(wanted) || 0
	},
	{ of: String.prototype, names: ['split', 'replaceAll', 'concat'] },
	{ of: Map.prototype, names: ['set'], before: () => KEYED_BYTES, grows: true },
	{ of: Set.prototype, names: ['add'], before: () => KEYED_BYTES, grows: true },
	{ of: Object, names: ['keys', 'values', 'entries'] },
	{ of: JSON, names: ['stringify'] }
];

/** Larger answers than this are asked for beforehand. */
const LARGE_BYTES = 65_536;

function counted(
	original: Method,
	{ before, grows }: CountedMethod,
	meter: MemoryMeter,
	guards: Guards
): Method {
	if (!before)
		return function (this: never, ...given: never[]) {
			const answer = Reflect.apply(original, this, given);
			return guards.made(answer, ofAnswer(answer));
		};
	const bytesOf = before;
	return function (this: never, ...given: never[]) {
		const bytes = bytesOf(this, given);
		if (bytes > LARGE_BYTES) meter.demand(bytes);
		const answer = Reflect.apply(original, this, given);
		guards.made(grows ? this : answer, bytes);
		return answer;
	};
}

/** Puts the counted methods in place of the language's, in this realm. */
export function countBuiltins(meter: MemoryMeter, guards: Guards): void {
	for (const each of COUNTED) {
		const holder = each.of as Record<string, Method>;
		for (const name of each.names) {
			const original = holder[name];
			if (typeof original !== 'function') continue;
			const door = counted(original, each, meter, guards);
			for (const key of ['name', 'length'] as const)
				Object.defineProperty(door, key, { value: original[key], configurable: true });
			Object.defineProperty(holder, name, { value: door, writable: true, configurable: true });
		}
	}
}
