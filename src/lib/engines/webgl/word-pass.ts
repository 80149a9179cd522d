/**
 * Encodes pictures: every pixel becomes its word, as bit-planes. Three look-ups a pixel, one a colour, in a texture whose entries
 * already stand in their colour's lanes, so that they only need to be joined.
 */
import { PIXEL_VALUES, type LevelTable } from '#lib/core/encoding.ts';
import { constantTexture } from './constants.ts';
import { levelSurface, wordsOfTexel } from './level-texels.ts';
import type { AtlasSurface, Pass } from './plan.ts';
import { POSITION_HEAD } from './shader-text.ts';

const COLOURS = 3;

/** Entry 0 stands for "outside the picture" and is all zeros; entry v + 1 is the word of value v. */
const ENTRIES = PIXEL_VALUES + 1;

/** [colour, entry, words of a texel]. */
function packTable({ wordLength, levels }: LevelTable, words: 1 | 2): Uint32Array {
	const packed = new Uint32Array(COLOURS * ENTRIES * 2 * words);
	for (let colour = 0; colour < COLOURS; colour++)
		for (let value = 0; value < PIXEL_VALUES; value++)
			for (let k = 0; k < wordLength; k++) {
				const level = levels[value * wordLength + k];
				const channel = colour * wordLength + k;
				const texel = (colour * ENTRIES + value + 1) * 2 * words;
				const word = channel >>> 5;
				packed[texel + word] |= (level & 1) << (channel & 31);
				packed[texel + words + word] |= (level >> 1) << (channel & 31);
			}
	return packed;
}

/** @returns the pass; its output holds 3 * wordLength channels */
export function wordPass(table: LevelTable, pictures: AtlasSurface): { pass: Pass; output: AtlasSurface } {
	const channels = COLOURS * table.wordLength;
	const words = wordsOfTexel(channels);
	const output = levelSurface(channels, pictures.cell);
	const format = words === 1 ? 'rg32ui' : 'rgba32ui';
	const type = words === 1 ? 'uvec2' : 'uvec4';
	const swizzle = words === 1 ? 'xy' : 'xyzw';
	const fragment = `${POSITION_HEAD}
uniform usampler2DArray pictures;
uniform usampler2D words;
out ${type} planes;
${type} word(uint entry, int colour) {
	int at = colour * ${ENTRIES} + int(entry);
	return texelFetch(words, ivec2(at, 0), 0).${swizzle};
}
void main() {
	uvec4 pixel = texelFetch(pictures, ivec3(gl_FragCoord.xy, 0), 0);
	planes = word(pixel.x, 0) | word(pixel.y, 1) | word(pixel.z, 2);
}`;
	const pass: Pass = {
		name: 'words',
		fragment,
		inputs: { pictures, words: constantTexture(format, packTable(table, words), words === 1 ? 2 : 4) },
		blocks: {},
		outputs: [{ surface: output, layer: 0 }]
	};
	return { pass, output };
}
