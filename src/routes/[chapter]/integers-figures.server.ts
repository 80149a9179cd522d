/** What the figures of "Integers only" need of trained networks and recorded studies. Read at build time. */
import { readFileSync } from 'node:fs';
import { channelScales } from '#lib/core/batch-norm.ts';
import { foldFloat } from '#lib/core/float-network.ts';
import { inferFloat } from '#lib/core/float-reference.ts';
import { foldNetwork } from '#lib/core/fold.ts';
import { largestAccumulator, THRESHOLDS, type IntegerNetwork } from '#lib/core/integer-network.ts';
import { KERNEL_SIZE } from '#lib/core/network.ts';
import { packedSizes, type PackedSize } from '#lib/core/packed-sizes.ts';
import { ACTIVATION_STEP } from '#lib/core/quantize.ts';
import { decodeSnapshot, type Snapshot } from '#lib/core/snapshot.ts';
import { sumInOrders } from '#lib/core/sum-orders.ts';
import { convTerms, sumOfTerms } from '#lib/engines/cell-sum.ts';
import type { Inference } from '#lib/engines/engine.ts';
import { layerEquality, withFault } from '#lib/engines/layer-equality.ts';
import { readRecordedStudy } from '#lib/run/recorded-study-file.server.ts';
import {
	FIRST_CHANNEL,
	SUM_ORDERS,
	type FaultFigures,
	type FoldedChannel,
	type IntegersFigures
} from '#lib/widgets/integers-figures.ts';
import { tracePicture, type Trace } from '#lib/widgets/layer-trace.ts';
import { materialOf, testPicture } from '#lib/widgets/material-pictures.ts';
import { FIRST_PICTURE, X_RAY_PICTURES } from '#lib/widgets/x-ray-choices.ts';

const BRIGHT = 1;
/** The convolution whose channels are folded on the page: 0 is the first. */
const LAYER = 1;
const CHANNELS = [FIRST_CHANNEL, 3, 9, 22];
/** Test pictures over which a channel's sums are counted. */
const PICTURES = 10;
/** The float sum that is added up in many orders: a place in the middle of convolution 2. */
const FLOAT_SUM = { picture: 20, channel: 14, y: 8, x: 8 };
/** As many as the page compares live. */
const FAULT_PICTURES = 16;
const STUDIES = [
	'materials-bright',
	'materials-dark',
	'cifar-10-bright',
	'cifar-10-dark',
	'words-bright',
	'words-dark'
];

const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(`static/networks/${name}`));

/** How often each sum of a channel occurs over whole pictures, in the order of the sums. */
function countSums(traces: readonly Trace[], channel: number): [number, number][] {
	const counts = new Map<number, number>();
	for (const { network, shape, convs } of traces) {
		const { outHeight, outWidth } = shape.convs[LAYER];
		for (let y = 0; y < outHeight; y++)
			for (let x = 0; x < outWidth; x++) {
				const terms = convTerms(convs[LAYER - 1].after, network.convs[LAYER], shape.convs[LAYER], {
					channel,
					y,
					x
				});
				const { sum } = sumOfTerms(terms);
				counts.set(sum, (counts.get(sum) ?? 0) + 1);
			}
	}
	return [...counts].sort(([a], [b]) => a - b);
}

function foldedChannel(
	{ convs }: Snapshot,
	network: IntegerNetwork,
	traces: readonly Trace[],
	channel: number
): FoldedChannel {
	const { weights, gamma, beta, mean, variance } = convs[LAYER];
	const { outChannels, thresholds } = network.convs[LAYER];
	return {
		gamma: gamma[channel],
		beta: beta[channel],
		mean: mean[channel],
		variance: variance[channel],
		scale: channelScales(weights, outChannels, ACTIVATION_STEP)[channel],
		thresholds: [...thresholds.subarray(channel * THRESHOLDS, (channel + 1) * THRESHOLDS)],
		largest: largestAccumulator(network.table, LAYER, network.convs[LAYER - 1].outChannels),
		sums: countSums(traces, channel)
	};
}

/** Channels in all, with a negative gamma, and with one level whatever the sum is. */
function channelCounts({ convs }: Snapshot, network: IntegerNetwork): IntegersFigures['channelCounts'] {
	const constant = (layer: number, channel: number): boolean => {
		const { table } = network;
		const inChannels = layer === 0 ? 3 * table.wordLength : network.convs[layer - 1].outChannels;
		const largest = largestAccumulator(table, layer, inChannels);
		const own = network.convs[layer].thresholds.subarray(channel * THRESHOLDS, (channel + 1) * THRESHOLDS);
		return own.every((t) => t <= -largest || t > largest);
	};
	const channels = convs.flatMap(({ gamma }, layer) =>
		Array.from(gamma, (g, channel) => ({ falls: g < 0, constant: constant(layer, channel) }))
	);
	return {
		total: channels.length,
		falling: channels.filter(({ falls }) => falls).length,
		constant: channels.filter((each) => each.constant).length
	};
}

