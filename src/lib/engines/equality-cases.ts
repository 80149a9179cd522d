/**
 * Networks and pictures on which every integer engine is compared with `reference`: in Node, in a browser, and on the page.
 *
 * The networks are random, not trained; the same list comes out everywhere. Their thresholds lie where accumulators do, so that
 * all four levels occur, but some channels are constant, as in trained networks. Nothing here runs an engine.
 */
import {
	fixedTable,
	fitEncoding,
	initialLatents,
	isTableEncoding,
	NAMED_ENCODINGS,
	PIXEL_VALUES,
	quantizeLatents,
	type Encoding,
	type LevelTable
} from '#lib/core/encoding.ts';
import {
	ACCUMULATOR_LIMIT,
	encodingForShape,
	largestAccumulator,
	THRESHOLDS,
	type IntegerConv,
	type IntegerNetwork
} from '#lib/core/integer-network.ts';
import { archA, KERNEL_SIZE, networkShape, type ConvSpec } from '#lib/core/network.ts';
import { topLevel } from '#lib/core/quantize.ts';
import { Random } from '#lib/core/random.ts';

export interface EqualityCase {
	/** Unique among the cases, such as "arch A, d = 10, 2 bits". */
	readonly name: string;
	readonly network: IntegerNetwork;
	/** [images, height, width, 3]. */
	readonly pictures: Uint8Array;
}

/** Everything of a network but its weights. */
interface Plan {
	readonly height: number;
	readonly width: number;
	readonly table: LevelTable;
	readonly convs: readonly ConvSpec[];
	readonly classes: number;
}

const signs = (random: Random, count: number): Int8Array =>
	Int8Array.from({ length: count }, () => (random.below(2) === 0 ? -1 : 1));

/** Of so many channels one has the same level everywhere. */
const CHANNELS_A_CONSTANT = 12;

/**
 * Three rising thresholds around what this channel's accumulator is where inputs are even and independent, [3]; now and then a
 * constant channel's.
 * @param balance sum of the channel's signs
 * @param top largest input level
 */
function channelThresholds(random: Random, inputs: number, balance: number, top: number): number[] {
	const largest = top * inputs;
	if (random.below(CHANNELS_A_CONSTANT) === 0) {
		const reached = random.below(THRESHOLDS + 1);
		return Array.from({ length: THRESHOLDS }, (_, k) => (k < reached ? -largest : largest + 1));
	}
	const centre = (balance * top) / 2;
	const spread = 0.4 * top * Math.sqrt(inputs);
	const drawn = Array.from({ length: THRESHOLDS }, (_, k) =>
		Math.round(centre + spread * (k - 1 + random.uniform() - 0.5))
	);
	return drawn.map((t) => Math.min(Math.max(t, -largest), largest + 1));
}

function randomConv(random: Random, spec: ConvSpec, inChannels: number, top: number): IntegerConv {
	const { outChannels, stride, pool } = spec;
	const inputs = KERNEL_SIZE * KERNEL_SIZE * inChannels;
	const own = signs(random, inputs * outChannels);
	const thresholds = new Int16Array(outChannels * THRESHOLDS);
	for (let o = 0; o < outChannels; o++) {
		let balance = 0;
		for (let at = o; at < own.length; at += outChannels) balance += own[at];
		thresholds.set(channelThresholds(random, inputs, balance, top), o * THRESHOLDS);
	}
	return { outChannels, stride, pool, signs: own, thresholds };
}

function randomNetwork(random: Random, plan: Plan): IntegerNetwork {
	const { table } = plan;
	const shape = networkShape({ ...plan, encoding: encodingForShape(table.wordLength) });
	return {
		...plan,
		convs: shape.convs.map(({ inChannels }, i) =>
			randomConv(random, plan.convs[i], inChannels, topLevel(i === 0 ? table.bits : 2))
		),
		dense: signs(random, shape.features * plan.classes)
	};
}

function randomTable(random: Random, wordLength: number, bits: number): LevelTable {
	const top = topLevel(bits);
	const levels = Uint8Array.from({ length: PIXEL_VALUES * wordLength }, () => random.below(top + 1));
	return { wordLength, bits, levels };
}

/** Noise, dim noise, one grey value, a ramp, and again. */
function randomPictures(random: Random, images: number, size: number): Uint8Array {
	const pictures = new Uint8Array(images * size);
	for (let image = 0; image < images; image++) {
		const own = pictures.subarray(image * size, (image + 1) * size);
		const grey = random.below(PIXEL_VALUES);
		const draws = [
			() => random.below(PIXEL_VALUES),
			() => random.below(40),
			() => grey,
			(i: number) => Math.floor((i * PIXEL_VALUES) / size)
		];
		own.forEach((_, i) => (own[i] = draws[image % draws.length](i)));
	}
	return pictures;
}

