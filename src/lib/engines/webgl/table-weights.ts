/**
 * The first layer as tables of partial sums (METHOD 6): what value v under tap t in colour c adds to every output channel is one
 * small number, known beforehand.
 *
 * Numbers are bytes, each less the smallest of its (tap, colour, channel), so that none is negative; what was subtracted goes to
 * the thresholds. Thirty-two channels are two texels of sixteen bytes.
 */
import { PIXEL_VALUES } from '#lib/core/encoding.ts';
import { THRESHOLDS, type IntegerNetwork } from '#lib/core/integer-network.ts';
import { TAPS } from './sign-weights.ts';

const COLOURS = 3;

/** Rows of the table: tap and colour. */
export const TABLE_ROWS = TAPS * COLOURS;

/** Entry 0 stands for "outside the picture", entry v + 1 for value v. */
export const TABLE_ENTRIES = PIXEL_VALUES + 1;

/** Channels of one draw's word. */
const LANES = 32;

/** Four words a texel, two texels an entry. */
const ENTRY_WORDS = 8;

/**
 * Where channel o of a word lies, so that the shader can threshold two at once and shift the results into place together: words 0..3
 * and 4..7 are one texel each, channels o and o + 16 share a word, and of two neighbouring groups of four, the second is in the odd
 * bytes.
 */
function byteOf(o: number): number {
	const group = (o & 15) >> 2;
	const word = (group >> 1) * 4 + (o & 3);
	return word * 4 + (group & 1) + 2 * (o >> 4);
}

export interface PartialSums {
	/** [32 channels' word, row, entry, 8 words]. */
	readonly words: Uint32Array;
	/** For each row, the largest entry of any channel. */
	readonly largest: readonly number[];
	/** [channels, 3]: thresholds of the sums of bytes. */
	readonly limits: Int32Array;
}

/** What each entry adds to channel `o` under row `tap * 3 + colour`. */
function entriesOf({ table, convs }: IntegerNetwork, row: number, o: number): Int16Array {
	const { wordLength, levels } = table;
	const { signs, outChannels } = convs[0];
	const entries = new Int16Array(TABLE_ENTRIES);
	const first = row * wordLength;
	for (let value = 0; value < PIXEL_VALUES; value++)
		for (let k = 0; k < wordLength; k++)
			entries[value + 1] += levels[value * wordLength + k] * signs[(first + k) * outChannels + o];
	return entries;
}

/** The tables of output channels first .. first + count - 1. */
export function partialSums(network: IntegerNetwork, first: number, count: number): PartialSums {
	const words = new Uint32Array(Math.ceil(count / LANES) * TABLE_ROWS * TABLE_ENTRIES * ENTRY_WORDS);
	const largest = new Array<number>(TABLE_ROWS).fill(0);
	const { thresholds } = network.convs[0];
	const limits = Int32Array.from(thresholds.subarray(first * THRESHOLDS, (first + count) * THRESHOLDS));
	for (let o = 0; o < count; o++)
		for (let row = 0; row < TABLE_ROWS; row++) {
			const entries = entriesOf(network, row, first + o);
			const smallest = entries.reduce((a, b) => Math.min(a, b));
			const byte = byteOf(o % LANES);
			const start = (Math.floor(o / LANES) * TABLE_ROWS + row) * TABLE_ENTRIES * ENTRY_WORDS;
			entries.forEach((sum, entry) => {
				const above = sum - smallest;
				words[start + entry * ENTRY_WORDS + (byte >> 2)] |= above << (8 * (byte & 3));
				largest[row] = Math.max(largest[row], above);
			});
			for (let k = 0; k < THRESHOLDS; k++) limits[o * THRESHOLDS + k] -= smallest;
		}
	return { words, largest, limits };
}

/** A sum of bytes never reaches it. */
const NEVER = 0x7fff;

/**
 * Limits as the shader's lanes of 16 bits: [32 channels' word, group, threshold, 4 words], channel o in the lower half and o + 16
 * in the upper. Lanes without a channel never reach theirs.
 */
export function packLimits({ limits }: PartialSums): Uint32Array {
	const blocks = Math.ceil(limits.length / THRESHOLDS / LANES);
	const lanes = new Int32Array(blocks * LANES * THRESHOLDS).fill(NEVER);
	lanes.set(limits);
	const packed = new Uint32Array(lanes.length / 2);
	lanes.forEach((limit, i) => {
		const o = Math.floor(i / THRESHOLDS);
		const group = Math.floor(o / LANES) * 4 + ((o & 15) >> 2);
		const clamped = Math.min(Math.max(limit, 0), NEVER);
		packed[(group * THRESHOLDS + (i % THRESHOLDS)) * 4 + (o & 3)] |= clamped << (o & 16);
	});
	return packed;
}
