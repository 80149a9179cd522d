/** An integer network as one TypeScript file without imports, for any runtime. */
import type { IntegerNetwork } from './integer-network.ts';
import { commentText, hexLines, prepareSource, thresholdLines, type SourceNotes } from './network-source.ts';

const ALGORITHM = `
function popcount(x: number): number {
	x -= (x >>> 1) & 0x55555555;
	x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
	x = (x + (x >>> 4)) & 0x0f0f0f0f;
	return Math.imul(x, 0x01010101) >>> 24;
}

/** Levels of one position after the other: bits planes of words each. */
interface Levels {
	readonly planes: Uint32Array;
	readonly bits: number;
	readonly words: number;
}

/** Sum of level * sign over the channels of one position; a sign bit 1 is plus. */
function dot({ planes, bits, words }: Levels, position: number, signs: Uint32Array, sign: number): number {
	let sum = 0;
	for (let p = 0; p < bits; p++)
		for (let i = 0; i < words; i++) {
			const plane = planes[(position * bits + p) * words + i];
			sum += (popcount(plane & signs[sign + i]) - popcount(plane & ~signs[sign + i])) << p;
		}
	return sum;
}

function levelAt(layer: Layer, input: Levels, y: number, x: number, channel: number): number {
	const { height, width, stride, signs, thresholds } = layer;
	let sum = 0;
	for (let tap = 0; tap < 9; tap++) {
		const iy = y * stride + Math.floor(tap / 3) - 1;
		const ix = x * stride + (tap % 3) - 1;
		if (iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
		sum += dot(input, iy * width + ix, signs, (channel * 9 + tap) * input.words);
	}
	return [0, 1, 2].filter((k) => sum >= thresholds[3 * channel + k]).length;
}

/** A 3 x 3 convolution with zero padding 1, its thresholds and its max-pool. */
function convolve(layer: Layer, input: Levels): Levels {
	const { stride, pool, channels } = layer;
	const height = Math.ceil(layer.height / stride) / pool;
	const width = Math.ceil(layer.width / stride) / pool;
	const words = Math.ceil(channels / 32);
	const planes = new Uint32Array(height * width * 2 * words);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++)
			for (let channel = 0; channel < channels; channel++) {
				let level = 0;
				for (let i = 0; i < pool * pool; i++)
					level = Math.max(
						level,
						levelAt(layer, input, y * pool + Math.floor(i / pool), x * pool + (i % pool), channel)
					);
				const at = (y * width + x) * 2 * words + (channel >>> 5);
				planes[at] |= (level & 1) << (channel & 31);
				planes[at + words] |= (level >> 1) << (channel & 31);
			}
	return { planes, bits: 2, words };
}

/** The words of every pixel: entry k of colour c is lane c * WORD_LENGTH + k. */
function embed(picture: Uint8Array): Levels {
	const bits = TABLE.length;
	const words = Math.ceil((3 * WORD_LENGTH) / 32);
	const planes = new Uint32Array(HEIGHT * WIDTH * bits * words);
	picture.forEach((value, i) => {
		for (let p = 0; p < bits; p++)
			for (let k = 0; k < WORD_LENGTH; k++) {
				const lane = (i % 3) * WORD_LENGTH + k;
				const bit = (TABLE[p][value] >>> k) & 1;
				planes[(Math.floor(i / 3) * bits + p) * words + (lane >>> 5)] |= bit << (lane & 31);
			}
	});
	return { planes, bits, words };
}

/**
 * @param picture HEIGHT rows of WIDTH pixels of red, green and blue, a byte each
 * @returns a whole number a class; the largest is the answer
 * @throws RangeError when the picture has another size
 */
export function classify(picture: Uint8Array): Int32Array {
	if (picture.length !== HEIGHT * WIDTH * 3)
		throw new RangeError(\`a picture has \${HEIGHT * WIDTH * 3} bytes, got \${picture.length}\`);
	const features = LAYERS.reduce((levels, layer) => convolve(layer, levels), embed(picture));
	const positions = features.planes.length / 2 / features.words;
	return Int32Array.from(CLASS_NAMES, (_, k) => {
		let sum = 0;
		for (let at = 0; at < positions; at++)
			sum += dot(features, at, DENSE, (k * positions + at) * features.words);
		return sum;
	});
}
`;

/**
 * A TypeScript file that exports `classify(picture: Uint8Array): Int32Array`, equal to the reference engine in every logit.
 * @throws RangeError when the network contradicts itself, or there is not one name a class
 */
export function tsSource(network: IntegerNetwork, notes: SourceNotes): string {
	const { packed, shape } = prepareSource(network, notes);
	const words = (values: Uint32Array, indent: string): string =>
		`Uint32Array.of(\n${hexLines(values, `${indent}\t`)}\n${indent})`;
	const layers = packed.convs.map(({ weights, thresholds }, i) => {
		const { inHeight, inWidth, outChannels, stride, pool } = shape.convs[i];
		return `	{
		height: ${inHeight},
		width: ${inWidth},
		channels: ${outChannels},
		stride: ${stride},
		pool: ${pool},
		signs: ${words(weights, '\t\t')},
		thresholds: Int16Array.of(
${thresholdLines(thresholds, '\t\t\t')}
		)
	}`;
	});
	return `/*
${[...notes.about, '', 'classify(picture) runs the network; everything it needs is in this file.'].map((line) => ` * ${commentText(line)}`.trimEnd()).join('\n')}
 */

export const HEIGHT = ${network.height};
export const WIDTH = ${network.width};
export const WORD_LENGTH = ${network.table.wordLength};
export const CLASS_NAMES: readonly string[] = ${JSON.stringify(notes.classNames)};

/** The word of every pixel value: bit k of TABLE[p][value] is bit p of entry k. */
export const TABLE: readonly Uint32Array[] = [
${packed.table.map((plane) => `\t${words(plane, '\t')}`).join(',\n')}
];

interface Layer {
	/** Of the input. */
	readonly height: number;
	readonly width: number;
	/** Of the output. */
	readonly channels: number;
	readonly stride: number;
	readonly pool: number;
	/** [channels, 3, 3, words of the input's channels]; a bit 1 is plus. */
	readonly signs: Uint32Array;
	/** [channels, 3]: the smallest sums of levels 1, 2 and 3. */
	readonly thresholds: Int16Array;
}

const LAYERS: readonly Layer[] = [
${layers.join(',\n')}
];

/** [classes, positions, words of the channels] */
const DENSE = ${words(packed.dense, '')};
${ALGORITHM}`;
}