/** The table of an encoding: a learned one as it starts, a fitted one as dark pictures make it. */
function tableOf(encoding: Encoding): LevelTable {
	const dark = () => Array.from({ length: PIXEL_VALUES }, (_, v) => PIXEL_VALUES - v);
	const fitted = fitEncoding(encoding, dark);
	if (fitted.kind !== 'pixel-embedding') return fixedTable(fitted);
	return quantizeLatents(initialLatents(fitted), fitted.wordLength, fitted.bits);
}

function makeCase(name: string, random: Random, plan: Plan, images: number): EqualityCase {
	const pictures = randomPictures(random, images, plan.height * plan.width * 3);
	return { name, network: randomNetwork(random, plan), pictures };
}

const pick = <T>(random: Random, from: readonly T[]): T => from[random.below(from.length)];

/** Odd sides, strides, pools and channel counts, up to three convolutions. */
function smallPlan(random: Random): Plan {
	let height = 1 + random.below(12);
	let width = 1 + random.below(12);
	const table = randomTable(random, 1 + random.below(16), 1 + random.below(2));
	const plan = { height, width, table, classes: 1 + random.below(20) };
	const convs = Array.from({ length: 1 + random.below(3) }, (): ConvSpec => {
		const stride = pick(random, [1, 2] as const);
		height = Math.ceil(height / stride);
		width = Math.ceil(width / stride);
		const pool = height % 2 === 0 && width % 2 === 0 ? pick(random, [1, 2] as const) : 1;
		height /= pool;
		width /= pool;
		return { outChannels: 1 + random.below(40), stride, pool };
	});
	return { ...plan, convs };
}

/** How many small networks there are. */
const SMALL = 60;

function* smallCases(): Generator<EqualityCase> {
	for (let seed = 0; seed < SMALL; seed++) {
		const random = Random.fromSeed(seed, 1);
		yield makeCase(`small network ${seed}`, random, smallPlan(random), 1 + (seed % 5));
	}
}

const archAPlan = (table: LevelTable): Plan => ({ ...archA({ kind: 'bit-planes' }), table });

function* archACases(): Generator<EqualityCase> {
	let seed = 0;
	for (const [name, encoding] of Object.entries(NAMED_ENCODINGS)) {
		if (!isTableEncoding(encoding)) continue;
		const images = name === 'dither' ? 64 : 7;
		const random = Random.fromSeed(seed++, 2);
		yield makeCase(`arch A, ${name}, ${images} pictures`, random, archAPlan(tableOf(encoding)), images);
	}
	for (const bits of [1, 2])
		for (let wordLength = 1; wordLength <= 16; wordLength++) {
			const random = Random.fromSeed(seed++, 2);
			const plan = archAPlan(randomTable(random, wordLength, bits));
			yield makeCase(`arch A, d = ${wordLength}, ${bits} bits`, random, plan, 1);
		}
}

function largePictureCase(): EqualityCase {
	const random = Random.fromSeed(0, 3);
	const convs: readonly ConvSpec[] = [
		{ outChannels: 8, stride: 2, pool: 1 },
		{ outChannels: 6, stride: 1, pool: 2 },
		{ outChannels: 5, stride: 2, pool: 2 }
	];
	const table = randomTable(random, 4, 2);
	return makeCase('224 x 224', random, { height: 224, width: 224, table, convs, classes: 10 }, 1);
}

/**
 * Accumulators as large as they may be, of both signs: every input at its top level and all signs of a channel equal. One
 * channel's thresholds are the largest accumulator, one's are one more, and the negative ones likewise.
 */
function extremeCase(): EqualityCase {
	const table: LevelTable = { wordLength: 16, bits: 2, levels: new Uint8Array(PIXEL_VALUES * 16).fill(3) };
	const wide = Math.floor(ACCUMULATOR_LIMIT / largestAccumulator(table, 1, 1));
	const conv = (inChannels: number, outChannels: number): IntegerConv => {
		const inputs = KERNEL_SIZE * KERNEL_SIZE * inChannels;
		const top = THRESHOLDS * inputs;
		const thresholds = [
			[-top, top, top],
			[-top, top, top + 1],
			[-top, -top, -top],
			[-top, -top, 1 - top]
		];
		return {
			outChannels,
			stride: 1,
			pool: 1,
			signs: Int8Array.from({ length: inputs * outChannels }, (_, i) => ((i % outChannels) % 4 < 2 ? 1 : -1)),
			thresholds: Int16Array.from(Array.from({ length: outChannels }, (_, o) => thresholds[o % 4]).flat())
		};
	};
	const first = { ...conv(48, wide), thresholds: new Int16Array(wide * THRESHOLDS).fill(-3 * 432) };
	const network: IntegerNetwork = {
		height: 3,
		width: 3,
		table,
		convs: [first, conv(wide, 4)],
		dense: new Int8Array(9 * 4 * 2).map((_, i) => (i % 2 ? -1 : 1)),
		classes: 2
	};
	return { name: 'accumulators at their limit', network, pictures: new Uint8Array(3 * 3 * 3) };
}

/** All cases, small ones first. Each call makes them anew. */
export function* equalityCases(): Generator<EqualityCase> {
	yield* smallCases();
	yield* archACases();
	yield largePictureCase();
	yield extremeCase();
}
