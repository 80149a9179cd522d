/**
 * The input encodings: what the first layer sees in place of an 8-bit pixel component.
 *
 * An encoding is plain data. Every quantized encoding is a table of 256 words: row v holds the levels that stand for the
 * value v. Fixed encodings compute their table here; the pixel embedding learns it (arXiv 2407.16174).
 */
import { topLevel, unitLevel } from './quantize.ts';

/** How the latent table of a pixel embedding starts (METHOD 2). */
export type TableInit = 'linear' | 'dither';

export type Encoding =
	/** No quantization anywhere: the float network, for comparison. */
	| { readonly kind: 'all-float' }
	/** 8-bit pixels into a float first convolution; everything after it is low-bit. */
	| { readonly kind: 'float-first' }
	/** Round each component to 1 or 2 bits, and repeat it `wordLength` times (1: the naive first layer). */
	| { readonly kind: 'naive'; readonly bits: 1 | 2; readonly wordLength: number }
	/** The eight binary digits of the value. */
	| { readonly kind: 'bit-planes' }
	/** `wordLength` one-bit comparisons with evenly spaced thresholds (FracBNN, arXiv 2012.12206). */
	| { readonly kind: 'thermometer'; readonly wordLength: number }
	/** `wordLength` copies of the rounded value with staggered thresholds. */
	| { readonly kind: 'dither'; readonly bits: 1 | 2; readonly wordLength: number }
	/** The same with thresholds at the quantiles of the training pictures' values; `fitEncoding` makes the table. */
	| { readonly kind: 'quantile-dither'; readonly bits: 1 | 2; readonly wordLength: number }
	/** Any function of the value, written out. */
	| {
			readonly kind: 'custom';
			/** What the reader calls it, 1..40 characters. */
			readonly name: string;
			readonly bits: 1 | 2;
			readonly wordLength: number;
			/** One digit for each entry of [256, wordLength], row after row. */
			readonly digits: string;
	  }
	/** The learned table: `wordLength` levels of `bits` bits for each of the 256 values. */
	| {
			readonly kind: 'pixel-embedding';
			readonly bits: 1 | 2;
			readonly wordLength: number;
			readonly init: TableInit;
	  };

export type EncodingKind = Encoding['kind'];

export const PIXEL_VALUES = 256;
export const MAX_WORD_LENGTH = 16;

/** The word of every pixel value: levels [256, wordLength], each 0..top. */
export interface LevelTable {
	readonly wordLength: number;
	/** 1 or 2. */
	readonly bits: number;
	readonly levels: Uint8Array;
}

/** Names by which command lines and links call the encodings, with their usual settings. */
export const NAMED_ENCODINGS: Readonly<Record<string, Encoding>> = {
	'all-float': { kind: 'all-float' },
	'float-first': { kind: 'float-first' },
	naive1: { kind: 'naive', bits: 1, wordLength: 1 },
	naive2: { kind: 'naive', bits: 2, wordLength: 1 },
	'naive2-wide': { kind: 'naive', bits: 2, wordLength: 10 },
	'bit-planes': { kind: 'bit-planes' },
	thermometer: { kind: 'thermometer', wordLength: 10 },
	dither: { kind: 'dither', bits: 2, wordLength: 10 },
	'quantile-dither': { kind: 'quantile-dither', bits: 2, wordLength: 10 },
	'pixel-embedding': { kind: 'pixel-embedding', bits: 2, wordLength: 10, init: 'linear' }
};

/** True where a table of levels stands between pixel and first convolution. */
export function isTableEncoding(
	e: Encoding
): e is Exclude<Encoding, { kind: 'all-float' } | { kind: 'float-first' }> {
	return e.kind !== 'all-float' && e.kind !== 'float-first';
}

/** Channels of one colour after encoding. */
export function wordLengthOf(e: Encoding): number {
	switch (e.kind) {
		case 'all-float':
		case 'float-first':
			return 1;
		case 'bit-planes':
			return 8;
		case 'naive':
		case 'thermometer':
		case 'dither':
		case 'quantile-dither':
		case 'custom':
		case 'pixel-embedding':
			return e.wordLength;
		default:
			return e satisfies never;
	}
}

/** Bits of one entry of the word; 8 where the pixel is not quantized. */
export function entryBits(e: Encoding): number {
	switch (e.kind) {
		case 'all-float':
		case 'float-first':
			return 8;
		case 'bit-planes':
		case 'thermometer':
			return 1;
		case 'naive':
		case 'dither':
		case 'quantile-dither':
		case 'custom':
		case 'pixel-embedding':
			return e.bits;
		default:
			return e satisfies never;
	}
}

/** The fixed offset of column k in a staggered word, in units of the value range (METHOD 2). */
const stagger = (k: number, wordLength: number, top: number): number => ((k + 0.5) / wordLength - 0.5) / top;

function fillTable(wordLength: number, bits: number, level: (v: number, k: number) => number): LevelTable {
	const levels = new Uint8Array(PIXEL_VALUES * wordLength);
	for (let v = 0; v < PIXEL_VALUES; v++)
		for (let k = 0; k < wordLength; k++) levels[v * wordLength + k] = level(v, k);
	return { wordLength, bits, levels };
}

