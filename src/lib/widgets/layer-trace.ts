/**
 * One picture's way through an integer network: the levels of every stage, which cells a cell comes from, and how to walk between
 * them. Pure; the reference engine's own steps compute the levels, one layer at a time so that a page can breathe between them.
 */
import { checkIntegerNetwork, type IntegerNetwork } from '#lib/core/integer-network.ts';
import type { ConvShape, NetworkShape } from '#lib/core/network.ts';
import { classify, convolve, encode, maxPool } from '#lib/engines/reference.ts';
import type { Cell } from '#lib/figures/layer-mosaic.ts';
import { later } from '#lib/language/language.ts';

/** One convolution block's levels: [outHeight, outWidth, channels], and the same after the max-pool. */
export interface TracedConv {
	readonly before: Uint8Array;
	readonly after: Uint8Array;
}

export interface Trace {
	readonly network: IntegerNetwork;
	readonly shape: NetworkShape;
	/** [height, width, 3], 0..255. */
	readonly picture: Uint8Array;
	/** [height, width, 3 * wordLength]. */
	readonly words: Uint8Array;
	readonly convs: readonly TracedConv[];
	/** [classes]. */
	readonly logits: Int32Array;
	/** The class of the largest logit, the lowest on ties. */
	readonly answer: number;
}

/** Yields after every layer; returns the whole. */
export function* traceLayers(network: IntegerNetwork, picture: Uint8Array): Generator<undefined, Trace> {
	const shape = checkIntegerNetwork(network);
	const words = encode(picture, network.table);
	const convs: TracedConv[] = [];
	let input = words;
	for (const [i, conv] of network.convs.entries()) {
		yield;
		const before = convolve(input, conv, shape.convs[i]);
		const after = maxPool(before, shape.convs[i]);
		convs.push({ before, after });
		input = after;
	}
	yield;
	const logits = classify(input, network.dense, network.classes);
	const answer = logits.indexOf(Math.max(...logits));
	return { network, shape, picture, words, convs, logits, answer };
}

/** All at once. */
export function tracePicture(network: IntegerNetwork, picture: Uint8Array): Trace {
	const layers = traceLayers(network, picture);
	for (;;) {
		const step = layers.next();
		if (step.done) return step.value;
	}
}

/**
 * A stage of the network: 0 the picture, 1 the words, then one for each convolution block, and the logits last.
 * `levels` is null for the picture's values and for logits.
 */
export interface Stage {
	readonly kind: 'picture' | 'words' | 'conv' | 'answer';
	/** Shown with `n`, the number of a convolution. */
	readonly name: string;
	readonly n: number;
	readonly height: number;
	readonly width: number;
	readonly channels: number;
	readonly levels: Uint8Array | null;
}

export const stageCount = (convs: number): number => convs + 3;

export function stagesOf({ shape, network, words, convs }: Trace): Stage[] {
	const { height, width, classes } = network;
	return [
		{ kind: 'picture', name: later('Picture'), n: 0, height, width, channels: 3, levels: null },
		{
			kind: 'words',
			name: later('Words'),
			n: 0,
			height,
			width,
			channels: shape.convs[0].inChannels,
			levels: words
		},
		...shape.convs.map(({ pooledHeight, pooledWidth, outChannels }, i): Stage => ({
			kind: 'conv',
			name: later('Convolution {n}'),
			n: i + 1,
			height: pooledHeight,
			width: pooledWidth,
			channels: outChannels,
			levels: convs[i].after
		})),
		{ kind: 'answer', name: later('Answer'), n: 0, height: 1, width: 1, channels: classes, levels: null }
	];
}

/** Where the stage is a convolution: its index among them. */
export const convOf = (stage: number): number => stage - 2;

/** A rectangle of cells; it may reach past the edge. */
export interface Field {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** The cells of a convolution's input that a rectangle of its (pooled) output reads. */
function fieldBelow({ x, y, width, height }: Field, { pool, stride }: ConvShape): Field {
	return {
		x: x * pool * stride - 1,
		y: y * pool * stride - 1,
		width: (width * pool - 1) * stride + 3,
		height: (height * pool - 1) * stride + 3
	};
}

/** The part of the picture that a cell of a stage depends on, clipped to it. */
export function receptiveField({ convs }: NetworkShape, stage: number, { y, x }: Cell): Field {
	const [{ inHeight, inWidth }] = convs;
	if (stage >= stageCount(convs.length) - 1) return { x: 0, y: 0, width: inWidth, height: inHeight };
	let field: Field = { x, y, width: 1, height: 1 };
	for (let i = convOf(stage); i >= 0; i--) field = fieldBelow(field, convs[i]);
	const left = Math.max(field.x, 0);
	const top = Math.max(field.y, 0);
	return {
		x: left,
		y: top,
		width: Math.min(field.x + field.width, inWidth) - left,
		height: Math.min(field.y + field.height, inHeight) - top
	};
}

/** The convolution outputs among which the max-pool chooses, in reading order; one where there is no pool. */
export function poolCandidates({ pool }: ConvShape, { channel, y, x }: Cell): Cell[] {
	return Array.from({ length: pool * pool }, (_, i) => ({
		channel,
		y: y * pool + Math.floor(i / pool),
		x: x * pool + (i % pool)
	}));
}

/** Every cell's colour and pixel behind a channel of the words: entry k of the word of a colour. */
export function wordChannel(channel: number, wordLength: number): { colour: number; entry: number } {
	return { colour: Math.floor(channel / wordLength), entry: channel % wordLength };
}