/** The products of one float32 sum, each rounded to float32, in reading order. */
function floatProducts(): number[] {
	const network = foldFloat(decodeSnapshot(bytesOf('all-float.awep')));
	const input = inferFloat(network, testPicture(BRIGHT, FLOAT_SUM.picture)).blocks[0];
	const { weights, outChannels } = network.convs[1];
	const inChannels = network.convs[0].outChannels;
	const width = network.width / network.convs[0].stride;
	const products: number[] = [];
	for (let tap = 0; tap < KERNEL_SIZE * KERNEL_SIZE; tap++) {
		const y = FLOAT_SUM.y + Math.floor(tap / KERNEL_SIZE) - 1;
		const x = FLOAT_SUM.x + (tap % KERNEL_SIZE) - 1;
		for (let i = 0; i < inChannels; i++) {
			const weight = weights[(tap * inChannels + i) * outChannels + FLOAT_SUM.channel];
			products.push(Math.fround(Math.fround(input[(y * width + x) * inChannels + i]) * weight));
		}
	}
	return products;
}

/** What the reference computes with one wrong number, beside what it computes with none. */
function faultFigures(network: IntegerNetwork, fault: 'threshold' | 'sign'): FaultFigures {
	const broken = withFault(network, fault);
	const pairs = Array.from({ length: FAULT_PICTURES }, (_, i) => {
		const picture = testPicture(BRIGHT, i);
		return { own: tracePicture(broken, picture), expected: tracePicture(network, picture) };
	});
	const layersOf = ({ logits, convs }: Trace): Inference => ({
		logits,
		levels: convs.map(({ after }) => after)
	});
	const each = pairs.map(({ own, expected }) => layerEquality(layersOf(own), layersOf(expected)));
	return {
		layers: each[0].map(({ layer }, i) => ({
			layer,
			equal: each.reduce((sum, layers) => sum + layers[i].equal, 0),
			total: each.reduce((sum, layers) => sum + layers[i].total, 0)
		})),
		pictures: FAULT_PICTURES,
		answersChanged: pairs.filter(({ own, expected }) => own.answer !== expected.answer).length
	};
}

/** The products of the integer network's sum at the same place. */
function wholeProducts(network: IntegerNetwork): number[] {
	const { convs, shape } = tracePicture(network, testPicture(BRIGHT, FLOAT_SUM.picture));
	const terms = convTerms(convs[LAYER - 1].after, network.convs[LAYER], shape.convs[LAYER], FLOAT_SUM);
	return terms.flatMap(({ levels, signs }) => Array.from(levels, (level, i) => level * signs[i]));
}

/** Bytes of the weights and of the file. */
function byteSizes(network: IntegerNetwork): IntegersFigures['sizes'] {
	const sizes = packedSizes(network);
	const sum = (of: (size: PackedSize) => number): number =>
		sizes.reduce((total, size) => total + of(size), 0);
	const [table] = sizes;
	return {
		float32: sum(({ float32 }) => float32),
		file: bytesOf('pixel-embedding.lbn').length,
		table: table.bits,
		signs: sum(({ bits }) => bits) - table.bits,
		thresholds: sum(({ thresholds }) => thresholds)
	};
}

export function integersFigures(): IntegersFigures {
	const snapshot = decodeSnapshot(bytesOf('pixel-embedding.awep'));
	const network = foldNetwork(snapshot);
	const products = floatProducts();
	const traces = Array.from({ length: PICTURES }, (_, i) => tracePicture(network, testPicture(BRIGHT, i)));
	const study = readRecordedStudy('materials-bright');
	const run = study.runs.find(({ encoding, seed }) => encoding === 'pixel-embedding' && seed === 1);
	if (!run?.integer) throw new RangeError('the study "materials-bright" holds no checked run of seed 1');
	const checked = STUDIES.flatMap((name) => readRecordedStudy(name).runs).flatMap(({ integer }) =>
		integer ? [integer] : []
	);
	const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
	return {
		network: Buffer.from(bytesOf('pixel-embedding.lbn')).toString('base64'),
		classNames: study.classNames,
		picture: Buffer.from(testPicture(BRIGHT, X_RAY_PICTURES[FIRST_PICTURE])).toString('base64'),
		channels: Object.fromEntries(
			CHANNELS.map((channel) => [channel, foldedChannel(snapshot, network, traces, channel)])
		),
		channelCounts: channelCounts(snapshot, network),
		products,
		orders: {
			orders: SUM_ORDERS,
			sums: sumInOrders(Float32Array.from(products), SUM_ORDERS, 1).results.length
		},
		sizes: byteSizes(network),
		wholeProducts: wholeProducts(network),
		productsFrom: `convolution 2 of the float network, channel ${FLOAT_SUM.channel}, row ${FLOAT_SUM.y}, column ${FLOAT_SUM.x}, on a test picture of ${materialOf(FLOAT_SUM.picture)}`,
		run: {
			seed: run.seed,
			steps: study.config.steps,
			date: study.date,
			testAccuracy: run.testAccuracy,
			equal: run.integer.equal,
			total: run.integer.total
		},
		faults: { threshold: faultFigures(network, 'threshold'), sign: faultFigures(network, 'sign') },
		checked: {
			runs: checked.length,
			equal: sum(checked.map(({ equal }) => equal)),
			total: sum(checked.map(({ total }) => total))
		}
	};
}
