/** A convolution by xor and popcount as passes: one for every 64 output channels. */
import type { IntegerConv } from '#lib/core/integer-network.ts';
import type { ConvShape } from '#lib/core/network.ts';
import { constantWords } from './constants.ts';
import { LAYER_CHANNELS, levelSurface, wordSizes, wordsOfTexel } from './level-texels.ts';
import type { AtlasSurface, Pass } from './plan.ts';
import { range } from './shader-text.ts';
import { signConvShader } from './sign-conv-shader.ts';
import { packSigns } from './sign-weights.ts';

/**
 * @param input packed levels [inHeight, inWidth, inChannels]
 * @param bits of an input level
 * @returns the passes and their output, packed levels [pooledHeight, pooledWidth, outChannels]
 */
export function signConvPasses(
	name: string,
	conv: IntegerConv,
	shape: ConvShape,
	input: AtlasSurface,
	bits: number
): { passes: Pass[]; output: AtlasSurface } {
	const { inChannels, outChannels, pooledHeight, pooledWidth } = shape;
	const output = levelSurface(outChannels, { height: pooledHeight, width: pooledWidth });
	const passes = range(output.layers).map((layer): Pass => {
		const sizes = wordSizes(outChannels, layer);
		const count = sizes.reduce((a, b) => a + b);
		const packed = packSigns(conv, inChannels, bits, layer * LAYER_CHANNELS, count);
		const constants = constantWords(packed);
		return {
			name: `${name}, layer ${layer}`,
			fragment: signConvShader({ shape, bits, sizes, outWords: wordsOfTexel(outChannels) }, constants),
			inputs: { levels: input, ...constants.inputs },
			blocks: constants.blocks,
			outputs: [{ surface: output, layer }]
		};
	});
	return { passes, output };
}