/**
 * The table of an encoding that does not learn.
 * @throws TypeError for an encoding without a table, or whose table is learned
 */
export function fixedTable(e: Encoding): LevelTable {
	switch (e.kind) {
		case 'naive':
			return fillTable(e.wordLength, e.bits, (v) => unitLevel(v / 255, topLevel(e.bits)));
		case 'bit-planes':
			return fillTable(8, 1, (v, k) => (v >> k) & 1);
		case 'thermometer':
			return fillTable(e.wordLength, 1, (v, k) =>
				v >= ((k + 1) * PIXEL_VALUES) / (e.wordLength + 1) ? 1 : 0
			);
		case 'dither': {
			const top = topLevel(e.bits);
			return fillTable(e.wordLength, e.bits, (v, k) =>
				unitLevel(v / 255 + stagger(k, e.wordLength, top), top)
			);
		}
		case 'custom':
			return { wordLength: e.wordLength, bits: e.bits, levels: Uint8Array.from(e.digits, Number) };
		case 'all-float':
		case 'float-first':
		case 'pixel-embedding':
			throw new TypeError(`${e.kind} has no fixed table`);
		case 'quantile-dither':
			throw new TypeError('quantile-dither has no table until it is fitted to a histogram');
		default:
			return e satisfies never;
	}
}

/**
 * A table of levels as an encoding of its own.
 * @throws RangeError when an entry is no level of so many bits
 */
export function customEncoding(
	name: string,
	{ wordLength, bits, levels }: LevelTable
): Extract<Encoding, { kind: 'custom' }> {
	if (levels.length !== PIXEL_VALUES * wordLength)
		throw new RangeError(
			`a table of word length ${wordLength} has ${PIXEL_VALUES * wordLength} entries, got ${levels.length}`
		);
	const top = topLevel(bits);
	const wrong = levels.findIndex((level) => level > top);
	if (wrong >= 0)
		throw new RangeError(
			`a level of ${bits} bits is 0..${top}, entry ${wrong % wordLength} of value ${Math.floor(wrong / wordLength)} is ${levels[wrong]}`
		);
	return { kind: 'custom', name, bits: bits === 1 ? 1 : 2, wordLength, digits: levels.join('') };
}

/**
 * The encoding that a run really uses: a quantile dither becomes the table that fits this data, all others stay as they are.
 * Its thresholds lie where the staggered thresholds of a dither would, once the values are spread evenly.
 * @param histogram how often each value occurs, [256]; only asked for where it matters
 */
export function fitEncoding(e: Encoding, histogram: () => ArrayLike<number>): Encoding {
	if (e.kind !== 'quantile-dither') return e;
	const counts = Array.from(histogram());
	const total = counts.reduce((a, b) => a + b, 0);
	if (counts.length !== PIXEL_VALUES || !(total > 0))
		throw new RangeError(`a histogram holds ${PIXEL_VALUES} counts that are not all 0, got ${counts.length}`);
	let below = 0;
	const share = counts.map((count) => {
		below += count;
		// The middle of the value's own share: equal values are spread around it.
		return (below - count / 2) / total;
	});
	const top = topLevel(e.bits);
	const table = fillTable(e.wordLength, e.bits, (v, k) =>
		unitLevel(share[v] + stagger(k, e.wordLength, top), top)
	);
	return customEncoding('quantile dither', table);
}

/**
 * The latent table at the start of training: [256, wordLength], values in [0, 1].
 * With `linear` every column equals the naive code, so that the picture starts naive and fans out.
 */
export function initialLatents(e: Extract<Encoding, { kind: 'pixel-embedding' }>): Float32Array {
	const top = topLevel(e.bits);
	const latents = new Float32Array(PIXEL_VALUES * e.wordLength);
	for (let v = 0; v < PIXEL_VALUES; v++)
		for (let k = 0; k < e.wordLength; k++) {
			const offset = e.init === 'dither' ? stagger(k, e.wordLength, top) : 0;
			latents[v * e.wordLength + k] = Math.min(Math.max(v / 255 + offset, 0), 1);
		}
	return latents;
}

/** The levels a latent table stands for. */
export function quantizeLatents(latents: Float32Array, wordLength: number, bits: number): LevelTable {
	if (latents.length !== PIXEL_VALUES * wordLength)
		throw new RangeError(
			`a table of word length ${wordLength} has ${PIXEL_VALUES * wordLength} entries, got ${latents.length}`
		);
	const top = topLevel(bits);
	return { wordLength, bits, levels: Uint8Array.from(latents, (x) => unitLevel(x, top)) };
}

/**
 * The encoding behind a command-line name.
 * @throws RangeError that lists the names
 */
export function namedEncoding(name: string): Encoding {
	if (!Object.hasOwn(NAMED_ENCODINGS, name))
		throw new RangeError(
			`no encoding is called "${name}"; the names are ${Object.keys(NAMED_ENCODINGS).join(', ')}`
		);
	return NAMED_ENCODINGS[name];
}
