/**
 * A float convolution: four channels a texel, layer beside layer. A fragment computes eight or sixteen output channels of one pooled
 * position, in two or four targets, so that each texel it fetches serves them all; bias, max(out, 0) and the pool are in the same draw.
 */
import type { FloatConv } from '#lib/core/float-network.ts';
import type { ConvShape } from '#lib/core/network.ts';
import { BLOCK_BYTES } from './constants.ts';
import type { AtlasSurface, Pass } from './plan.ts';
import { COMPONENTS, POSITION_HEAD, range } from './shader-text.ts';
import { TAPS } from './sign-weights.ts';

/** Channels of a texel. */
export const TEXEL_CHANNELS = 4;

export const floatLayers = (channels: number): number => Math.ceil(channels / TEXEL_CHANNELS);

/** Targets of one draw. Every WebGL2 has four; with the four positions of a pool, the sums of two fill the registers. */
const targetsOf = ({ pool }: ConvShape): number => (pool === 1 ? 4 : 2);

/** Every WebGL2 has twelve blocks in a fragment shader; one holds the bias. */
const WEIGHT_BLOCKS = 11;

/** Input layers whose weights fill one block of 16 KB. */
const layersOfBlock = (targets: number): number =>
	Math.floor(BLOCK_BYTES / (TAPS * TEXEL_CHANNELS * TEXEL_CHANNELS * targets * 4));

/**
 * @param groups of four output channels, from `firstGroup`
 * @returns [inputLayer, tap, input channel of the layer, group, 4]
 */
function packWeights(conv: FloatConv, inChannels: number, firstGroup: number, groups: number): Float32Array {
	const { weights, outChannels } = conv;
	const packed = new Float32Array(floatLayers(inChannels) * TAPS * TEXEL_CHANNELS * groups * TEXEL_CHANNELS);
	for (let c = 0; c < inChannels; c++)
		for (let tap = 0; tap < TAPS; tap++)
			for (let o = 0; o < groups * TEXEL_CHANNELS; o++) {
				const channel = firstGroup * TEXEL_CHANNELS + o;
				if (channel >= outChannels) continue;
				const row = (Math.floor(c / TEXEL_CHANNELS) * TAPS + tap) * TEXEL_CHANNELS + (c % TEXEL_CHANNELS);
				packed[row * groups * TEXEL_CHANNELS + o] = weights[(tap * inChannels + c) * outChannels + channel];
			}
	return packed;
}

/** One layer of four input channels, `layer`, whose weights begin at `at` of block `b`. */
function addLayer({ stride, pool, inChannels }: ConvShape, groups: number, b: number): string[] {
	const side = (pool - 1) * stride + 3;
	const channels = Math.min(inChannels, TEXEL_CHANNELS);
	return [
		...range(side * side).map((i) => {
			const x = i % side;
			const y = Math.floor(i / side);
			return `vec4 t${y}${x} = texelFetch(values, ivec3(corner + ivec2(${x}, ${y}) * grid.xy, layer), 0);`;
		}),
		...range(TAPS).flatMap((tap) =>
			range(channels).flatMap((c) =>
				range(groups).flatMap((g) => [
					`w = weights${b}[at + ${(tap * TEXEL_CHANNELS + c) * groups + g}];`,
					...range(pool * pool).map((p) => {
						const y = Math.floor(p / pool) * stride + Math.floor(tap / 3);
						const x = (p % pool) * stride + (tap % 3);
						return `s${g}_${p} += t${y}${x}.${COMPONENTS[c]} * w;`;
					})
				])
			)
		)
	];
}

function shader(shape: ConvShape, groups: number): string {
	const { pool, stride, inChannels } = shape;
	const layers = floatLayers(inChannels);
	const perBlock = layersOfBlock(groups);
	const perLayer = TAPS * TEXEL_CHANNELS * groups;
	const blocks = range(Math.ceil(layers / perBlock)).map((b) => {
		return { b, first: b * perBlock, count: Math.min(perBlock, layers - b * perBlock) };
	});
	const largest = (g: number): string =>
		range(pool * pool)
			.map((p) => `s${g}_${p}`)
			.reduce((a, b) => `max(${a}, ${b})`);
	return [
		POSITION_HEAD,
		'uniform sampler2DArray values;',
		...blocks.map(
			({ b, count }) => `layout(std140) uniform Weights${b} { vec4 weights${b}[${count * perLayer}]; };`
		),
		`layout(std140) uniform Bias { vec4 bias[${groups}]; };`,
		...range(groups).map((g) => `layout(location = ${g}) out vec4 out${g};`),
		'void main() {',
		`ivec2 corner = firstTexel(${pool * stride});`,
		...range(groups).flatMap((g) => range(pool * pool).map((p) => `vec4 s${g}_${p} = bias[${g}];`)),
		'vec4 w;',
		...blocks.flatMap(({ b, first, count }) => [
			// A single layer is no loop, so that its weights have fixed places.
			...(count === 1
				? ['{', `const int layer = ${first};`, 'const int at = 0;']
				: [
						`for (int layer = ${first}; layer < ${first + count}; layer++) {`,
						`int at = (layer - ${first}) * ${perLayer};`
					]),
			...addLayer(shape, groups, b),
			'}'
		]),
		...range(groups).map((g) => `out${g} = max(${largest(g)}, 0.0);`),
		'}'
	].join('\n');
}

/**
 * @param input values [inHeight, inWidth, inChannels], four channels a texel
 * @returns the passes and their output [pooledHeight, pooledWidth, outChannels]
 * @throws RangeError when the weights of four output channels are more than all uniform blocks
 */
export function floatConvPasses(
	name: string,
	conv: FloatConv,
	shape: ConvShape,
	input: AtlasSurface
): { passes: Pass[]; output: AtlasSurface } {
	const { inChannels, outChannels, pooledHeight, pooledWidth } = shape;
	const layers = floatLayers(outChannels);
	const output: AtlasSurface = {
		kind: 'atlas',
		format: 'rgba32f',
		cell: { height: pooledHeight, width: pooledWidth },
		layers
	};
	const targets = targetsOf(shape);
	const most = WEIGHT_BLOCKS * layersOfBlock(targets) * TEXEL_CHANNELS;
	if (inChannels > most)
		throw new RangeError(
			`a float convolution must have at most ${most} input channels here, got ${inChannels}`
		);
	const passes = range(Math.ceil(layers / targets)).map((i): Pass => {
		const first = i * targets;
		const groups = Math.min(targets, layers - first);
		const packed = packWeights(conv, inChannels, first, groups);
		const words = layersOfBlock(groups) * TAPS * TEXEL_CHANNELS * groups * TEXEL_CHANNELS;
		const bias = new Float32Array(groups * TEXEL_CHANNELS);
		bias.set(conv.bias.subarray(first * TEXEL_CHANNELS, (first + groups) * TEXEL_CHANNELS));
		const blocks: Record<string, Float32Array> = {};
		for (let at = 0; at < packed.length; at += words)
			blocks[`Weights${at / words}`] = packed.subarray(at, at + words);
		return {
			name: `${name}, layers from ${first}`,
			fragment: shader(shape, groups),
			inputs: { values: input },
			blocks: { ...blocks, Bias: bias },
			outputs: range(groups).map((g) => ({ surface: output, layer: first + g }))
		};
	});
	return { passes, output };
}
