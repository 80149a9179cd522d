/** Lays out an integer network for the kernels, and the low-bit part of a network whose first layer is float. */
import { checkIntegerNetwork, type IntegerConv, type IntegerNetwork } from '#lib/core/integer-network.ts';
import type { ConvShape, NetworkShape } from '#lib/core/network.ts';
import { topLevel } from '#lib/core/quantize.ts';
import type { Arena } from './wasm-arena.ts';
import { blocksOf, moveThresholds, pixelBytes } from './wasm-levels.ts';
import { CLASSES, densePatterns, signPatterns, sumsOffsets, sumsRowBytes } from './wasm-patterns.ts';
import { placePlan, planSizes, type ConvPlan, type DensePlan } from './wasm-plan.ts';
import type { FirstLayerForm } from './repeatable.ts';
import { partialSums } from './wasm-table.ts';
import { componentWords, pixelWords, plusTotals, signWords } from './wasm-words.ts';

/** Where a block's output lies, in packed bytes, and how large it is. */
export interface LevelOutput {
	readonly address: number;
	readonly bytes: number;
	readonly channels: number;
}

/** A network in an arena. */
export interface Layout {
	readonly shape: NetworkShape;
	readonly plan: number;
	/** Output of every convolution block; empty where layers are float. */
	readonly levels: readonly LevelOutput[];
	/** Numbers that the kernels write for one picture, the classes first. */
	readonly logitRoom: number;
}

/** Room for the levels of a layer's output. */
export function reserveLevels(arena: Arena, shape: ConvShape): LevelOutput {
	const { pooledHeight, pooledWidth, outChannels } = shape;
	const bytes = pooledHeight * pooledWidth * pixelBytes(outChannels);
	return { address: arena.reserve(bytes), bytes, channels: outChannels };
}

/** The part of a plan that all layers with packed levels as output share. */
export function levelPlan(shape: ConvShape, output: LevelOutput) {
	const outPixel = pixelBytes(shape.outChannels);
	return {
		...planSizes(shape),
		output: output.address,
		outPixel,
		outRow: shape.pooledWidth * outPixel,
		blocks: blocksOf(shape.outChannels)
	};
}

/** What a first layer has no use for. */
export const UNUSED = { input: 0, inPixel: 0, detail: 0, detailCount: 0, stripRows: 0 } as const;

/** Components of a picture with a border of one pixel. */
export const borderedNumbers = ({ inHeight, inWidth }: ConvShape, channels: number): number =>
	(inHeight + 2) * (inWidth + 2) * channels;

function tablePlan(arena: Arena, network: IntegerNetwork, shape: ConvShape, output: LevelOutput): ConvPlan {
	const { signs, thresholds } = network.convs[0];
	const { rows, starts, together } = partialSums(network.table, signs, shape.outChannels);
	return {
		...UNUSED,
		...levelPlan(shape, output),
		weights: arena.place(rows),
		thresholds: arena.place(moveThresholds(thresholds, starts)),
		padded: arena.reserve(borderedNumbers(shape, 3) * Uint32Array.BYTES_PER_ELEMENT),
		detailCount: together
	};
}

/** Bytes before the component tables, in which a block's sums are kept. */
const POPCOUNT_SUMS = 64;

function popcountPlan(
	arena: Arena,
	network: IntegerNetwork,
	shape: ConvShape,
	output: LevelOutput
): ConvPlan {
	const { table } = network;
	const { signs, thresholds } = network.convs[0];
	const words = pixelWords(table);
	const weights = arena.place(signWords(signs, shape.inChannels, shape.outChannels));
	// The totals follow the words, whose blocks are whole cache lines.
	arena.place(plusTotals(signs, shape.outChannels, topLevel(table.bits)));
	const detail = arena.reserve(POPCOUNT_SUMS);
	arena.place(componentWords(table));
	return {
		...UNUSED,
		...levelPlan(shape, output),
		weights,
		thresholds: arena.place(moveThresholds(thresholds, new Int32Array(shape.outChannels))),
		padded: arena.reserve(borderedNumbers(shape, 2 * words) * Uint32Array.BYTES_PER_ELEMENT),
		detail,
		detailCount: 2 * words + (table.bits - 1)
	};
}

/** Sums of so many bytes are made at a time: about what stays in a second cache beside everything else. */
const STRIP_BYTES = 131072;

/** Rows of the input, with its border, that `outRows` rows of the output read. */
const inputRows = ({ stride, pool }: ConvShape, outRows: number): number =>
	(outRows - 1) * stride * pool + (pool - 1) * stride + 3;

function signPlan(
	arena: Arena,
	conv: IntegerConv,
	shape: ConvShape,
	input: LevelOutput,
	output: LevelOutput
): ConvPlan {
	const { patterns, starts, runs } = signPatterns(conv.signs, shape);
	const inPixel = pixelBytes(shape.inChannels);
	const row = sumsRowBytes(shape);
	let stripRows = 1;
	while (stripRows < shape.pooledHeight && inputRows(shape, stripRows + 1) * row <= STRIP_BYTES) stripRows++;
	return {
		...levelPlan(shape, output),
		input: input.address,
		inPixel,
		weights: arena.place(patterns),
		thresholds: arena.place(moveThresholds(conv.thresholds, starts)),
		padded: arena.reserve(inputRows(shape, stripRows) * row),
		detail: arena.place(Uint32Array.from([...sumsOffsets(shape), ...runs])),
		detailCount: runs.length,
		stripRows
	};
}

/** All low-bit layers after the first, and the plan of the whole network. */
export function placeLowBit(
	arena: Arena,
	shape: NetworkShape,
	first: { readonly kind: FirstLayerForm | 'float'; readonly plan: ConvPlan; readonly output: LevelOutput },
	later: readonly IntegerConv[],
	dense: Int8Array
): Layout {
	const levels = [first.output];
	const plans = [first.plan];
	later.forEach((conv, i) => {
		const output = reserveLevels(arena, shape.convs[i + 1]);
		plans.push(signPlan(arena, conv, shape.convs[i + 1], levels[i], output));
		levels.push(output);
	});
	const features = levels[levels.length - 1];
	const classVectors = Math.ceil(shape.classes / CLASSES);
	const densePlan: DensePlan = {
		features: features.bytes,
		featuresAt: features.address,
		denseWeights: arena.place(densePatterns(dense, features.channels, shape.classes)),
		classVectors
	};
	const plan = placePlan(arena, first.kind, plans, densePlan);
	return { shape, plan, levels, logitRoom: classVectors * CLASSES };
}

/** @throws RangeError when the network contradicts itself */
export function placeInteger(arena: Arena, network: IntegerNetwork, form: FirstLayerForm): Layout {
	const shape = checkIntegerNetwork(network);
	const output = reserveLevels(arena, shape.convs[0]);
	const make = { table: tablePlan, popcount: popcountPlan }[form];
	const first = { kind: form, plan: make(arena, network, shape.convs[0], output), output };
	return placeLowBit(arena, shape, first, network.convs.slice(1), network.dense);
}
