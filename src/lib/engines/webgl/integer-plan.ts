/** The plan of an integer network: words or look-ups, then xor and popcount to the end. */
import { checkIntegerNetwork, type IntegerConv, type IntegerNetwork } from '#lib/core/integer-network.ts';
import type { ConvShape } from '#lib/core/network.ts';
import { ACTIVATION_BITS } from '#lib/core/quantize.ts';
import type { FirstLayerForm, TimedPart } from '../repeatable.ts';
import { densePasses } from './dense-passes.ts';
import type { AtlasSurface, LevelSurface, ListSurface, Pass, Plan } from './plan.ts';
import { signConvPasses } from './sign-conv-passes.ts';
import { tableConvPasses } from './table-conv-passes.ts';
import { wordPass } from './word-pass.ts';

/** Pictures as whole numbers v + 1, so that the zeros of the atlas mean "outside". */
export const wholePictures = ({ height, width }: { height: number; width: number }): AtlasSurface => ({
	kind: 'atlas',
	format: 'rgba16ui',
	cell: { height, width },
	layers: 1
});

interface Tail {
	readonly passes: readonly Pass[];
	readonly levels: readonly LevelSurface[];
	readonly logits: ListSurface;
}

/**
 * Everything after the first block: convolutions on levels, then the last layer.
 * @param first output of the first block
 * @param shapes of all blocks
 * @param convs all but the first
 */
export function tailPlan(
	first: AtlasSurface,
	shapes: readonly ConvShape[],
	convs: readonly IntegerConv[],
	dense: Int8Array,
	classes: number
): Tail {
	const passes: Pass[] = [];
	const levels: LevelSurface[] = [];
	let surface = first;
	convs.forEach((conv, i) => {
		const shape = shapes[i + 1];
		const block = signConvPasses(`convolution ${i + 2}`, conv, shape, surface, ACTIVATION_BITS);
		passes.push(...block.passes);
		surface = block.output;
		levels.push({ surface, channels: shape.outChannels });
	});
	const last = densePasses(dense, classes, shapes[shapes.length - 1], surface);
	return { passes: [...passes, ...last.passes], levels, logits: last.logits };
}

/** @throws RangeError when the network contradicts itself, or is too large for textures */
export function integerPlan(network: IntegerNetwork, form: FirstLayerForm, part: TimedPart): Plan {
	const { convs: shapes } = checkIntegerNetwork(network);
	const pictures = wholePictures(network);
	const first = firstLayer(network, shapes[0], pictures, form);
	const own: LevelSurface = { surface: first.output, channels: shapes[0].outChannels };
	if (part === 'first-layer') return { pictures, passes: first.passes, logits: null, levels: [own] };
	const tail = tailPlan(first.output, shapes, network.convs.slice(1), network.dense, network.classes);
	return {
		pictures,
		passes: [...first.passes, ...tail.passes],
		logits: tail.logits,
		levels: [own, ...tail.levels]
	};
}

function firstLayer(
	network: IntegerNetwork,
	shape: ConvShape,
	pictures: AtlasSurface,
	form: FirstLayerForm
): { passes: Pass[]; output: AtlasSurface } {
	switch (form) {
		case 'table':
			return tableConvPasses(network, shape, pictures);
		case 'popcount': {
			const words = wordPass(network.table, pictures);
			const { convs, table } = network;
			const conv = signConvPasses('convolution 1', convs[0], shape, words.output, table.bits);
			return { passes: [words.pass, ...conv.passes], output: conv.output };
		}
		default:
			return form satisfies never;
	}
}
