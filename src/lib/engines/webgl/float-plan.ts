/** The plans of the two float networks that the integer ones are timed against: float alone, and float in the first layer alone. */
import { floatShape, type FloatFirstNetwork, type FloatNetwork } from '#lib/core/float-network.ts';
import type { TimedPart } from '../repeatable.ts';
import { floatConvPasses } from './float-conv-passes.ts';
import { floatDensePasses } from './float-dense-passes.ts';
import { floatFirstPasses } from './float-first-pass.ts';
import { tailPlan } from './integer-plan.ts';
import type { AtlasSurface, LevelSurface, Pass, Plan } from './plan.ts';

/** Pictures as half floats v - 118, which are exact; the zeros of the atlas are what the networks want outside. */
const centredPictures = ({ height, width }: { height: number; width: number }): AtlasSurface => ({
	kind: 'atlas',
	format: 'rgba16f',
	cell: { height, width },
	layers: 1
});

/** @throws RangeError when the network is too large for textures or uniform blocks */
export function floatFirstPlan(network: FloatFirstNetwork, part: TimedPart): Plan {
	const { convs: shapes } = floatShape(network);
	const pictures = centredPictures(network);
	const first = floatFirstPasses(network.first, shapes[0], pictures);
	const own: LevelSurface = { surface: first.output, channels: shapes[0].outChannels };
	if (part === 'first-layer') return { pictures, passes: first.passes, logits: null, levels: [own] };
	const tail = tailPlan(first.output, shapes, network.convs, network.dense, network.classes);
	return {
		pictures,
		passes: [...first.passes, ...tail.passes],
		logits: tail.logits,
		levels: [own, ...tail.levels]
	};
}

/** @throws RangeError when the network is too large for textures or uniform blocks */
export function floatPlan(network: FloatNetwork, part: TimedPart): Plan {
	const { convs: shapes } = floatShape(network);
	const pictures = centredPictures(network);
	const passes: Pass[] = [];
	let values = pictures;
	const count = part === 'whole' ? shapes.length : 1;
	shapes.slice(0, count).forEach((shape, i) => {
		const block = floatConvPasses(`float convolution ${i + 1}`, network.convs[i], shape, values);
		passes.push(...block.passes);
		values = block.output;
	});
	if (part === 'first-layer') return { pictures, passes, logits: null, levels: [] };
	const last = floatDensePasses(network.dense, network.classes, shapes[shapes.length - 1], values);
	return { pictures, passes: [...passes, ...last.passes], logits: last.logits, levels: [] };
}
