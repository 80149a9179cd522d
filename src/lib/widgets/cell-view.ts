/** What the x-ray says about one cell: its terms, their sum counted in two ways, and the thresholds that the sum meets. Pure. */
import { bitsOfSigns, packBits, packLevels } from '#lib/core/bit-planes.ts';
import { largestAccumulator, THRESHOLDS } from '#lib/core/integer-network.ts';
import { ACTIVATION_BITS } from '#lib/core/quantize.ts';
import { wordDot, type WordDot } from '#lib/core/word-dot.ts';
import { convTerms, denseTerms, sumOfTerms, type TermRow } from '#lib/engines/cell-sum.ts';
import { levelOf } from '#lib/engines/reference.ts';
import type { Cell } from '#lib/figures/layer-mosaic.ts';
import { later, type Words } from '#lib/language/language.ts';
import { convOf, stageCount, type Trace } from './layer-trace.ts';

/** Places of the window, in reading order. */
const WINDOW_NAMES = ['↖', '↑', '↗', '←', '·', '→', '↙', '↓', '↘'];
const WINDOW_WORDS = [
	later('upper left'),
	later('above'),
	later('upper right'),
	later('left'),
	later('middle'),
	later('right'),
	later('lower left'),
	later('below'),
	later('lower right')
];

export interface SumView {
	readonly terms: readonly TermRow[];
	/** Short names of the places, and long ones, to be shown with `y` and `x`: see placeText. */
	readonly names: readonly string[];
	readonly words: readonly string[];
	/** Multiplying and adding. */
	readonly plus: number;
	readonly minus: number;
	readonly sum: number;
	/** Exclusive-or and counting, on packed words. */
	readonly counted: WordDot;
	/** Of one level of the input. */
	readonly bits: number;
	/** What a convolution's sum meets; null for a logit. */
	readonly meets: {
		readonly thresholds: readonly number[];
		readonly largest: number;
		/** The channel's sums at all places, [outHeight, outWidth]. */
		readonly others: Int32Array;
		readonly level: number;
	} | null;
}

/** The same sum by exclusive-or and popcount: every place in words of its own. */
function countedSum(terms: readonly TermRow[], bits: number): WordDot {
	const channels = terms[0].levels.length;
	const levels = Uint8Array.from(terms.flatMap((row) => [...row.levels]));
	const signs = Int8Array.from(terms.flatMap((row) => [...row.signs]));
	return wordDot(packLevels(levels, channels, bits), packBits(bitsOfSigns(signs), channels));
}

function convView(trace: Trace, layer: number, cell: Cell): SumView {
	const shape = trace.shape.convs[layer];
	const conv = trace.network.convs[layer];
	const input = layer === 0 ? trace.words : trace.convs[layer - 1].after;
	const bits = layer === 0 ? trace.network.table.bits : ACTIVATION_BITS;
	const terms = convTerms(input, conv, shape, cell);
	const others = new Int32Array(shape.outHeight * shape.outWidth).map((_, place) => {
		const at = { channel: cell.channel, y: Math.floor(place / shape.outWidth), x: place % shape.outWidth };
		return sumOfTerms(convTerms(input, conv, shape, at)).sum;
	});
	const sums = sumOfTerms(terms);
	return {
		terms,
		names: WINDOW_NAMES,
		words: WINDOW_WORDS,
		...sums,
		counted: countedSum(terms, bits),
		bits,
		meets: {
			thresholds: [...conv.thresholds.subarray(cell.channel * THRESHOLDS, (cell.channel + 1) * THRESHOLDS)],
			largest: largestAccumulator(trace.network.table, layer, shape.inChannels),
			others,
			level: levelOf(sums.sum, conv.thresholds, cell.channel)
		}
	};
}

/**
 * @param stage of a convolution or of the answer
 * @param cell a convolution's output before the max-pool, or the class as its channel
 */
export function sumViewOf(trace: Trace, stage: number, cell: Cell): SumView {
	const { network, shape, convs } = trace;
	if (stage < stageCount(convs.length) - 1) return convView(trace, convOf(stage), cell);
	const { pooledWidth, outChannels } = shape.convs[convs.length - 1];
	const terms = denseTerms(
		convs[convs.length - 1].after,
		network.dense,
		{ width: pooledWidth, channels: outChannels },
		{ classes: network.classes, of: cell.channel }
	);
	return {
		terms,
		names: terms.map(({ y, x }) => `${y},${x}`),
		words: terms.map(() => later('row {y}, column {x}')),
		...sumOfTerms(terms),
		counted: countedSum(terms, ACTIVATION_BITS),
		bits: ACTIVATION_BITS,
		meets: null
	};
}

const signed = (n: number): string => String(n).replace('-', '−');

/** The long name of a place. */
export const placeText = ({ terms, words }: SumView, place: number, { t }: Words): string =>
	t(words[place], { y: terms[place].y, x: terms[place].x });

/** One term in words: "upper left, channel 5: level 2 × −1 = −2". */
export function termText(sum: SumView, place: number, channel: number, words: Words): string {
	const { levels, signs, inside } = sum.terms[place];
	const name = placeText(sum, place, words);
	if (!inside) return words.t('{place}: outside the picture, so nothing is added', { place: name });
	return words.t('{place}, channel {channel}: level {level} × {sign} = {product}', {
		place: name,
		channel,
		level: levels[channel],
		sign: signs[channel] > 0 ? '+1' : '−1',
		product: signed(levels[channel] * signs[channel])
	});
}
