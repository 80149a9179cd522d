/**
 * A float first layer that writes packed levels: what the integer engines are compared with. Pixels lie in half floats, which hold
 * v - 118 exactly and which a shader reads as numbers, so nothing is converted; every position is fetched once for all channels.
 */
import type { FloatConv } from '#lib/core/float-network.ts';
import type { ConvShape } from '#lib/core/network.ts';
import { BLOCK_BYTES } from './constants.ts';
import { LAYER_CHANNELS, levelSurface, wordSizes, wordsOfTexel } from './level-texels.ts';
import type { AtlasSurface, Pass } from './plan.ts';
import { COMPONENTS, POSITION_HEAD, range } from './shader-text.ts';

/** Inputs of one output number: 9 taps of 3 colours. */
const INPUTS = 27;

/** The 27 weights of an output channel and its bias, in groups of four. */
const GROUPS = (INPUTS + 1) / 4;

/** Levels are floor(clamp(out, 0, 3.499)). */
const LARGEST = '3.499';

/** @returns [count, 28]: weights in the order tap, colour; then the bias */
function packWeights({ weights, bias, outChannels }: FloatConv, first: number, count: number): Float32Array {
	const packed = new Float32Array(count * GROUPS * 4);
	for (let i = 0; i < count; i++) {
		for (let k = 0; k < INPUTS; k++) packed[i * GROUPS * 4 + k] = weights[k * outChannels + first + i];
		packed[i * GROUPS * 4 + INPUTS] = bias[first + i];
	}
	return packed;
}

function shader(shape: ConvShape, sizes: readonly number[], outWords: 1 | 2): string {
	const { stride, pool } = shape;
	const side = (pool - 1) * stride + 3;
	const type = pool === 2 ? 'vec4' : 'float';
	const input = (k: number): string => {
		const tap = Math.floor(k / 3);
		const values = range(pool * pool).map((p) => {
			const y = Math.floor(p / pool) * stride + Math.floor(tap / 3);
			const x = (p % pool) * stride + (tap % 3);
			return `t${y}${x}.${COMPONENTS[k % 3]}`;
		});
		return `${type}(${values.join(', ')})`;
	};
	const weight = (k: number): string => `w${k >> 2}.${COMPONENTS[k & 3]}`;
	const count = sizes.reduce((a, b) => a + b);
	return [
		POSITION_HEAD,
		'uniform sampler2DArray pictures;',
		`layout(std140) uniform Weights { vec4 weights[${count * GROUPS}]; };`,
		`out ${outWords === 1 ? 'uvec2' : 'uvec4'} planes;`,
		'void main() {',
		`ivec2 corner = firstTexel(${pool * stride});`,
		...range(side * side).map((i) => {
			const x = i % side;
			const y = Math.floor(i / side);
			return `vec3 t${y}${x} = texelFetch(pictures, ivec3(corner + ivec2(${x}, ${y}) * grid.xy, 0), 0).xyz;`;
		}),
		...range(INPUTS).map((k) => `${type} a${k} = ${input(k)};`),
		...range(outWords).map((word) => `uint low${word} = 0u, high${word} = 0u;`),
		...sizes.flatMap((size, word) => [
			// Not a loop: weights at fixed places are what compilers know best, and 32 channels are short enough.
			...range(size).flatMap((i) => [
				'{',
				...range(GROUPS).map((g) => `vec4 w${g} = weights[${(i + word * 32) * GROUPS + g}];`),
				`${type} sum = ${type}(${weight(INPUTS)});`,
				...range(INPUTS).map((k) => `sum += a${k} * ${weight(k)};`),
				`float largest = ${pool === 2 ? 'max(max(sum.x, sum.y), max(sum.z, sum.w))' : 'sum'};`,
				`uint level = uint(clamp(largest, 0.0, ${LARGEST}));`,
				`low${word} |= (level & 1u) << ${i}u;`,
				`high${word} |= (level >> 1u) << ${i}u;`,
				'}'
			])
		]),
		`planes = ${outWords === 1 ? 'uvec2(low0, high0)' : 'uvec4(low0, low1, high0, high1)'};`,
		'}'
	].join('\n');
}

/** @returns the passes and their output, packed levels [pooledHeight, pooledWidth, outChannels] */
export function floatFirstPasses(
	conv: FloatConv,
	shape: ConvShape,
	pictures: AtlasSurface
): { passes: Pass[]; output: AtlasSurface } {
	const { outChannels, pooledHeight, pooledWidth } = shape;
	const output = levelSurface(outChannels, { height: pooledHeight, width: pooledWidth });
	const passes = range(output.layers).map((layer): Pass => {
		const sizes = wordSizes(outChannels, layer);
		const count = sizes.reduce((a, b) => a + b);
		const weights = packWeights(conv, layer * LAYER_CHANNELS, count);
		if (weights.byteLength > BLOCK_BYTES)
			throw new RangeError(`weights must be at most ${BLOCK_BYTES} bytes, got ${weights.byteLength}`);
		return {
			name: `float convolution 1, layer ${layer}`,
			fragment: shader(shape, sizes, wordsOfTexel(outChannels)),
			inputs: { pictures },
			blocks: { Weights: weights },
			outputs: [{ surface: output, layer }]
		};
	});
	return { passes, output };
}
