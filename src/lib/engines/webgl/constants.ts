/**
 * Weights and thresholds as shaders read them: a uniform block of at most 16 KB, which every device has and keeps beside its
 * processors, or a texture where they are more.
 */
import type { Pass, Surface } from './plan.ts';
import { TEXTURE_LIMIT } from './grid.ts';

/** The smallest limit that WebGL2 allows a device. */
export const BLOCK_BYTES = 16384;

const TEXEL_WORDS = 4;

export interface Constants {
	readonly declaration: string;
	/** Expression of the four words at `index`, a GLSL int. */
	readonly at: (index: string) => string;
	readonly blocks: Pass['blocks'];
	readonly inputs: Readonly<Record<string, Surface>>;
}

/** @param words a multiple of four */
export function constantWords(words: Uint32Array): Constants {
	if (words.byteLength <= BLOCK_BYTES)
		return {
			declaration: `layout(std140) uniform Constants { uvec4 constants[${words.length / TEXEL_WORDS}]; };`,
			at: (index) => `constants[${index}]`,
			blocks: { Constants: words },
			inputs: {}
		};
	return {
		declaration: 'uniform usampler2D constants;',
		at: (index) =>
			`texelFetch(constants, ivec2((${index}) % ${TEXTURE_LIMIT}, (${index}) / ${TEXTURE_LIMIT}), 0)`,
		blocks: {},
		inputs: { constants: constantTexture('rgba32ui', words, TEXEL_WORDS) }
	};
}

/**
 * Numbers as a texture of lines of `TEXTURE_LIMIT` texels.
 * @param perTexel numbers of one texel
 * @throws RangeError when they are more than a texture holds
 */
export function constantTexture<Numbers extends Uint32Array | Float32Array>(
	format: 'rg32ui' | 'rgba32ui' | 'rgba32f',
	numbers: Numbers,
	perTexel: 2 | 4
): Surface {
	const count = Math.ceil(numbers.length / perTexel);
	const width = Math.min(count, TEXTURE_LIMIT);
	const height = Math.ceil(count / width);
	if (height > TEXTURE_LIMIT)
		throw new RangeError(`weights of a layer must be at most ${TEXTURE_LIMIT ** 2} texels, got ${count}`);
	const size = width * height * perTexel;
	const texels = numbers instanceof Uint32Array ? new Uint32Array(size) : new Float32Array(size);
	texels.set(numbers);
	return { kind: 'constant', format, width, height, texels };
}
