/** The float networks of the WebGL2 engine against sums in float64. */
import type { FloatConv, FloatFirstNetwork, FloatNetwork } from '#lib/core/float-network.ts';
import { inferFloat } from '#lib/core/float-reference.ts';
import { archA, networkShape } from '#lib/core/network.ts';
import { Random } from '#lib/core/random.ts';
import { equalityCases } from '#lib/engines/equality-cases.ts';
import { loadWebglFloat } from '#lib/engines/webgl/float-engine.ts';
import type { OpenWebgl2 } from '#lib/engines/webgl/open.ts';

export interface FloatReport {
	/** Largest difference of a logit of the whole-float network, as a share of the largest logit. */
	readonly difference: number;
	/** Levels of a float first layer: which equal, of how many. */
	readonly equal: number;
	readonly total: number;
}

/** Every weight is a multiple of this, so that sums of the first layer are exact in float32. */
const GRAIN = 1 / 64;

function randomFloats(random: Random, count: number, scale: number): Float32Array {
	return Float32Array.from({ length: count }, () => (random.below(129) - 64) * GRAIN * scale);
}

function randomNetwork(random: Random): FloatNetwork {
	const spec = archA({ kind: 'all-float' });
	const shape = networkShape(spec);
	const convs = shape.convs.map(({ inChannels, outChannels, stride, pool }, i): FloatConv => {
		const scale = i === 0 ? GRAIN : 1 / 8;
		return {
			outChannels,
			stride,
			pool,
			weights: randomFloats(random, 9 * inChannels * outChannels, scale),
			bias: randomFloats(random, outChannels, 1)
		};
	});
	const { height, width, classes } = spec;
	return {
		kind: 'all-float',
		height,
		width,
		convs,
		dense: randomFloats(random, shape.features * classes, 1),
		classes
	};
}

/** The same first layer, and any low-bit network of this shape after it. */
function withFloatFirst({ height, width, convs }: FloatNetwork): FloatFirstNetwork {
	for (const { name, network } of equalityCases())
		if (name.startsWith('arch A'))
			return {
				kind: 'float-first',
				height,
				width,
				first: convs[0],
				convs: network.convs.slice(1),
				dense: network.dense,
				classes: network.classes
			};
	throw new Error('no case has this shape');
}

export async function checkFloats(open: OpenWebgl2): Promise<FloatReport> {
	const random = Random.fromSeed(1);
	const network = randomNetwork(random);
	const pictures = Uint8Array.from({ length: 3 * 32 * 32 * 3 }, () => random.below(256));
	const expected = inferFloat(network, pictures);

	const whole = await loadWebglFloat(open, network);
	const { logits } = await whole.run(pictures);
	whole.dispose();
	const largest = expected.logits.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
	const differences = expected.logits.map((logit, i) => Math.abs(logit - logits[i]) / largest);

	const first = await loadWebglFloat(open, withFloatFirst(network));
	const { levels } = await first.run(pictures);
	first.dispose();
	const wanted = Uint8Array.from(expected.blocks[0], (value) => Math.floor(Math.min(value, 3.499)));
	const equal = wanted.filter((level, i) => level === levels[0][i]).length;
	return { difference: differences.reduce((a, b) => Math.max(a, b)), equal, total: wanted.length };
}
