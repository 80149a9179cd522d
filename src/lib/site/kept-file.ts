/**
 * Everything that a browser keeps for the site, as one file to bring back from: texts as they are, and the lab's values with their
 * typed arrays as base64. Pure. It refuses to judge what the lab's values mean (run/parse-kept.ts does).
 */

export interface KeptFile {
	/** By their keys, as in localStorage. */
	readonly texts: ReadonlyMap<string, string>;
	/** By their keys, as in the lab's database; typed arrays and buffers are such again. */
	readonly lab: ReadonlyMap<string, unknown>;
}

const FORMAT = 'a-word-for-every-pixel: everything kept';
const VERSION = 2;
/** Twenty-four runs with their networks take a third of it. */
export const MAX_KEPT_FILE_BYTES = 1 << 26;
/** Marks a value that JSON has no word for. */
const MARK = '$bytes';

const ARRAYS = { ArrayBuffer: null, Uint8Array, Uint32Array, Float32Array } as const;
type ArrayName = keyof typeof ARRAYS;

/** @throws TypeError for a typed array of a kind that no kept value has: it would come back as something else */
function written(_key: string, value: unknown): unknown {
	const isBuffer = value instanceof ArrayBuffer;
	if (!isBuffer && !ArrayBuffer.isView(value)) return value;
	const kind = isBuffer ? 'ArrayBuffer' : value.constructor.name;
	if (!Object.hasOwn(ARRAYS, kind)) throw new TypeError(`a kept value holds a ${kind}`);
	const bytes = isBuffer
		? new Uint8Array(value)
		: new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
	return { [MARK]: kind, base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) };
}

function readBack(_key: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null || !Object.hasOwn(value, MARK)) return value;
	const { [MARK]: kind, base64 } = value as { [MARK]: unknown; base64?: unknown };
	if (typeof kind !== 'string' || !Object.hasOwn(ARRAYS, kind) || typeof base64 !== 'string')
		throw new TypeError(`an array of ${Object.keys(ARRAYS).join(', ')} is expected, got ${String(kind)}`);
	const { buffer } = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
	const Kind = ARRAYS[kind as ArrayName];
	return Kind === null ? buffer : new Kind(buffer);
}

/** @throws TypeError where a value cannot be written so that it comes back as it is */
export const encodeKept = ({ texts, lab }: KeptFile): string =>
	JSON.stringify(
		{ format: FORMAT, version: VERSION, texts: Object.fromEntries(texts), lab: Object.fromEntries(lab) },
		written,
		'\t'
	);

/**
 * Reads what anybody may have written.
 * @throws TypeError saying what was expected and what came
 */
export function decodeKept(text: string): KeptFile {
	let data: unknown;
	try {
		data = JSON.parse(text, readBack);
	} catch (cause) {
		throw new TypeError(`the file cannot be read: ${(cause as Error).message}`);
	}
	const { format, version, texts, lab } = (data ?? {}) as Record<string, unknown>;
	if (format !== FORMAT)
		throw new TypeError('a file that this page has saved is expected: “every-pixel-kept.json”');
	if (version !== VERSION)
		throw new TypeError(`the file has version ${JSON.stringify(version)}; this page reads ${VERSION}`);
	const own = (part: unknown, name: string): [string, unknown][] => {
		if (typeof part !== 'object' || part === null || Array.isArray(part))
			throw new TypeError(`${name}: keys with values are expected`);
		return Object.entries(part);
	};
	return {
		texts: new Map(
			own(texts, 'texts').map(([key, value]) => {
				if (typeof value !== 'string') throw new TypeError(`texts: ${key} must be a text`);
				return [key, value];
			})
		),
		lab: new Map(own(lab, 'lab'))
	};
}
